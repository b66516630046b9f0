import { createHash } from 'node:crypto'
import { relative } from 'node:path'
import { root } from '../ground/place.mjs'
import { nearestTests } from './nearest.mjs'

// Which mutants are tried against which tests. Stryker has no options for either, so its lists are cut where it makes them.

/** The reason of a mutant that is not tried. */
export const unsampled = 'not in the sample'

/** Tries at most so many mutants of each file. */
export async function onlySome(most) {
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

const mostTests = 40

/** Tries each mutant of a verb against the nearest tests: one with which others stage their cases is reached by hundreds. */
export async function onlyNearest() {
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
