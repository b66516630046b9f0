import { describe, expect, it } from 'vitest'
import { makeMonth, month as period } from '@/prisma/seed/month'
import { makeOrganisation } from '@/prisma/seed/organisation'
import type { Ctx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { deliver } from '@/server/shipping/mutations/deliver'
import { cashExpected } from './queries/cash'
import { figures } from './queries/figures'
import { figureRows, type PopulationRow } from './queries/rows'
import { stagesNow, stageTimes } from './queries/stages'
import { columnsOf } from './rules/columns'
import { figureKeys, type Population, populations } from './schema'

const { now, at, clock } = await makeMonth()
const stranger = await makeOrganisation({ clock })

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

describe('the rows behind the figures', () => {
  it.each(populations)('%s come whole and in order, however they are sorted', async (population) => {
    const ctx = now()
    const whole = (await all(ctx, population, 100)).map((row) => row.id).sort()
    expect(whole.length).toBe(new Set(whole).size)
    for (const { key } of columnsOf[population].filter((column) => column.sort && population !== 'months')) {
      for (const sort of [key, `-${key}`]) {
        const ids = (await all(ctx, population, 4, sort)).map((row) => row.id)
        expect(ids.slice().sort()).toEqual(whole)
      }
    }
  })

  it('refuse a cursor of another column, and ignore a column that cannot be sorted', async () => {
    const { next } = await figureRows(now(), { population: 'sales', period, limit: 1, sort: 'customerName' })
    await expect(
      figureRows(now(), { population: 'sales', period, sort: 'amountMinor', after: next as string }),
    ).rejects.toMatchObject({ code: 'CURSOR_INVALID' })
    await expect(figureRows(now(), { population: 'sales', period, sort: 'id; DROP' })).resolves.toBeDefined()
  })

  it('never include another organisation’s', async () => {
    for (const population of populations.filter((one) => one !== 'months'))
      expect(await figureRows(stranger.ctx, { population, period })).toEqual({ rows: [], previous: null, next: null })
    const { values } = await figures(stranger.ctx, { period, keys: [...figureKeys] })
    expect(Object.values(values).every((value) => value === null)).toBe(true)
    expect(await stagesNow(stranger.ctx)).toEqual([])
    expect(await stageTimes(stranger.ctx, period)).toEqual([])
    expect(await cashExpected(stranger.ctx)).toMatchObject({ items: 0, heldPercent: null, tried: [] })
  })
})

describe('the stages', () => {
  it('add up to the order’s cycle, with the wait for stock apart', async () => {
    const rows = await all(now(), 'delivered')
    const parts = ['entryHours', 'creditHours', 'stockHours', 'pickHours', 'carrierHours', 'transitHours']
    for (const row of rows)
      expect(parts.reduce((total, part) => total + Number(row[part]), 0)).toBeCloseTo(Number(row.cycleHours), 3)
    // Three of five units arrived a week later.
    const waited = rows.filter((row) => Number(row.stockHours) > 0)
    expect(waited).toHaveLength(0)
  })

  it('read the wait for stock, for payment and for the floor from the events', async () => {
    const ctx = at('2026-08-31T21:00:00Z')
    const [[parts]] = await read(
      ctx,
      sql<{
        id: string
      }>`SELECT id FROM shipment WHERE organisation_id = ${ctx.organisationId} AND state = 'DISPATCHED' ORDER BY dispatched_at DESC LIMIT 1`,
    )
    await deliver(ctx, { shipmentId: parts?.id as string, receivedByName: 'Goods in' })
    const rows = await all(ctx, 'delivered')
    const waited = rows.filter((row) => Number(row.stockHours) > 0)
    expect(waited.map((row) => Math.round(Number(row.stockHours)))).toEqual([7 * 24 + 1])
    const times = await stageTimes(ctx, period)
    expect(times.find((time) => time.stage === 'stock')).toMatchObject({ waited: 1 })
    expect(times.find((time) => time.stage === 'payment')?.rows).toBe(3)
  })

  it('count the orders that are in them now', async () => {
    const standing = await stagesNow(now())
    expect(standing.find((one) => one.stage === 'FULFILMENT')).toMatchObject({ orders: 1 })
    expect(standing.every((one) => (one.p75Hours ?? -1) >= (one.medianHours ?? 0))).toBe(true)
  })
})
