import { defineConfig } from 'vitest/config'
import everything from '../../vitest.config'

// With rooms named, only the tests of these rooms run.
const rooms = process.env.OCTET_VERB_ROOMS?.split(' ')

// The tests of verbs on a database, without those that run through the whole program: they would notice every change,
// whatever it means.
export default defineConfig({
  ...everything,
  test: {
    ...everything.test,
    projects: undefined,
    include: rooms?.map((room) => `${room}/**/*.test.ts`) ?? ['server/*/**/*.test.ts'],
    exclude: [
      ...(everything.test?.exclude ?? []),
      'server/{home,portal,reporting,simulation,trial,programs}/**',
      ...(rooms ? [] : ['server/platform/**']),
      'server/**/rules.test.ts',
      'server/**/rules/*.test.ts',
    ],
  },
})
