import { afterAll, beforeAll, beforeEach, inject } from 'vitest'

// Loaded before each test file where verbs are changed place by place. What a test file stages in a hook before its
// tests begin belongs, for Stryker, to no test, so that it would never try a change of it. Here it belongs to all tests
// of the file.

const space = globalThis[inject('globalNamespace')]

if (inject('mode') === 'dry-run') {
  const began = new Set()
  let before = {}
  beforeAll(() => {
    before = { ...space.mutantCoverage?.static }
  })
  beforeEach(() => {
    began.add(space.currentTestId)
  })
  afterAll(() => {
    const { static: reached = {}, perTest = {} } = space.mutantCoverage ?? {}
    const staged = Object.keys(reached).filter((id) => reached[id] !== before[id])
    for (const test of began) {
      perTest[test] ??= {}
      for (const id of staged) perTest[test][id] = (perTest[test][id] ?? 0) + 1
    }
  })
}
