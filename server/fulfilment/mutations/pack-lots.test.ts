import { afterAll, beforeAll, expect, it } from 'vitest'
import { makeBuyer, makeGoods, pickAll } from '@/prisma/seed/floor'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { refusedWith } from '@/prisma/seed/refused'
import { rowsIn } from '@/prisma/seed/rows'
import { confirm } from '@/server/order/mutations/confirm'
import { receive } from '@/server/order/mutations/receive'
import { orderRecord } from '@/server/order/queries/record'
import type { Ctx } from '@/server/platform/context/ctx'
import { sql } from '@/server/platform/database/sql'
import { addDays } from '@/server/platform/time/calendar'
import { checkOrganisation } from '@/server/simulation/check/check'
import { pack } from './pack'
import { release } from './release'

let ctx: Ctx
beforeAll(async () => {
  ctx = (await makeOrganisation()).ctx
})
afterAll(async () => {
  expect(await checkOrganisation(ctx)).toEqual([])
})
const rows = rowsIn(() => ctx)

/** Two units of lot A, which expires first, and two of lot B, and three of goods without lots, all picked. */
async function picked() {
  const [kept, plain] = [await makeGoods(ctx, { tracking: 'LOT' }), await makeGoods(ctx, { stock: 3 })]
  const lots = Object.entries({ A: 9, B: 99 }).map(([number, days]) => ({
    number,
    expiresOn: addDays(ctx.today, days),
  }))
  await receive(ctx, { lines: lots.map((lot) => ({ productId: kept, quantity: 2, lot })) })
  const lines = [
    { productId: plain, quantity: 3 },
    { productId: kept, quantity: 4 },
  ]
  const { orderId } = await confirm(ctx, { customerId: await makeBuyer(ctx), lines })
  await release(ctx, orderId)
  await pickAll(ctx, orderId)
  const [of, byLot] = (await orderRecord(ctx, { id: orderId })).lines.map((line) => line.id) as [string, string]
  return { orderId, of, byLot }
}
const inTotes = (orderLineId: string) =>
  rows(
    sql`SELECT lot, quantity FROM tote_lot WHERE organisation_id = ${ctx.organisationId} AND order_line_id = ${orderLineId} AND quantity > 0 ORDER BY lot`,
  )

it.each([
  ['the first to expire', 1, ['A1', 'A1'], ['B2']],
  ['what the named ones leave', 2, ['B1', 'A2'], ['B1']],
])('a parcel without a named lot has %s, and says what is in it', async (_, named, expected, left) => {
  const { orderId, of, byLot } = await picked()
  const parcels = [
    {
      lines: [
        { orderLineId: of, quantity: 3 },
        { orderLineId: byLot, quantity: 1 },
      ],
    },
    { lines: [{ orderLineId: byLot, quantity: named, lot: 'A' }] },
  ]
  const packed = await pack(ctx, { orderId, parcels })
  const inside = await Promise.all(
    packed.parcels.map(({ id }) =>
      rows(
        sql`SELECT lot, quantity FROM parcel_lot WHERE organisation_id = ${ctx.organisationId} AND parcel_id = ${id} ORDER BY lot`,
      ),
    ),
  )
  const said = (found: Record<string, unknown>[]) => found.map(({ lot, quantity }) => `${lot}${quantity}`)
  expect(inside.flatMap(said)).toEqual(expected)
  expect(said(await inTotes(byLot))).toEqual(left)
  const again = { lines: [{ orderLineId: byLot, quantity: 1, lot: 'C' }] }
  expect(await refusedWith(pack(ctx, { orderId, parcels: [again] }))).toEqual(['LOT_HAS_FEWER', { lot: 'C' }])
})
