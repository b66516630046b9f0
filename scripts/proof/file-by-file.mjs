// A reporter for Stryker that hears of each mutant as soon as it was tried. Stryker itself answers only at the end of a
// measurement, and one of many files can take an hour and be cut off.

const heard = { plan: () => {}, mutant: () => {} }

/** From now on these functions are told how many mutants there are of each file, and of each that was tried. */
export function listen({ plan, mutant }) {
  Object.assign(heard, { plan, mutant })
}

export const strykerPlugins = [
  {
    kind: 'Reporter',
    name: 'file-by-file',
    factory: () => ({
      onMutationTestingPlanReady: ({ mutantPlans }) => heard.plan(mutantPlans.map(({ mutant }) => mutant)),
      onMutantTested: (mutant) => heard.mutant(mutant),
    }),
  },
]
