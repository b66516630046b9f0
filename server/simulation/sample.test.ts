import { describe, expect, it } from 'vitest'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { isGtin } from '@/server/catalog/rules'
import type { Organisation } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { addDays, dayIn, instantAt } from '@/server/platform/time/calendar'
import { workingCalendar } from '@/server/platform/time/holidays'
import { isWorkingDay } from '@/server/platform/time/working-days'
import { checkOrganisation } from './check/check'
import { growSample, letterheadOf } from './demo/sample'
import { quarter, type Scale } from './demo/scale'
import { ctxAt, makeWorld } from './drive'
import { letTimePass } from './pass'

const ends = new Date('2026-11-23T10:20:00Z')
const ctxOf = (organisation: Organisation) =>
  ctxAt(
    makeWorld(organisation, () => {}),
    ends,
  )

async function begin(country: string, currency: string, timeZone: string, scale: Scale) {
  const begins = instantAt(timeZone, addDays(dayIn(timeZone, ends), -scale.days), '06:30')
  const made = await makeOrganisation({ country, currency, timeZone, sample: true, clock: { now: () => begins } })
  return { organisation: made.organisation, founderId: made.owner.userId, begins, ends, scale }
}

/** Everything that happened until then, in the order of time, with the numbers and amounts that a person reads. */
async function told(organisation: Organisation): Promise<string[]> {
  const id = organisation.id
  const [events, papers] = await read(
    ctxOf(organisation),
    sql<{
      line: string
    }>`SELECT to_char(at, 'MM-DD HH24:MI') || ' ' || name AS line FROM event WHERE organisation_id = ${id} ORDER BY 1`,
    sql<{ line: string }>`SELECT d.number || ' ' || c.number || ' ' || d.on_day || ' ' || d.amount AS line FROM (
        SELECT organisation_id, number, customer_id, ordered_on::text AS on_day, gross_minor AS amount FROM sales_order
        UNION ALL SELECT organisation_id, number, customer_id, coalesce(settled_at::date::text, due_on::text), open_minor FROM open_item
        UNION ALL SELECT organisation_id, 'Reminder', customer_id, day::text || ' ' || kind, total_minor FROM reminder
      ) d JOIN customer c ON c.organisation_id = d.organisation_id AND c.id = d.customer_id WHERE d.organisation_id = ${id} ORDER BY 1`,
  )
  return [...events, ...papers].map(({ line }) => line)
}

describe('sample trade', () => {
  const small: Scale = { ...quarter, days: 19, buyers: 9, firstBuyers: 9, products: 24 }

  it('tells the same story on each run, and passes the same week, on the country’s working days, with product codes that can be scanned', async () => {
    const until = new Date(ends.getTime() + 7 * 86_400_000)
    const grown: { organisation: Organisation; past: string[]; week: string[] }[] = []
    for (let time = 0; time < 2; time++) {
      const story = await begin('DE', 'EUR', 'Europe/Berlin', { ...small, remindersOn: 2 })
      await growSample(story)
      const { organisation } = story
      const past = await told(organisation)
      await letTimePass({ organisation, from: ends, until, floorWorks: true })
      grown.push({ organisation, past, week: await told(organisation) })
    }
    const [one, other] = grown
    expect(one?.past.filter((line) => line.startsWith('SO-')).length).toBeGreaterThan(20)
    expect(other?.past).toEqual(one?.past)
    expect(one?.week.length).toBeGreaterThan((one?.past.length ?? 0) + 50)
    expect(other?.week).toEqual(one?.week)
    const organisation = one?.organisation as Organisation
    const [days, gtins, uncosted] = await read(
      ctxOf(organisation),
      sql<{
        day: string
      }>`SELECT DISTINCT ordered_on AS day FROM sales_order WHERE organisation_id = ${organisation.id}`,
      sql<{
        gtin: string
      }>`SELECT gtin FROM product WHERE organisation_id = ${organisation.id} AND kind = 'GOODS' AND NOT free_text AND places = 0`,
      sql`SELECT p.sku FROM shipment_line k JOIN order_line l ON l.organisation_id = k.organisation_id AND l.id = k.order_line_id
        JOIN product p ON p.organisation_id = l.organisation_id AND p.id = l.product_id
        WHERE k.organisation_id = ${organisation.id} AND k.cost_from = 'KEPT' AND k.unit_cost IS NULL AND p.kind = 'GOODS'`,
    )
    expect(uncosted).toEqual([])
    const calendar = workingCalendar(organisation)
    expect(days.filter(({ day }) => !isWorkingDay(calendar, day))).toEqual([])
    expect(gtins.filter(({ gtin }) => !isGtin(gtin))).toEqual([])
  }, 600_000)

  it('goes on after an interruption and makes nothing twice', async () => {
    const story = await begin('DE', 'EUR', 'Europe/Berlin', small)
    for (const days of [3, 8, 13]) {
      const cutAt = new Date(story.begins.getTime() + days * 86_400_000)
      const tell = (at: Date) => {
        if (at >= cutAt) throw new Error('cut off')
      }
      await expect(growSample({ ...story, seed: 'cut', tell })).rejects.toThrow('cut off')
    }
    await growSample({ ...story, seed: 'cut' })
    const { id } = story.organisation
    const [[counts]] = await read(
      ctxOf(story.organisation),
      sql<Record<string, number>>`SELECT
        (SELECT count(*)::int FROM product WHERE organisation_id = ${id} AND NOT free_text) AS products,
        (SELECT count(*)::int FROM sales_order WHERE organisation_id = ${id}) AS orders,
        (SELECT count(*)::int FROM outbox WHERE organisation_id = ${id}) AS outbox,
        (SELECT count(*)::int FROM event WHERE organisation_id = ${id} AND payload->>'reference' = 'Opening stock') AS openings`,
    )
    expect(counts?.orders).toBeGreaterThan(20)
    // One opening for what is sold by the piece, one for each of the two products sold by weight and length, one for lots and one for what
    // is sold in crates, which are two more products.
    expect(counts).toMatchObject({ products: 33, outbox: 0, openings: 5 })
    expect(await checkOrganisation(ctxOf(story.organisation))).toEqual([])
  }, 600_000)
})

describe('the particulars of a seller', () => {
  const of = (country: string, locale: string) =>
    letterheadOf({ name: 'Probe', country, locale, timeZone: 'Africa/Nairobi' } as Organisation)

  it.each([
    ['DE', 'de-DE', { city: 'Hamburg', taxNumber: 'DE000000000' }],
    ['AT', 'de-AT', { city: 'Graz', taxNumber: 'ATU00000000' }],
    ['JP', 'ja-JP', { city: 'Kanazawa' }],
    ['KE', 'en-KE', { city: 'Nairobi', addressLine: '1 Sample Street' }],
  ])('of %s are complete, and marked as invented', (country, locale, some) =>
    expect(of(country, locale)).toMatchObject({ ...some, legalName: 'Probe (sample)', taxRegistered: true }),
  )
})
