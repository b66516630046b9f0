import { leave, leaveOnSignals } from '../ground/leaving.mjs'
import { program, say } from '../ground/sentence.mjs'
import { install } from '../program/install.mjs'
import { measure, sourcesOf } from './mutants.mjs'

// `npm run prove -- mutants [PATH…]`: every rule and every verb turned round, one place at a time, against the tests that reach it.
// A path is a file, a folder or a room: `credit`, `server/order/rules`. Survivors are listed with `--show`.

async function proveMutants() {
  const words = process.argv.slice(3)
  await install()
  const { generate } = await import('../database/generate.mjs')
  await generate()
  const paths = words.filter((word) => !word.startsWith('--'))
  const { rules, verbs } = sourcesOf(paths)
  const kinds = [
    { files: rules, least: 90, config: 'scripts/proof/vitest-rules.config.ts', related: false },
    { files: verbs, least: 75, config: 'vitest.config.ts', related: true },
  ].filter(({ files }) => files.length > 0)
  if (kinds.length === 0) say(`no rule and no verb is at ${paths.join(', ')}`)
  let held = kinds.length > 0
  for (const kind of kinds) held = (await measure({ ...kind, show: words.includes('--show') })) && held
  return held ? 0 : 1
}

leaveOnSignals(130)
program(async () => {
  try {
    return await proveMutants()
  } finally {
    await leave()
  }
}).then(() => process.exit())
