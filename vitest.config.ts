import { fileURLToPath } from 'node:url'
import { configDefaults, defineConfig } from 'vitest/config'
// @ts-expect-error: scripts have no types
import { dayOf } from './scripts/proof/days.mjs'

// As of which day, and in which zone of the machine: without a word today, in a zone with summer time that is not the one of servers.
const day = dayOf(process.env.OCTET_TEST_DAY ?? 'today', process.env.OCTET_TEST_ZONE)
const zone = day?.zone ?? process.env.OCTET_TEST_ZONE ?? 'Europe/Berlin'
process.env.TZ = zone
const clock = day ? { OCTET_CLOCK_SHIFT_MS: String(Date.parse(day.at) - Date.now()) } : {}

/**
 * What changes the process it runs in (its environment, its clock, a database or pool of its own) runs in a process of its own;
 * all others share two, which spares each of them to load the program again.
 */
const alone = [
  'scripts/**/*.test.mjs',
  'server/platform/jobs/**/proof/*.test.ts',
  'server/platform/mail/{kill,cut-off,deliver,gateway,sample}.test.ts',
  'server/platform/auth/{mails,recovery}.test.ts',
  'server/portal/portal.test.ts',
  'server/simulation/{sample,check/*,proof/*,races/*}.test.ts',
  'server/plans.test.ts',
]
const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url))

const resolve = {
  alias: [
    { find: /^@\//, replacement: path('./') },
    { find: /^(server|client)-only$/, replacement: path('./node_modules/server-only/empty.js') },
  ],
}
const include = ['**/*.test.{ts,tsx,mjs}']
const exclude = [...configDefaults.exclude, '.next/**', '.octet/**', 'server/generated/**', 'e2e/**']
const each = {
  setupFiles: ['scripts/proof/vitest-clock.mjs', 'scripts/proof/vitest-tie.mjs'],
  pool: 'forks' as const,
  maxWorkers: 2,
  // A busy machine may be slow; only a failure waits so long.
  testTimeout: 90_000,
  hookTimeout: 180_000,
  env: { TZ: zone, OCTET_TEST: '1', ...clock },
}
const projects = [
  { resolve, test: { ...each, name: 'alone', include: alone, exclude } },
  { resolve, test: { ...each, name: 'together', include, exclude: [...exclude, ...alone], isolate: false } },
]

export default defineConfig({
  resolve,
  test: {
    ...each,
    include,
    exclude,
    // Who turns rules round one by one has processes of its own.
    ...(process.env.STRYKER_MUTATOR_WORKER ? {} : { projects }),
    globalSetup: ['scripts/proof/vitest-setup.mjs'],
  },
})
