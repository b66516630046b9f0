import { readdirSync, readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { home, inRoot, kept, root } from '../ground/place.mjs'
import { say } from '../ground/sentence.mjs'
import { listen } from './file-by-file.mjs'
import { onlyNearest, onlySome, unsampled } from './sample.mjs'

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
 * Changes each place of the files, one at a time, and prints for each file what percentage of these mutants a test
 * noticed, and why some survivors change nothing that anybody could notice (these count neither way). Returns the
 * scores. `show` lists the mutants that no test noticed; `processes` says how many run at the same time; with `sample`,
 * at most so many mutants of each file are tried, always the same ones. `keep` gets the score of each file as soon as it
 * is known.
 */
export async function measure({ files, least, config, database, show, processes, sample, own, keep = () => {} }) {
  const { Stryker } = await import('@stryker-mutator/core')
  const { explained } = await import('./scores.mjs')
  const { named } = await import('./changes.mjs')
  if (sample) await onlySome(sample)
  if (database && own) await onlyNearest()
  // Stryker copies the sources elsewhere; the database for tests stays that of this installation.
  process.env.OCTET_HOME = home
  const sources = new Map(files.map((file) => [file, readFileSync(inRoot(file), 'utf8')]))
  const scores = new Map()
  const done = (file, mutants) => {
    const source = sources.get(file)
    const changes = named(source, mutants).filter((mutant) => !isLoaded(mutant, source))
    const score = scoreOf(file, changes, explained(file))
    tell(score, { least, show })
    keep(score)
    scores.set(file, score)
  }
  listen(fileByFile(done))
  await new Stryker({
    testRunner: 'vitest',
    plugins: [
      '@stryker-mutator/vitest-runner',
      ...['file-by-file', 'failed-hooks'].map((name) => inRoot(`scripts/proof/${name}.mjs`)),
    ],
    mutate: files,
    coverageAnalysis: 'perTest',
    concurrency: processes,
    reporters: ['progress-append-only', 'file-by-file'],
    allowConsoleColors: false,
    logLevel: 'error',
    vitest: { configFile: config, related: database && !own },
    // The database notices a statement without its text whatever the tests check, so for verbs only changed decisions count.
    mutator: {
      excludedMutations: database ? ['StringLiteral', 'ObjectLiteral', 'ArrayDeclaration', 'BlockStatement'] : [],
    },
    // What happens while the program is loaded is not tried, and counted as not noticed.
    ignoreStatic: database,
    dryRunTimeoutMinutes: 30,
    timeoutMS: database ? 60_000 : 20_000,
    tempDirName: relative(root, kept('mutants')),
    ignorePatterns: ['.octet', '.next', 'test-results', 'e2e'],
    // TypeScript 7 no longer has the interface by which Stryker rewrites a tsconfig.
    tsconfigFile: 'none.json',
  }).runMutationTest()
  // A file may have no place to change.
  for (const file of files) if (!scores.has(file)) done(file, [])
  return [...scores.values()]
}

// Gathers what was tried until everything of a file was.
function fileByFile(done) {
  const nameOf = ({ fileName }) => relative(root, fileName).replaceAll('\\', '/')
  const planned = new Map()
  const tried = new Map()
  return {
    plan: (mutants) => {
      for (const mutant of mutants) planned.set(nameOf(mutant), (planned.get(nameOf(mutant)) ?? 0) + 1)
    },
    mutant: (mutant) => {
      const file = nameOf(mutant)
      const all = [...(tried.get(file) ?? []), mutant]
      tried.set(file, all)
      if (all.length === planned.get(file)) done(file, all)
    },
  }
}

function tell({ file, score, count, of, missed, late, explanations }, { least, show }) {
  const low = score < least ? `  (at least ${least} %)` : ''
  // A test that timed out on a busy machine has not noticed the mutant.
  const doubtful = late > 0 ? `  (${late} by a test that did not end in time)` : ''
  const drawn = of > count ? ` drawn from ${of}` : ''
  say(`${String(Math.floor(score)).padStart(3)} % of ${String(count).padStart(3)}${drawn}  ${file}${low}${doubtful}`)
  for (const [change, why] of Object.entries(explanations)) console.log(`  ${change}\n    changes nothing: ${why}`)
  if (show)
    for (const { location, mutatorName, change, status } of missed)
      console.log(`  ${file}:${location.start.line}  ${mutatorName}: ${change}  (${status})`)
}

// A function that a module keeps as a constant is replaced while the program is loaded, before any test can ask for it:
// for verbs, whose program is loaded once, this is not tried and says nothing about the tests.
function isLoaded({ status, statusReason, mutatorName, location }, source) {
  if (status !== 'Ignored' || mutatorName !== 'ArrowFunction') return false
  const line = source.split('\n')[location.start.line - 1] ?? ''
  return isStatic(statusReason) || /^(export )?const \w+ =/.test(line)
}

const isStatic = (reason) => reason?.startsWith('Static') ?? false

function scoreOf(file, mutants, explained) {
  // What is only reached while the program is loaded is never tried, so that nothing has noticed a change in it.
  const loaded = mutants.filter(({ status, statusReason }) => status === 'Ignored' && isStatic(statusReason))
  const tried = mutants
    .filter(({ status }) => ['Killed', 'Timeout', 'Survived', 'NoCoverage'].includes(status))
    .concat(loaded)
  const survived = tried.filter(({ status }) => status !== 'Killed' && status !== 'Timeout')
  const missed = survived.filter(({ change }) => !explained[change])
  const count = tried.length - (survived.length - missed.length)
  const untried = mutants.filter(({ statusReason }) => statusReason === unsampled)
  const standing = [...survived, ...untried]
  const explanations = Object.fromEntries(
    Object.entries(explained).filter(([change]) => standing.some((mutant) => mutant.change === change)),
  )
  const of = tried.length + untried.length
  const late = tried.filter(({ status }) => status === 'Timeout').length
  const score = count === 0 ? 100 : (100 * (count - missed.length)) / count
  return { file, count: tried.length, of, missed, late, score, explanations }
}
