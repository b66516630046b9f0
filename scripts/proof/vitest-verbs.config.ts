import { defineConfig } from 'vitest/config'
import everything from '../../vitest.config'
// @ts-expect-error: scripts have no types
import { keepWorker } from './kept-worker.mjs'

// With tests named, only these run, in this order.
const named = process.env.OCTET_VERB_TESTS?.split(' ')

class AsNamed {
  async shard<T>(files: T[]): Promise<T[]> {
    return files
  }
  async sort<T extends { moduleId: string }>(files: T[]): Promise<T[]> {
    const place = ({ moduleId }: T) => named?.findIndex((name) => moduleId.endsWith(name)) ?? 0
    return [...files].sort((one, other) => place(one) - place(other))
  }
}

// The tests of verbs on a database, without those that run through the whole program: they would notice every change,
// whatever it means.
export default defineConfig({
  ...everything,
  plugins: named ? [keepWorker] : [],
  test: {
    ...everything.test,
    projects: undefined,
    // A test that waits for the processor has not noticed anything.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    setupFiles: [...(everything.test?.setupFiles ?? []), 'scripts/proof/vitest-staged.mjs'],
    ...(named && { sequence: { sequencer: AsNamed } }),
    include: named ?? ['server/*/**/*.test.ts'],
    exclude: [
      ...(everything.test?.exclude ?? []),
      ...(named
        ? []
        : [
            'server/{home,portal,reporting,simulation,trial,programs}/**',
            'server/platform/**',
            'server/**/rules.test.ts',
            'server/**/rules/*.test.ts',
          ]),
    ],
  },
})
