import { defineConfig } from 'vitest/config'
import everything from '../../vitest.config'

// The tests of what is decided from arguments alone: no database is started for them.
export default defineConfig({
  ...everything,
  test: {
    ...everything.test,
    include: ['server/**/rules.test.ts', 'server/**/rules/*.test.ts', 'server/platform/{money,time}/*.test.ts'],
    globalSetup: [],
    projects: undefined,
  },
})
