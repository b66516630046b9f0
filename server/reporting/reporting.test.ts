import { afterAll, describe, expect, it } from 'vitest'
import { makeMonth, month as period } from '@/prisma/seed/month'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { addProductCategory } from '@/server/catalog/mutations/category'
import type { Ctx } from '@/server/platform/context/ctx'
import { permissionsOf } from '@/server/platform/context/permissions'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { virtualClock } from '@/server/platform/time/clock'
import { aging, owed } from '@/server/receivable/queries/account'
import { checkOrganisation } from '@/server/simulation/check/check'
import { figures } from './queries/figures'
import { figureRows, type PopulationRow } from './queries/rows'
import { soldByCategory } from './queries/sold'
import { figureKeys, type Population } from './schema'

const { now } = await makeMonth()
// Every product but the dearest costs three quarters of its price, and the cheapest has a category.
await read(
  now(),
  sql`INSERT INTO product_supply (organisation_id, product_id, unit_cost) SELECT organisation_id, id, unit_price * 0.75 FROM product
    WHERE organisation_id = ${now().organisationId} AND unit_price < (SELECT max(unit_price) FROM product WHERE organisation_id = ${now().organisationId})
    ON CONFLICT (organisation_id, product_id) DO UPDATE SET unit_cost = EXCLUDED.unit_cost`,
  // Some left when they cost less, some before costs were kept.
  sql`UPDATE shipment_line k SET unit_cost = CASE WHEN k.quantity > 2 THEN round(s.unit_cost * 0.9, 6) END, cost_from = CASE WHEN k.quantity > 2 THEN 'KEPT' ELSE 'BEFORE' END
    FROM product_supply s WHERE k.organisation_id = ${now().organisationId} AND k.cost_from = 'KEPT' AND s.organisation_id = k.organisation_id AND s.product_id = k.product_id`,
)
const { id: mugs } = await addProductCategory(now(), { name: 'Mugs' })
await read(
  now(),
  sql`UPDATE product SET category_id = ${mugs} WHERE organisation_id = ${now().organisationId} AND unit_price = (SELECT min(unit_price) FROM product WHERE organisation_id = ${now().organisationId} AND kind = 'GOODS')`,
)

afterAll(async () => {
  expect(await checkOrganisation(now())).toEqual([])
})

/** All rows of a population, page by page. */
async function all(ctx: Ctx, population: Population, limit = 2, sort?: string): Promise<PopulationRow[]> {
  const rows: PopulationRow[] = []
  for (let after: string | undefined; ; ) {
    const page = await figureRows(ctx, { population, period, after, limit, sort })
    rows.push(...page.rows)
    if (!page.next) return rows
    after = page.next
  }
}

const sum = (rows: readonly PopulationRow[], key: string) => rows.reduce((total, row) => total + Number(row[key]), 0)
const count = (rows: readonly PopulationRow[], is: (row: PopulationRow) => unknown) => rows.filter(is).length

