import { readdirSync } from 'node:fs'
import { relative } from 'node:path'
import { home, inRoot, kept, root } from '../ground/place.mjs'
import { say } from '../ground/sentence.mjs'

const isRule = (path) =>
  /\/rules(\.ts|\/[a-z-]+\.ts)$/.test(path) || /^server\/platform\/(money|time)\/[a-z-]+\.ts$/.test(path)
const isVerb = (path) => /\/mutations(\.ts|\/[a-z-]+\.ts)$/.test(path)

const all = () =>
  readdirSync(inRoot('server'), { recursive: true, encoding: 'utf8' })
    .map((path) => `server/${path.replaceAll('\\', '/')}`)
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts') && !path.startsWith('server/generated/'))

/** The rules and verbs at the paths; without paths, those of the whole server. */
export function sourcesOf(paths) {
  const asked = paths.map((path) => path.replace(/\/$/, ''))
  const isAsked = (file) =>
    asked.length === 0 ||
    asked.some((path) => [path, `server/${path}`].some((from) => file === from || file.startsWith(`${from}/`)))
  const files = all().filter(isAsked).sort()
  return { rules: files.filter(isRule), verbs: files.filter(isVerb) }
}

/**
 * The files of rules from which `npm test` draws the one that it changes place by place: each takes some seconds, and its
 * tests notice at least nine of ten changes. A file comes in when `npm run prove -- mutants FILE --own` passes.
 */
export const drawnFrom = [
  'server/catalog/rules.ts',
  'server/customer/rules.ts',
  'server/founding/rules.ts',
  'server/fulfilment/rules/putting-back.ts',
  'server/home/rules.ts',
  'server/inventory/rules.ts',
  'server/invoicing/rules/crediting.ts',
  'server/ledger/rules.ts',
  'server/order/rules/amounts.ts',
  'server/order/rules/division.ts',
  'server/order/rules/quantities.ts',
  'server/order/rules/scoring.ts',
  'server/receivable/rules/prepaid.ts',
  'server/shipping/rules/quantities.ts',
  'server/shipping/rules/states.ts',
]

/**
 * Changes each place of the files, one at a time, and prints for each file what percentage of these mutants a test
 * noticed. True when every file reaches `least`. `show` lists the mutants that no test noticed; `processes` says how
 * many run at the same time.
 */
export async function measure({ files, least, config, database, show, processes }) {
  const { Stryker } = await import('@stryker-mutator/core')
  // Stryker copies the sources elsewhere; the database for tests stays that of this installation.
  process.env.OCTET_HOME = home
  const results = await new Stryker({
    testRunner: 'vitest',
    plugins: ['@stryker-mutator/vitest-runner'],
    mutate: files,
    coverageAnalysis: 'perTest',
    concurrency: processes,
    reporters: ['progress-append-only'],
    allowConsoleColors: false,
    logLevel: 'error',
    vitest: { configFile: config, related: database },
    // The database notices a statement without its text whatever the tests check, so for verbs only changed decisions count.
    mutator: {
      excludedMutations: database ? ['StringLiteral', 'ObjectLiteral', 'ArrayDeclaration', 'BlockStatement'] : [],
    },
    timeoutMS: database ? 30_000 : 5_000,
    tempDirName: relative(root, kept('mutants')),
    ignorePatterns: ['.octet', '.next', 'test-results', 'e2e'],
    // TypeScript 7 no longer has the interface by which Stryker rewrites a tsconfig.
    tsconfigFile: 'none.json',
  }).runMutationTest()
  const scores = files.map((file) =>
    scoreOf(
      file,
      results.filter(({ fileName }) => relative(root, fileName).replaceAll('\\', '/') === file),
    ),
  )
  for (const { file, score, count, missed, late } of scores) {
    const low = score < least ? `  (at least ${least} %)` : ''
    // A test that timed out on a busy machine has not noticed the mutant.
    const doubtful = late > 0 ? `  (${late} by a test that did not end in time)` : ''
    say(`${score.toFixed(0).padStart(3)} % of ${String(count).padStart(3)}  ${file}${low}${doubtful}`)
    if (show)
      for (const mutant of missed)
        console.log(
          `  ${file}:${mutant.location.start.line}  ${mutant.mutatorName}: ${mutant.replacement}  (${mutant.status})`,
        )
  }
  return scores.every(({ score }) => score >= least)
}

function scoreOf(file, mutants) {
  const counted = mutants.filter(({ status }) => ['Killed', 'Timeout', 'Survived', 'NoCoverage'].includes(status))
  const missed = counted.filter(({ status }) => status === 'Survived' || status === 'NoCoverage')
  const count = counted.length
  const late = counted.filter(({ status }) => status === 'Timeout').length
  return { file, count, missed, late, score: count === 0 ? 100 : (100 * (count - missed.length)) / count }
}
