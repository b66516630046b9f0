import { existsSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { command } from '../ground/os.mjs'
import { inRoot } from '../ground/place.mjs'
import { dayOf, days, drawnDay, onTheDatabasesClock } from './days.mjs'

const clock = pathToFileURL(inRoot('scripts/proof/clock.mjs')).href
const machines = () => performance.timeOrigin + performance.now()

/** The output of a process that was started with a moved clock and with TZ set. */
async function saidAsOf({ at, zone }, program) {
  const shift = String(Date.parse(at) - machines())
  const env = { ...process.env, NODE_OPTIONS: `--import=${clock}`, OCTET_CLOCK_SHIFT_MS: shift, TZ: zone }
  const { output } = await command(process.execPath, ['--input-type=module', '--eval', program], { env })
  return JSON.parse(output)
}

test('a process with a moved clock and the processes it starts share one running clock, and dates stay dates', async () => {
  const said = await saidAsOf(
    dayOf('spring'),
    `import { execFileSync } from 'node:child_process'
    import { types } from 'node:util'
    const then = new Date()
    const child = Number(execFileSync(process.execPath, ['--print', 'Date.now()']))
    class Later extends Date {}
    console.log(JSON.stringify({
      day: then.toISOString().slice(0, 15), hour: then.getHours(), child: child - then.getTime(),
      fixed: [new Date('2020-02-29').getTime(), new Date(2020, 1, 29).getDate(), Date.UTC(2020, 0, 1), Date.parse('2020-01-01')],
      is: [then instanceof Date, types.isDate(then), then.constructor === Date, structuredClone(then) instanceof Date, new Later() instanceof Later],
      text: Date().slice(0, 15), spread: Math.abs(new Later() - then),
    }))`,
  )
  expect(said).toMatchObject({
    day: '2027-03-28T00:5',
    hour: 1,
    fixed: [1582934400000, 29, 1577836800000, 1577836800000],
    is: [true, true, true, true, true],
    text: 'Sun Mar 28 2027',
  })
  expect(said.child).toBeGreaterThanOrEqual(0)
  expect(said.child).toBeLessThan(60_000)
  expect(said.spread).toBeLessThan(60_000)
})

test('the days are twelve moments in four zones, and one of them is drawn', () => {
  const all = Object.keys(days).map((name) => dayOf(name))
  expect(new Set(all.map(({ at }) => at)).size).toBe(12)
  expect(new Set(all.map(({ zone }) => zone)).size).toBe(4)
  expect(all.map(({ at }) => new Date(at).toISOString().replace('.000', ''))).toEqual(all.map(({ at }) => at))
  expect(Object.keys(days)).toContain(drawnDay())
  for (const file of Object.keys(onTheDatabasesClock)) expect([file, existsSync(inRoot(file))]).toEqual([file, true])
  expect(dayOf('today')).toBeNull()
  expect(dayOf('2027-03-14T06:59:00Z', 'America/New_York')).toMatchObject({ zone: 'America/New_York' })
  expect(() => dayOf('someday')).toThrow(/There is no day someday/)
})
