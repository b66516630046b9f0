import { leave, leaveOnSignals } from '../ground/leaving.mjs'
import { program, say } from '../ground/sentence.mjs'
import { install } from '../program/install.mjs'
import { measure, sourcesOf } from './mutants.mjs'
import { nearestTests } from './nearest.mjs'

// `npm run prove -- mutants [PATH…]`: changes every rule and every verb, one place at a time, and runs the tests that
// reach it. A path is a file, a folder or a room: `credit`, `server/order/rules`. `--show` lists survivors; `--one`
// leaves the other processor to others. With `--own` only the tests beside a rule and those nearest to a verb run, which
// is much faster, and scores.json keeps what was measured (not with `--try`); `--sample=40` tries 40 mutants of each
// file, and `--nearest=3` runs the three nearest tests of each verb instead of ten, which notices less and begins
// sooner. `--missing` measures nothing: it lists the files that, by scores.json, are not yet known to be good enough.

async function proveMutants() {
  const words = process.argv.slice(3)
  const paths = words.filter((word) => !word.startsWith('--'))
  const { rules, verbs } = sourcesOf(paths)
  const kinds = [
    { files: rules, least: 90, config: 'scripts/proof/vitest-rules.config.ts', database: false },
    { files: verbs, least: 75, config: 'scripts/proof/vitest-verbs.config.ts', database: true },
  ].filter(({ files }) => files.length > 0)
  if (kinds.length === 0) say(`no rule and no verb is at ${paths.join(', ')}`)
  await install()
  if (words.includes('--missing')) return listMissing(kinds)
  const { generate } = await import('../database/generate.mjs')
  await generate()
  const numberOf = (name) => Number(words.find((word) => word.startsWith(`--${name}=`))?.split('=')[1] ?? 0)
  if (words.includes('--own')) {
    process.env.OCTET_RULE_ROOMS = roomsOf(rules).join(' ')
    if (rules.every((rule) => /\/(backtest|past-week)\.ts$/.test(rule))) process.env.OCTET_RULE_LONG = '1'
    process.env.OCTET_VERB_TESTS = testsOf(verbs, numberOf('nearest') || 10).join(' ')
  }
  const settings = {
    own: words.includes('--own'),
    show: words.includes('--show'),
    processes: words.includes('--one') ? 1 : 2,
    sample: numberOf('sample'),
  }
  let held = kinds.length > 0
  for (const kind of kinds) {
    const leave = kind.database ? await enterWithTemplate() : () => {}
    const { record, textOf } = await import('./scores.mjs')
    // What is measured is a copy of this moment: an editor may save the file meanwhile.
    const texts = new Map(kind.files.map((file) => [file, textOf(file)]))
    const isKept = words.includes('--own') && !words.includes('--try')
    const keep = (score) => isKept && record([{ ...score, text: texts.get(score.file) }])
    const scores = await measure({ ...kind, ...settings, keep })
    held = scores.every(({ score }) => score >= kind.least) && held
    await leave()
  }
  return held ? 0 : 1
}

async function listMissing(kinds) {
  const { missing } = await import('./scores.mjs')
  const found = kinds.flatMap(({ files, least }) => missing(files, least))
  for (const { file, why } of found) say(`${file}: ${why}`)
  say(`${found.length} of ${kinds.reduce((sum, { files }) => sum + files.length, 0)} files are missing`)
  return found.length === 0 ? 0 : 1
}

// The nearest ten of each verb: those that stand first for one of them run first.
function testsOf(verbs, mostFiles) {
  const nearest = verbs.map((verb) => nearestTests(verb, mostFiles))
  const inTurn = Array.from({ length: mostFiles }, (_, place) => nearest.flatMap((tests) => tests[place] ?? []))
  return [...new Set(inTurn.flat())]
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