/** Computes each figure again by its formula from nothing but the rows of its page. */
const recomputed: Record<(typeof figureKeys)[number], (ctx: Ctx) => Promise<number>> = {
  cycle: async (ctx) => {
    const rows = await all(ctx, 'delivered')
    return sum(rows, 'cycleHours') / rows.length
  },
  cash: async (ctx) => {
    const rows = await all(ctx, 'settled')
    return rows.reduce((total, row) => total + Number(row.paidMinor) * Number(row.cashDays), 0) / sum(rows, 'paidMinor')
  },
  otif: async (ctx) => {
    const rows = await all(ctx, 'due')
    return (count(rows, (row) => row.outcome === 'KEPT') / count(rows, (row) => row.outcome !== 'ASSUMED')) * 100
  },
  perfect: async (ctx) => {
    const rows = await all(ctx, 'arrived')
    const marks = (row: PopulationRow) => [row.onTime, row.inFull, row.undamaged, row.documentsRight]
    const judged = rows.filter((row) => marks(row).includes(false) || !marks(row).includes(null))
    return (count(judged, (row) => marks(row).every(Boolean)) / judged.length) * 100
  },
  fill: async (ctx) => {
    const rows = await all(ctx, 'lines')
    return (count(rows, (row) => Number(row.sent) >= Number(row.asked)) / rows.length) * 100
  },
  errors: async (ctx) => {
    const rows = await all(ctx, 'picked')
    return (count(rows, (row) => row.short || row.wrong || row.damaged || row.returned) / rows.length) * 100
  },
  dso: async (ctx) =>
    (sum(await all(ctx, 'receivables'), 'openMinor') / sum(await all(ctx, 'sales'), 'amountMinor')) * 31,
  countBack: async (ctx) => {
    let left = sum(await all(ctx, 'receivables'), 'openMinor')
    let days = 0
    for (const month of await all(ctx, 'months', 50)) {
      const share = Math.min(1, Number(month.salesMinor) === 0 ? 1 : left / Number(month.salesMinor))
      days += share * Number(month.days)
      left -= Number(month.salesMinor)
      if (left <= 0) break
    }
    return days
  },
  bestDso: async (ctx) => {
    const rows = await all(ctx, 'receivables')
    return (
      (sum(
        rows.filter((row) => String(row.dueOn) >= period.to),
        'openMinor',
      ) /
        sum(await all(ctx, 'sales'), 'amountMinor')) *
      31
    )
  },
  add: async (ctx) => (await recomputed.dso(ctx)) - (await recomputed.bestDso(ctx)),
  cei: async (ctx) => {
    const [opening, sales, closing] = [
      await all(ctx, 'opening'),
      await all(ctx, 'sales'),
      await all(ctx, 'receivables'),
    ]
    const collectable = sum(opening, 'openMinor') + sum(sales, 'amountMinor')
    const notDue = sum(
      closing.filter((row) => String(row.dueOn) >= period.to),
      'openMinor',
    )
    return ((collectable - sum(closing, 'openMinor')) / (collectable - notDue)) * 100
  },
  aging: async (ctx) => {
    const rows = await all(ctx, 'open')
    return (
      (sum(
        rows.filter((row) => Number(row.daysLate) > 0),
        'openMinor',
      ) /
        sum(rows, 'openMinor')) *
      100
    )
  },
  margin: async (ctx) => {
    const costed = (await all(ctx, 'sold')).filter((row) => row.costMinor !== null)
    return ((sum(costed, 'netMinor') - sum(costed, 'costMinor')) / sum(costed, 'netMinor')) * 100
  },
  utilisation: async (ctx) => {
    const rows = await all(ctx, 'accounts')
    return (sum(rows, 'exposureMinor') / sum(rows, 'limitMinor')) * 100
  },
}

