import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { inRoot, root } from '../ground/place.mjs'
import { stop } from '../ground/sentence.mjs'

/** Days that often cause errors: the moment at which the tests begin, and the zone of the machine that runs them. */
export const days = {
  saturday: ['2027-02-06T10:00:00Z', 'Asia/Kolkata'],
  sunday: ['2026-11-29T12:00:00Z', 'America/New_York'],
  'christmas-eve': ['2026-12-24T22:50:00Z', 'Europe/Berlin'],
  'last-minutes': ['2026-12-31T23:50:00Z', 'Pacific/Auckland'],
  'new-year': ['2027-01-01T00:10:00Z', 'America/New_York'],
  'leap-day': ['2028-02-29T12:00:00Z', 'Asia/Kolkata'],
  // The skipped hour and the repeated hour in Berlin: ten minutes before the clocks change.
  spring: ['2027-03-28T00:50:00Z', 'Europe/Berlin'],
  autumn: ['2027-10-31T00:50:00Z', 'Europe/Berlin'],
  easter: ['2028-04-16T09:00:00Z', 'Pacific/Auckland'],
  'end-of-april': ['2027-04-30T16:00:00Z', 'America/New_York'],
  'end-of-october': ['2028-10-31T23:30:00Z', 'Asia/Kolkata'],
  // It is still the 15th in London and New York and already the 16th in Berlin and Auckland.
  'two-dates': ['2027-07-15T22:30:00Z', 'Pacific/Auckland'],
}

const queue = 'what it tries waits in the queue of the executor, where work is due by the clock of PostgreSQL'

/** Test files that keep the machine's clock, with the reason: PostgreSQL's own clock cannot be moved. */
export const onTheDatabasesClock = {
  'server/platform/jobs/proof/background.test.ts': queue,
  'server/platform/jobs/proof/contract.test.ts': queue,
  'server/platform/jobs/proof/delivery.test.ts': queue,
  'server/platform/jobs/proof/kill.test.ts': queue,
  'server/platform/jobs/proof/outside.test.ts': queue,
  'server/platform/jobs/proof/switch.test.ts': queue,
  'server/platform/jobs/proof/upkeep.test.ts': queue,
  'server/platform/mail/kill.test.ts': queue,
  'server/simulation/proof/kill.test.ts': queue,
}

/** A day by its name or as an instant, with its zone; null for `today`, which does not move the clock. */
export function dayOf(name, zone) {
  if (name === 'today') return null
  const [at, usual] = days[name] ?? [name, 'Europe/Berlin']
  if (Number.isNaN(Date.parse(at)))
    stop(
      `There is no day ${name}; say today, an instant like 2027-03-28T00:50:00Z, or one of ${Object.keys(days).join(', ')}.`,
    )
  return { name, at, zone: zone ?? usual }
}

/** The one of these names that this version of the program draws: by its commit, or by its packages without git. */
export function drawn(names) {
  const { status, stdout } = spawnSync('git', ['rev-parse', 'HEAD'], { cwd: root })
  const text =
    status === 0 ? `${stdout}` : readFileSync(inRoot('README.md')) + readFileSync(inRoot('package-lock.json'))
  const number = createHash('sha256').update(text).digest().readUInt32BE()
  return names[number % names.length]
}

/** The name of the day that this version of the program draws. */
export const drawnDay = () => drawn(Object.keys(days))
