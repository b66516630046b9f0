import { program, sayAside, stop } from './ground/sentence.mjs'

const verbs = ['migrate', 'reset', 'generate', 'diff', 'dump', 'restore', 'keep', 'env', 'up', 'stop', 'status']

program(async () => {
  const [verb, ...rest] = process.argv.slice(2)
  if (!verbs.includes(verb)) stop(`Say one of: ${verbs.join(', ')}.`)
  // The output of `env` and `diff` is for a shell or a file, so nothing else may be printed there.
  if (verb === 'env' || verb === 'diff') sayAside()
  const { install } = await import('./program/install.mjs')
  await install()
  const actions = await import('./database/verbs.mjs')
  return actions[verb](rest)
})
