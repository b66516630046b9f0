import { program, stop } from './ground/sentence.mjs'

const verbs = ['migrate', 'reset', 'generate', 'diff', 'env', 'up', 'stop', 'status']

program(async () => {
  const [verb, ...rest] = process.argv.slice(2)
  if (!verbs.includes(verb)) stop(`Say one of: ${verbs.join(', ')}.`)
  const { install } = await import('./program/install.mjs')
  await install()
  const actions = await import('./database/verbs.mjs')
  return actions[verb](rest)
})
