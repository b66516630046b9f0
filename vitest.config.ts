import { fileURLToPath } from 'node:url'
import { configDefaults, defineConfig } from 'vitest/config'

// A zone with summer time that is not the one of servers: what depends on the machine's zone fails here.
process.env.TZ = 'Europe/Berlin'

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url))

export default defineConfig({
  resolve: {
    alias: [
      { find: /^@\//, replacement: path('./') },
      { find: /^(server|client)-only$/, replacement: path('./node_modules/server-only/empty.js') },
    ],
  },
  test: {
    include: ['**/*.test.{ts,tsx,mjs}'],
    exclude: [...configDefaults.exclude, '.next/**', '.octet/**', 'server/generated/**', 'e2e/**'],
    globalSetup: ['scripts/proof/vitest-setup.mjs'],
    setupFiles: ['scripts/proof/vitest-tie.mjs'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    env: { TZ: 'Europe/Berlin', OCTET_TEST: '1' },
  },
})
