import { fileURLToPath } from 'node:url'
import { configDefaults, defineConfig } from 'vitest/config'
// @ts-expect-error: scripts have no types
import { dayOf } from './scripts/proof/days.mjs'

// As of which day, and in which zone of the machine: without a word today, in a zone with summer time that is not the one of servers.
const day = dayOf(process.env.OCTET_TEST_DAY ?? 'today', process.env.OCTET_TEST_ZONE)
const zone = day?.zone ?? process.env.OCTET_TEST_ZONE ?? 'Europe/Berlin'
process.env.TZ = zone
const clock = day ? { OCTET_CLOCK_SHIFT_MS: String(Date.parse(day.at) - Date.now()) } : {}

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
    setupFiles: ['scripts/proof/vitest-clock.mjs', 'scripts/proof/vitest-tie.mjs'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    env: { TZ: zone, OCTET_TEST: '1', ...clock },
  },
})
