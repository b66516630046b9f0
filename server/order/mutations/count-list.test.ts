import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { makeBin, makeBuyer, makeGoods } from '@/prisma/seed/floor'
import { type MadeOrganisation, makeOrganisation } from '@/prisma/seed/organisation'
import { refused } from '@/prisma/seed/refused'
import { places } from '@/server/inventory/queries/places'
import type { Ctx } from '@/server/platform/context/ctx'
import { newId } from '@/server/platform/context/ids'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { checkOrganisation } from '@/server/simulation/check/check'
import { orderRecord } from '../queries/record'
import type { CountListInput } from '../schema/counts'
import { confirm } from './confirm'
import { countList, tryCounts } from './count-list'
import { receive } from './receive'

let made: MadeOrganisation
let ctx: Ctx
let home: string
let high: string
let saw: string
let axe: string
beforeAll(async () => {
  made = await makeOrganisation()
  ctx = made.ctx
  high = await makeBin(ctx, 'H-09', 90)
  home = (await places(ctx)).bins.find((bin) => bin.code !== 'H-09')?.id as string
})
beforeEach(async () => {
  ;[saw, axe] = [await makeGoods(ctx), await makeGoods(ctx)]
  await receive(ctx, { lines: [saw, axe].map((productId) => ({ productId, quantity: 6, binId: home })) })
})
afterAll(async () => {
  expect(await checkOrganisation(ctx)).toEqual([])
})

type Row = CountListInput['rows'][number]
const row = (productId: string, quantity: number, binId = home, lot?: string): Row => ({
  productId,
  binId,
  quantity,
  ...(lot && { lot: { number: lot } }),
})
const list = (rows: Row[], more: Partial<CountListInput> = {}) => ({ rows, bad: 'REFUSE' as const, ...more })

async function onHand(...productIds: string[]): Promise<(number | undefined)[]> {
  const [rows] = await read(
    ctx,
    sql<{ productId: string; onHand: number }>`SELECT product_id, on_hand FROM stock_level
      WHERE organisation_id = ${ctx.organisationId} AND product_id = ANY(${productIds}::uuid[])`,
  )
  return productIds.map((id) => rows.find((one) => one.productId === id)?.onHand)
}

