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

/** The counts and states when the growth is over. */
async function standing(organisation: Organisation) {
  const id = organisation.id
  const [stages, [counts]] = await read(
    ctxOf(organisation),
    sql<{
      place: string
      n: number
    }>`SELECT stage || coalesce(' ' || waits_for, '') AS place, count(*)::int AS n FROM sales_order WHERE organisation_id = ${id} GROUP BY 1`,
    sql<Record<string, number>>`SELECT
      (SELECT count(*)::int FROM customer WHERE organisation_id = ${id}) AS customers,
      (SELECT count(*)::int FROM product WHERE organisation_id = ${id} AND NOT free_text) AS products,
      (SELECT count(*)::int FROM sales_order WHERE organisation_id = ${id}) AS orders,
      (SELECT sum(gross_minor)::text FROM sales_order WHERE organisation_id = ${id}) AS gross,
      (SELECT sum(amount_minor)::text FROM receipt WHERE organisation_id = ${id}) AS received,
      (SELECT count(*)::int FROM credit_decision WHERE organisation_id = ${id} AND state = 'REFERRED') AS referred,
      (SELECT count(*)::int FROM credit_hold WHERE organisation_id = ${id} AND ended_at IS NULL) AS holds,
      (SELECT sum(backordered)::int FROM order_line WHERE organisation_id = ${id}) AS backordered,
      (SELECT count(*)::int FROM pick_task WHERE organisation_id = ${id} AND state = 'SHORT') AS short,
      (SELECT count(*)::int FROM shipment WHERE organisation_id = ${id} AND state = 'DISPATCHED') AS travelling,
      (SELECT count(DISTINCT customer_id)::int FROM open_item WHERE organisation_id = ${id} AND settled_at IS NULL AND kind = 'INVOICE' AND due_on < '2026-11-23'::date - 21) AS long_overdue,
      (SELECT count(*)::int FROM bank_line WHERE organisation_id = ${id} AND state = 'UNMATCHED') AS unmatched,
      (SELECT count(*)::int FROM promise_to_pay WHERE organisation_id = ${id} AND state = 'OPEN') AS promises,
      (SELECT count(*)::int FROM dispute WHERE organisation_id = ${id} AND state = 'OPEN') AS disputes,
      (SELECT count(*)::int FROM goods_return WHERE organisation_id = ${id}) AS returns,
      (SELECT count(*)::int FROM quote WHERE organisation_id = ${id} AND state = 'SENT') AS quotes,
      (SELECT count(*)::int FROM mail WHERE organisation_id = ${id} AND state <> 'SENT') AS unsent,
      (SELECT count(*)::int FROM outbox WHERE organisation_id = ${id}) AS outbox`,
  )
  return { places: Object.fromEntries(stages.map(({ place, n }) => [place, n])), counts: counts ?? {} }
}

const alive = [
  'CREDIT CREDIT_DECISION',
  'CREDIT PAYMENT',
  'FULFILMENT PICKING',
  'FULFILMENT PACKING',
  'FULFILMENT STOCK',
  'SHIPPING DISPATCH',
  'RECEIVABLE DUE',
  'COLLECTION OVERDUE',
  'SETTLED',
]

describe('sample trade', () => {
  it.each([['JP', 'JPY', 'Asia/Tokyo']])(
    'of %s leaves something on every work list, and every rule holds',
    async (country, currency, timeZone) => {
      const story = await begin(country, currency, timeZone, quarter)
      await growSample({ ...story, seed: 'seed' })
      const { places, counts } = await standing(story.organisation)
      expect(Object.keys(places)).toEqual(expect.arrayContaining(alive))
      expect(counts).toMatchObject({ products: 82, unsent: 0, outbox: 0 })
      expect(counts.customers).toBeGreaterThanOrEqual(25)
      expect(counts.orders).toBeGreaterThanOrEqual(120)
      expect(counts.orders).toBeLessThanOrEqual(200)
      expect(counts.longOverdue).toBeGreaterThanOrEqual(2)
      const some = ['referred', 'holds', 'backordered', 'short', 'travelling', 'unmatched', 'promises', 'disputes']
      for (const what of [...some, 'returns', 'quotes']) expect([what, counts[what] ?? 0]).not.toEqual([what, 0])
      expect(await checkOrganisation(ctxOf(story.organisation))).toEqual([])
    },
    600_000,
  )

  const small: Scale = { ...quarter, days: 24, buyers: 9, firstBuyers: 9, products: 24 }

  it('tells the same story on each run, on the country’s working days, with product codes that can be scanned', async () => {
    const told = []
    for (let time = 0; time < 2; time++) {
      const story = await begin('DE', 'EUR', 'Europe/Berlin', small)
      await growSample({ ...story, seed: 'twice' })
      told.push({ ...(await standing(story.organisation)), id: story.organisation })
    }
    const [one, other] = told
    expect(one?.counts.orders).toBeGreaterThan(20)
    expect(other?.counts).toEqual(one?.counts)
    expect(other?.places).toEqual(one?.places)
    const organisation = one?.id as Organisation
    const [days, gtins] = await read(
      ctxOf(organisation),
      sql<{
        day: string
      }>`SELECT DISTINCT ordered_on AS day FROM sales_order WHERE organisation_id = ${organisation.id}`,
      sql<{
        gtin: string
      }>`SELECT gtin FROM product WHERE organisation_id = ${organisation.id} AND NOT free_text AND places = 0`,
    )
    const calendar = workingCalendar(organisation)
    expect(days.filter(({ day }) => !isWorkingDay(calendar, day))).toEqual([])
    expect(gtins.filter(({ gtin }) => !isGtin(gtin))).toEqual([])
  }, 600_000)

  it('goes on after an interruption and makes nothing twice', async () => {
    const story = await begin('DE', 'EUR', 'Europe/Berlin', small)
    for (const days of [3, 9, 16]) {
      const cutAt = new Date(story.begins.getTime() + days * 86_400_000)
      const tell = (at: Date) => {
        if (at >= cutAt) throw new Error('cut off')
      }
      await expect(growSample({ ...story, seed: 'cut', tell })).rejects.toThrow('cut off')
    }
    await growSample({ ...story, seed: 'cut' })
    const { counts } = await standing(story.organisation)
    expect(counts.orders).toBeGreaterThan(20)
    expect(counts).toMatchObject({ products: 26, outbox: 0 })
    const [[openings]] = await read(
      ctxOf(story.organisation),
      sql<{
        n: number
      }>`SELECT count(*)::int AS n FROM event WHERE organisation_id = ${story.organisation.id} AND payload->>'reference' = 'Opening stock'`,
    )
    // One for what is sold by the piece, and one for each of the two products sold by weight and length.
    expect(openings?.n).toBe(3)
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
