import { leave, leaveOnSignals } from '../ground/leaving.mjs'
import { program, say } from '../ground/sentence.mjs'
import { install } from '../program/install.mjs'
import { measure, sourcesOf } from './mutants.mjs'

// `npm run prove -- mutants [PATH…]`: changes every rule and every verb, one place at a time, and runs the tests that
// reach it. A path is a file, a folder or a room: `credit`, `server/order/rules`. `--show` lists survivors; with
// `--own` only the tests of the same room run, which is much faster; `--one` leaves the other processor to others.

async function proveMutants() {
  const words = process.argv.slice(3)
  await install()
  const { generate } = await import('../database/generate.mjs')
  await generate()
  const paths = words.filter((word) => !word.startsWith('--'))
  const { rules, verbs } = sourcesOf(paths)
  const kinds = [
    { files: rules, least: 90, config: 'scripts/proof/vitest-rules.config.ts', database: false },
    { files: verbs, least: 75, config: 'scripts/proof/vitest-verbs.config.ts', database: true },
  ].filter(({ files }) => files.length > 0)
  if (words.includes('--own')) {
    process.env.OCTET_RULE_ROOMS = roomsOf(rules).join(' ')
    process.env.OCTET_VERB_ROOMS = roomsOf(verbs).join(' ')
  }
  if (kinds.length === 0) say(`no rule and no verb is at ${paths.join(', ')}`)
  const show = words.includes('--show')
  const processes = words.includes('--one') ? 1 : 2
  let held = kinds.length > 0
  for (const kind of kinds) {
    const leave = kind.database ? await enterWithTemplate() : () => {}
    held = (await measure({ ...kind, show, processes })) && held
    await leave()
  }
  return held ? 0 : 1
}

const roomsOf = (files) => [
  ...new Set(files.map((file) => file.replace(/\/(rules|mutations)(\.ts|\/.*)$|\/[^/]+\.ts$/, ''))),
]

// The measured copy of the sources cannot migrate, because its files are not executable; so the template is made first.
async function enterWithTemplate() {
  const { cloneDatabase, enterTestServer } = await import('./test-database.mjs')
  const server = await enterTestServer()
  const { drop } = await cloneDatabase(server)
  await drop()
  return server.leave
}

leaveOnSignals(130)
program(async () => {
  try {
    return await proveMutants()
  } finally {
    await leave()
  }
}).then(() => process.exit())
