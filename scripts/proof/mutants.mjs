import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { home, inRoot, kept, root } from '../ground/place.mjs'
import { say } from '../ground/sentence.mjs'
import { nearestTests } from './nearest.mjs'

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
 * scores. `show` lists the mutants that no test noticed; `processes` says how many run at the same
 * time; with `sample`, at most so many mutants of each file are tried, always the same ones.
 */
export async function measure({ files, least, config, database, show, processes, sample, own }) {
  const { Stryker } = await import('@stryker-mutator/core')
  if (sample) await onlySome(sample)
  if (database && own) await onlyNearest()
  // Stryker copies the sources elsewhere; the database for tests stays that of this installation.
  process.env.OCTET_HOME = home
  const sources = new Map(files.map((file) => [file, readFileSync(inRoot(file), 'utf8')]))
  const results = await new Stryker({
    testRunner: 'vitest',
    plugins: ['@stryker-mutator/vitest-runner'],
    mutate: files,
    coverageAnalysis: 'perTest',
    concurrency: processes,
    reporters: ['progress-append-only'],
    allowConsoleColors: false,
    logLevel: 'error',
    vitest: { configFile: config, related: database && !own },
    // The database notices a statement without its text whatever the tests check, so for verbs only changed decisions count.
    mutator: {
      excludedMutations: database ? ['StringLiteral', 'ObjectLiteral', 'ArrayDeclaration', 'BlockStatement'] : [],
    },
    // What is only staged before a test begins, or happens while the program is loaded, is counted as not noticed.
    ignoreStatic: database,
    dryRunTimeoutMinutes: 30,
    timeoutMS: 60_000,
    tempDirName: relative(root, kept('mutants')),
    ignorePatterns: ['.octet', '.next', 'test-results', 'e2e'],
    // TypeScript 7 no longer has the interface by which Stryker rewrites a tsconfig.
    tsconfigFile: 'none.json',
  }).runMutationTest()
  const { explained } = await import('./scores.mjs')
  const { changeOf } = await import('./changes.mjs')
  const scores = files.map((file) => {
    const source = sources.get(file)
    const mutants = results
      .filter(({ fileName }) => relative(root, fileName).replaceAll('\\', '/') === file)
      .map((mutant) => ({ ...mutant, change: changeOf(source, mutant) }))
    return scoreOf(file, mutants, explained(file))
  })
  for (const { file, score, count, of, missed, late, explanations } of scores) {
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
  return scores
}

const unsampled = 'not in the sample'

// Stryker has no option for a sample, so the list of mutants is cut where it is made.
async function onlySome(most) {
  const { Instrumenter } = await import('@stryker-mutator/instrumenter')
  const whole = Instrumenter.prototype.instrument
  Instrumenter.prototype.instrument = async function (...given) {
    const result = await whole.apply(this, given)
    const valid = result.mutants.filter(({ status }) => status === undefined)
    for (const file of new Set(valid.map(({ fileName }) => fileName))) {
      const mutants = valid.filter(({ fileName }) => fileName === file)
      const taken = new Set(sampleOf(relative(root, file).replaceAll('\\', '/'), mutants.length, most))
      mutants.forEach((mutant, place) => {
        if (!taken.has(place)) Object.assign(mutant, { status: 'Ignored', statusReason: unsampled })
      })
    }
    return result
  }
}

const mostTests = 16

// A verb with which others stage their cases is reached by hundreds of tests: the nearest of them are tried.
async function onlyNearest() {
  const planner = new URL('mutants/mutant-test-planner.js', import.meta.resolve('@stryker-mutator/core'))
  const { MutantTestPlanner } = await import(planner)
  const whole = MutantTestPlanner.prototype.planMutant
  MutantTestPlanner.prototype.planMutant = function (mutant) {
    const plan = whole.call(this, mutant)
    const tests = plan.runOptions?.testFilter
    if (!tests) return plan
    const nearest = nearestTests(relative(root, mutant.fileName).replaceAll('\\', '/'), Number.POSITIVE_INFINITY)
    const place = (test) => nearest.findIndex((file) => test.startsWith(`${file}#`))
    const known = tests.filter((test) => place(test) >= 0)
    plan.runOptions.testFilter = known.sort((one, other) => place(one) - place(other)).slice(0, mostTests)
    return plan
  }
}

/** Which of `count` places are in the sample of at most `most`: the name alone decides. */
export function sampleOf(name, count, most) {
  const order = (place) => createHash('sha256').update(`${name} ${place}`).digest('hex')
  return Array.from({ length: count }, (_, place) => place)
    .sort((one, other) => (order(one) < order(other) ? -1 : 1))
    .slice(0, most)
}

function scoreOf(file, mutants, explained) {
  // A test may stage its case with a verb before it begins; then it has not noticed a change in it.
  const staged = mutants.filter(
    ({ status, statusReason }) => status === 'Ignored' && statusReason?.startsWith('Static'),
  )
  const tried = mutants
    .filter(({ status }) => ['Killed', 'Timeout', 'Survived', 'NoCoverage'].includes(status))
    .concat(staged)
  const survived = tried.filter(({ status }) => status !== 'Killed' && status !== 'Timeout')
  const missed = survived.filter(({ change }) => !explained[change])
  const count = tried.length - (survived.length - missed.length)
  const explanations = Object.fromEntries(
    Object.entries(explained).filter(([change]) => survived.some((mutant) => mutant.change === change)),
  )
  const of = tried.length + mutants.filter(({ statusReason }) => statusReason === unsampled).length
  const late = tried.filter(({ status }) => status === 'Timeout').length
  const score = count === 0 ? 100 : (100 * (count - missed.length)) / count
  return { file, count: tried.length, of, missed, late, score, explanations }
}
