import { defineConfig } from 'vitest/config'
import everything from '../../vitest.config'

// When rooms are named, only their own tests run: that is faster, and a rule counts as tested only by the tests beside it.
const rooms = process.env.OCTET_RULE_ROOMS?.split(' ')
const own = rooms?.flatMap((room) =>
  /^server\/platform\/(money|time)$/.test(room)
    ? [`${room}/*.test.ts`]
    : [`${room}/rules.test.ts`, `${room}/rules/*.test.ts`],
)

// These try the forecast on whole pasts, which takes seconds for each place that is changed: only what they are named for
// is tried against them.
const long = ['backtest', 'past-week'].map((name) => `server/reporting/rules/${name}.test.ts`)

// The tests of pure rules: no database is started for them.
export default defineConfig({
  ...everything,
  test: {
    ...everything.test,
    include: own ?? ['server/**/rules.test.ts', 'server/**/rules/*.test.ts', 'server/platform/{money,time}/*.test.ts'],
    exclude: [...(everything.test?.exclude ?? []), ...(process.env.OCTET_RULE_LONG ? [] : long)],
    globalSetup: [],
    // A test that waits for the processor has not noticed anything.
    testTimeout: 120_000,
    projects: undefined,
  },
})
