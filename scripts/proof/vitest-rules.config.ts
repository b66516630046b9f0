import { defineConfig } from 'vitest/config'
import everything from '../../vitest.config'

// With the rooms named, their own tests alone: quicker, and a rule counts as held only by the tests that stand beside it.
const rooms = process.env.OCTET_RULE_ROOMS?.split(' ')
const own = rooms?.flatMap((room) =>
  room.startsWith('server/platform/') ? [`${room}/*.test.ts`] : [`${room}/rules.test.ts`, `${room}/rules/*.test.ts`],
)

// The tests of what is decided from arguments alone: no database is started for them.
export default defineConfig({
  ...everything,
  test: {
    ...everything.test,
    include: own ?? ['server/**/rules.test.ts', 'server/**/rules/*.test.ts', 'server/platform/{money,time}/*.test.ts'],
    globalSetup: [],
    projects: undefined,
  },
})
