import { defineConfig } from 'vitest/config'
import everything from '../../vitest.config'

// The tests of verbs on a database, without those that run through the whole program: they would notice every change,
// whatever it means.
export default defineConfig({
  ...everything,
  test: {
    ...everything.test,
    projects: undefined,
    include: ['server/*/**/*.test.ts'],
    exclude: [
      ...(everything.test?.exclude ?? []),
      'server/{platform,home,portal,reporting,simulation,trial,programs}/**',
      'server/**/rules.test.ts',
      'server/**/rules/*.test.ts',
    ],
  },
})
