import { afterAll, beforeAll, expect, it } from 'vitest'
import { payloadsOf } from '@/prisma/seed/events'
import { makeBuyer, makeGoods } from '@/prisma/seed/floor'
import { type MadeOrganisation, makeOrganisation } from '@/prisma/seed/organisation'
import { refused } from '@/prisma/seed/refused'
import { rowsIn } from '@/prisma/seed/rows'
import { addWarehouse, setServingRule } from '@/server/inventory/mutations/warehouse'
import { places } from '@/server/inventory/queries/places'
import { type Ctx, mintCtx } from '@/server/platform/context/ctx'
import { newId } from '@/server/platform/context/ids'
import { sql } from '@/server/platform/database/sql'
import { checkOrganisation } from '@/server/simulation/check/check'
import { confirm } from './confirm'
import { receive } from './receive'
import { blockLot, unblockLot } from './withhold'

let made: MadeOrganisation
let ctx: Ctx
beforeAll(async () => {
  made = await makeOrganisation()
  ctx = made.ctx
})
afterAll(async () => {
  expect(await checkOrganisation(ctx)).toEqual([])
})

const rows = rowsIn(() => ctx)
async function makeLot(number = 'A') {
  const productId = await makeGoods(ctx, { tracking: 'LOT' })
  await receive(ctx, { lines: [{ productId, quantity: 4, lot: { number } }] })
  const row = async () =>
    (
      await rows(
        sql`SELECT id, blocked_by, blocked_reason, blocked_at FROM lot WHERE organisation_id = ${ctx.organisationId} AND product_id = ${productId}`,
      )
    )[0]
  return { productId, lotId: String((await row())?.id), row }
}

it('a block says who blocked the lot, when and why, and its event is short', async () => {
  const { lotId, productId, row } = await makeLot()
  const reason = 'x'.repeat(300)
  await blockLot(ctx, { lotId, reason })
  expect(await row()).toMatchObject({ blockedBy: ctx.actor.id, blockedReason: reason, blockedAt: ctx.now })
  expect(await payloadsOf(ctx, 'order/lot.blocked', lotId)).toEqual([{ lot: 'A', reason: 'x'.repeat(200) }])
  await unblockLot(ctx, { lotId })
  expect(await row()).toMatchObject({ blockedBy: null, blockedReason: null, blockedAt: null })
  expect(await payloadsOf(ctx, 'order/lot.unblocked', productId)).toEqual([{ lot: 'A' }])
  expect(await refused(unblockLot(ctx, { lotId }))).toBe('LOT_NOT_BLOCKED')
  const program = mintCtx({ organisation: made.organisation, actor: { kind: 'KEY', id: newId(ctx.now) } })
  await blockLot(program, { lotId, reason: 'recalled' })
  expect(await row()).toMatchObject({ blockedBy: null, blockedReason: 'recalled' })
  expect(await refused(blockLot((await makeOrganisation()).ctx, { lotId, reason: 'mine' }))).toBe('NOT_FOUND')
})

it('an order loses what it had of the blocked product, and keeps its other goods', async () => {
  const { lotId, productId } = await makeLot()
  const other = await makeGoods(ctx, { stock: 5 })
  const lines = [productId, other].map((id) => ({ productId: id, quantity: 3 }))
  const { orderId } = await confirm(ctx, { customerId: await makeBuyer(ctx), lines })
  const stand = () =>
    rows(
      sql`SELECT reserved, backordered FROM order_line WHERE organisation_id = ${ctx.organisationId} AND order_id = ${orderId} ORDER BY position`,
    )
  await blockLot(ctx, { lotId, reason: 'Recalled' })
  expect(await stand()).toEqual([
    { reserved: 0, backordered: 3 },
    { reserved: 3, backordered: 0 },
  ])
  expect(await payloadsOf(ctx, 'order/reservation.lost', orderId)).toMatchObject([{ units: 3, cause: 'BLOCKED' }])
  await unblockLot(ctx, { lotId })
  expect(await stand()).toEqual([
    { reserved: 3, backordered: 0 },
    { reserved: 3, backordered: 0 },
  ])
})

it('an order loses nothing of what another warehouse has for it', async () => {
  const main = (await places(ctx)).warehouses[0]?.id as string
  const north = (await addWarehouse(ctx, { code: 'north', name: 'North' })).id
  await setServingRule(ctx, { rule: 'SPLIT' })
  const { lotId, productId: axe } = await makeLot()
  await receive(ctx, { warehouseId: north, lines: [{ productId: axe, quantity: 6, lot: { number: 'A' } }] })
  const saw = await makeGoods(ctx, { stock: 5 })
  const customerId = await makeBuyer(ctx)
  const here = await confirm(ctx, { customerId, warehouseId: main, lines: [{ productId: axe, quantity: 4 }] })
  const later = { ...ctx, now: new Date(ctx.now.getTime() + 3_600_000) }
  const lines = [saw, axe].map((productId) => ({ productId, quantity: 5 }))
  const divided = await confirm(later, { customerId, lines })
  await blockLot(ctx, { lotId, reason: 'Recalled' })
  const lost = async ({ orderId }: { orderId: string }) =>
    ((await payloadsOf(ctx, 'order/reservation.lost', orderId)) as { units: number }[]).map(({ units }) => units)
  expect([await lost(here), await lost(divided)]).toEqual([[4], [5]])
  await setServingRule(ctx, { rule: 'DEFAULT' })
})