describe('a figure', () => {
  it.each(figureKeys)('%s equals the result of its rows', async (key) => {
    const ctx = now()
    const { values } = await figures(ctx, { period, keys: [key] })
    expect(values[key]).not.toBeNull()
    expect(await recomputed[key](ctx)).toBeCloseTo(values[key] as number, 6)
  })

  it('of what was sold adds up by category, and its costs are for those who may see margins', async () => {
    const ctx = now()
    const rows = await all(ctx, 'sold')
    const byCategory = await soldByCategory(ctx, period)
    expect(byCategory.map((row) => row.name).sort()).toEqual(['Mugs', null])
    for (const row of byCategory) {
      const own = rows.filter((one) => one.categoryName === row.name)
      expect([row.lines, Number(row.netMinor)]).toEqual([own.length, sum(own, 'netMinor')])
      const costed = own.filter((one) => one.costMinor !== null)
      expect([Number(row.costedNetMinor), Number(row.costMinor)]).toEqual([
        sum(costed, 'netMinor'),
        sum(costed, 'costMinor'),
      ])
    }
    const blind = { ...ctx, permissions: permissionsOf(['warehouse']) }
    expect((await soldByCategory(blind, period)).map((row) => row.percent)).toEqual([null, null])
    expect((await all(blind, 'sold')).every((row) => row.costMinor === null)).toBe(true)
    expect((await figures(blind, { period, keys: ['margin'] })).values.margin).toBeNull()
    const stranger = (await makeOrganisation({ clock: virtualClock(ctx.now) })).ctx
    expect(await soldByCategory(stranger, period)).toEqual([])
  })

  it('of deliveries tells on time from late, in parts and assumed', async () => {
    const { sums } = await figures(now(), { period, keys: ['otif', 'perfect', 'fill', 'errors'] })
    expect(sums.due).toMatchObject({ orders: 7, kept: 2, assumed: 1, late: 1, inParts: 1, missing: 2 })
    // The damaged order was on time; the late one was credited and its dispute upheld.
    expect(sums.arrived).toMatchObject({ perfect: 1, assumed: 1 })
    expect(sums.lines).toMatchObject({ lines: 7, filled: 5 })
    expect(sums.picked).toMatchObject({ damaged: 1, returned: 1, short: 0 })
  })

  it('of promises leaves out deliveries that are only assumed, unless they surely failed: left too late, or in parts', async () => {
    const due = await all(now(), 'due')
    const assumed = async (outcome: string) => {
      const id = String(due.find((row) => row.outcome === outcome)?.recordId)
      const assume = (is: boolean) => read(now(), sql`UPDATE sales_order SET delivery_assumed = ${is} WHERE id = ${id}`)
      await assume(true)
      const { sums, values } = await figures(now(), { period, keys: ['otif', 'perfect'] })
      await assume(false)
      return { ...sums.due, otif: Math.round(values.otif ?? 0), unknown: sums.arrived?.assumed }
    }
    expect(await assumed('LATE')).toMatchObject({ orders: 7, kept: 2, assumed: 1, late: 1, otif: 33, unknown: 1 })
    expect(await assumed('IN_PARTS')).toMatchObject({ kept: 2, assumed: 1, inParts: 1, otif: 33, unknown: 1 })
    expect(await assumed('KEPT')).toMatchObject({ kept: 1, assumed: 2, otif: 20 })
  })

  it('of promises names orders without a promised day, with the reason', async () => {
    const { sums } = await figures(now(), { period, keys: ['otif'] })
    expect(sums.unpromised).toEqual({ orders: 1, stock: 1, credit: 0, payment: 0, other: 0 })
    expect(await all(now(), 'unpromised')).toMatchObject([{ outcome: 'WAITS_STOCK', orderedOn: '2026-08-20' }])
  })

  it('of money leaves out what is prepaid, credited or written off', async () => {
    const ctx = now()
    const settled = await all(ctx, 'settled')
    expect(settled).toHaveLength(3)
    const sales = await all(ctx, 'sales')
    const [[prepaid]] = await read(
      ctx,
      sql<{
        number: string
      }>`SELECT number FROM open_item WHERE organisation_id = ${ctx.organisationId} AND NOT on_terms`,
    )
    expect(settled.map((row) => row.number)).toContain(prepaid?.number)
    expect(sales.map((row) => row.number)).not.toContain(prepaid?.number)
    const late = settled.find((row) => row.settledOn === '2026-08-20' && Number(row.paidMinor) === 24600 - 6150 - 700)
    expect(late).toMatchObject({ cashDays: 17 })
    const { sums } = await figures(ctx, { period, keys: ['aging'] })
    expect(sums.unapplied).toEqual({ unappliedMinor: 1234n, receipts: 1 })
  })

  it('has the period before beside it only if the trade reaches back that far', async () => {
    const whole = await figures(now(), { period, keys: ['dso'] })
    expect(whole.before).toEqual({})
    const week = await figures(now(), { period: { from: '2026-08-24', to: '2026-08-31' }, keys: ['dso', 'otif'] })
    expect(Object.keys(week.before)).toEqual(['otif', 'dso', 'bestDso', 'add'])
  })

  it('of open amounts is the same on the home page, in the reports, in the aging and in the ledger', async () => {
    const ctx = now()
    const { sums } = await figures(ctx, { period: { days: 30 }, keys: ['aging'] })
    const [[posted]] = await read(
      ctx,
      sql<{
        minor: bigint
      }>`SELECT sum(ledger_amount_minor)::bigint AS minor FROM posting_line WHERE organisation_id = ${ctx.organisationId} AND account_code = 'RECEIVABLE'`,
    )
    expect((await owed(ctx)).owedMinor).toBe(posted?.minor)
    expect(sums.open?.openMinor).toBe(posted?.minor)
    expect((await aging(ctx, undefined)).totals.totalMinor).toBe(posted?.minor)
  })

  it('and its rows as of an earlier day are those of that day', async () => {
    const early = await figures(now(), { period: { from: '2026-08-01', to: '2026-08-19' }, keys: ['dso'] })
    const then = await figureRows(now(), {
      population: 'receivables',
      period: { from: '2026-08-01', to: '2026-08-19' },
    })
    expect(then.rows.reduce((total, row) => total + (row.openMinor as bigint), 0n)).toBe(
      early.sums.receivables?.openMinor,
    )
    expect(early.sums.receivables?.openMinor).toBeGreaterThan(
      (await figures(now(), { period, keys: ['dso'] })).sums.receivables?.openMinor as bigint,
    )
  })
})