describe('a count list', () => {
  it('counts every row, and says of each how far it differs; a row that equals the books changes nothing', async () => {
    const { rows } = await countList(ctx, list([row(saw, 4), row(axe, 6), row(axe, 3, high)]))
    expect(rows.map(({ difference, refused }) => [difference, refused])).toEqual([
      [-2, null],
      [0, null],
      [3, null],
    ])
    expect(await onHand(saw, axe)).toEqual([4, 9])
  })

  it('serves and takes from the same order row after row, as the counts follow each other', async () => {
    const customerId = await makeBuyer(ctx)
    const lines = [
      { productId: saw, quantity: 6 },
      { productId: axe, quantity: 8 },
    ]
    const { orderId } = await confirm(ctx, { customerId, lines })
    const { rows } = await countList(ctx, list([row(saw, 1), row(axe, 0), row(axe, 9, high)]))
    expect(rows.map(({ difference, lost }) => [difference, lost])).toEqual([
      [-5, 5],
      [-6, 6],
      [9, 0],
    ])
    const stands = (await orderRecord(ctx, { id: orderId })).lines.map((line) => [line.reserved, line.backordered])
    expect(stands).toEqual([
      [1, 5],
      [8, 0],
    ])
  })

  it('counts nothing when a row cannot be counted, and names it; or leaves out such rows, when that is wished', async () => {
    const kept = await makeGoods(ctx, { tracking: 'LOT' })
    const rows = [
      row(saw, 4),
      row(kept, 2),
      row(saw, 3),
      row(newId(ctx.now), 1),
      row(axe, 5, newId(ctx.now)),
      row(axe, 1),
    ]
    await expect(countList(ctx, list(rows))).rejects.toMatchObject({ code: 'LOT_NEEDED_FOR', parameters: { row: 2 } })
    expect(await onHand(saw, axe)).toEqual([6, 6])
    const done = await countList(ctx, list(rows, { bad: 'SKIP' }))
    expect(done.rows.map(({ difference, refused }) => refused?.code ?? difference)).toEqual([
      -2,
      'LOT_NEEDED_FOR',
      'COUNTED_TWICE',
      'NOT_FOUND',
      'NOT_FOUND',
      -5,
    ])
    expect(done.rows[2]?.refused?.parameters).toEqual({ first: 1 })
    expect(await onHand(saw, axe)).toEqual([4, 1])
    expect(await refused(countList(ctx, list([row(kept, 2)], { bad: 'SKIP' })))).toBe('NO_ROW_COUNTED')
  })

  it('enters a lot that is new', async () => {
    const kept = await makeGoods(ctx, { tracking: 'LOT' })
    await countList(ctx, list([row(kept, 2, home, 'L-1'), row(kept, 3, home, 'L-2')]))
    expect(await onHand(kept)).toEqual([5])
  })

  it('has one effect per key, whatever was picked or received since', async () => {
    const input = list([row(saw, 6), row(axe, 2)], { idempotencyKey: 'count-list-1' })
    const first = await countList(ctx, input)
    await receive(ctx, { lines: [{ productId: saw, quantity: 4, binId: home }] })
    expect(await countList(ctx, input)).toEqual({ ...first, repeated: true })
    expect(await onHand(saw, axe)).toEqual([10, 2])
    const other = { ...input, rows: [row(saw, 1)] }
    expect(await refused(countList(ctx, other))).toBe('IDEMPOTENCY_KEY_REUSED')
  })

  it('is tried without any effect', async () => {
    const tried = await tryCounts(ctx, { rows: [row(axe, 9, high), row(saw, 4), row(saw, 1)] })
    expect(tried.rows.map(({ difference, refused }) => refused?.code ?? difference)).toEqual([9, -2, 'COUNTED_TWICE'])
    expect(await onHand(saw, axe)).toEqual([6, 6])
    const [events] = await read(
      ctx,
      sql`SELECT 1 FROM event e JOIN event_object x ON x.organisation_id = e.organisation_id AND x.event_id = e.id
        WHERE e.organisation_id = ${ctx.organisationId} AND e.name = 'order/stock.counted' AND x.object_id = ANY(${[saw, axe]}::uuid[])`,
    )
    expect(events).toEqual([])
  })

  it('is the team’s own: a colleague counts, a stranger counts nothing of it', async () => {
    expect((await countList(made.ctxOf('warehouse'), list([row(saw, 5)]))).rows).toMatchObject([{ difference: -1 }])
    const stranger = (await makeOrganisation()).ctx
    expect(await refused(countList(stranger, list([row(saw, 1)], { bad: 'SKIP' })))).toBe('NO_ROW_COUNTED')
    expect((await tryCounts(stranger, { rows: [row(saw, 1)] })).rows[0]?.refused?.code).toBe('NOT_FOUND')
    const warehouseId = (await places(ctx)).warehouses[0]?.id
    expect(await refused(countList(stranger, list([row(saw, 1)], { warehouseId })))).toBe('NOT_FOUND')
    expect(await onHand(saw)).toEqual([5])
  })

  it('waits for nobody in a circle when two lists and orders meet', async () => {
    const customerId = await makeBuyer(ctx)
    const atOnce = () =>
      Array.from({ length: 8 }, (_, nth) =>
        nth % 2
          ? countList(
              ctx,
              list(nth % 4 === 1 ? [row(saw, nth + 6), row(axe, nth + 3)] : [row(axe, nth + 5), row(saw, nth + 2)]),
            )
          : confirm(ctx, { customerId, lines: [saw, axe].map((productId) => ({ productId, quantity: 2 })) }),
      )
    const why: string[] = []
    // Once in some hundred rounds an order reserves between two steps of a list.
    for (let round = 0; round < 15; round++)
      for (const one of await Promise.allSettled(atOnce())) if (one.status === 'rejected') why.push(one.reason.code)
    // Whoever came when an order had just reserved is told to try again; nothing else may stand in the way.
    expect(why.filter((code) => code !== 'STALE')).toEqual([])
  })
})
