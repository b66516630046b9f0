import { expect, it } from 'vitest'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { makeProduct } from '@/prisma/seed/records'
import type { Ctx } from '@/server/platform/context/ctx'
import { newId } from '@/server/platform/context/ids'
import { read, transaction } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { places } from '../queries/places'
import type { StockDelta } from '../rules'
import { addBin } from './place'
import { moveBins, moveStock } from './stock'

async function stage() {
  const { ctx } = await makeOrganisation()
  const { productId } = await makeProduct(ctx, { stock: 5 })
  const [home] = (await places(ctx)).bins
  const warehouseId = home?.warehouseId as string
  return { ctx, productId, warehouseId, homeId: home?.id as string }
}
const binsOf = async (ctx: Ctx, productId: string) => {
  const [rows] = await read(
    ctx,
    sql<{ binId: string; quantity: number }>`SELECT bin_id, quantity FROM bin_stock
      WHERE organisation_id = ${ctx.organisationId} AND product_id = ${productId} ORDER BY quantity`,
  )
  return rows.map(({ binId, quantity }) => [binId, quantity])
}
const levelOf = async (ctx: Ctx, productId: string) => {
  const [[row]] = await read(
    ctx,
    sql`SELECT on_hand, reserved, picked FROM stock_level WHERE organisation_id = ${ctx.organisationId} AND product_id = ${productId}`,
  )
  return row
}

it('goods go into a bin that never had them, and out of one that has', async () => {
  const { ctx, productId, warehouseId, homeId } = await stage()
  const { id: binId } = await addBin(ctx, { warehouseId, code: 'B', walkOrder: 2 })
  const move = (...deltas: [string, number][]) =>
    transaction(ctx, {}, (tx) =>
      tx.commit(
        ...moveBins(
          ctx,
          deltas.map(([to, quantity]) => ({ binId: to, productId, warehouseId, quantity })),
        ),
      ),
    )
  await move([homeId, -3], [binId, 1], [binId, 2])
  expect(await binsOf(ctx, productId)).toEqual([
    [homeId, 2],
    [binId, 3],
  ])
  await expect(move([homeId, -3])).rejects.toThrow()
  await move()
  expect(await binsOf(ctx, productId)).toEqual([
    [homeId, 2],
    [binId, 3],
  ])
})

it('nothing is taken from a bin that never had the product, and it gets no row', async () => {
  const { ctx, productId, warehouseId, homeId } = await stage()
  const { id: binId } = await addBin(ctx, { warehouseId, code: 'B', walkOrder: 2 })
  for (const quantity of [-1, 0])
    await transaction(ctx, {}, (tx) => tx.commit(...moveBins(ctx, [{ binId, productId, warehouseId, quantity }])))
  expect(await binsOf(ctx, productId)).toEqual([[homeId, 5]])
})

it('the sums of a product move together or not at all', async () => {
  const { ctx, productId, warehouseId } = await stage()
  const move = (...deltas: Partial<StockDelta>[]) =>
    transaction(ctx, {}, (tx) =>
      tx.commit(
        moveStock(
          ctx,
          deltas.map((delta) => ({ warehouseId, productId, ...delta })),
        ),
      ),
    )
  await move({ reserved: 2 }, { reserved: 1 }, { onHand: 4 })
  expect(await levelOf(ctx, productId)).toEqual({ onHand: 9, reserved: 3, picked: 0 })
  await move({ reserved: -3, picked: 3 })
  expect(await levelOf(ctx, productId)).toEqual({ onHand: 9, reserved: 0, picked: 3 })
  await expect(move({ onHand: -7 })).rejects.toThrow()
  await expect(move({ onHand: 1 }, { onHand: 1, productId: newId(ctx.now) })).rejects.toThrow()
  await move()
  expect(await levelOf(ctx, productId)).toEqual({ onHand: 9, reserved: 0, picked: 3 })
})

it('taking out of bins is one statement, since only what comes in may need a row', async () => {
  const { ctx, productId, warehouseId, homeId: binId } = await stage()
  expect(moveBins(ctx, [{ binId, productId, warehouseId, quantity: -1 }])).toHaveLength(1)
  expect(moveBins(ctx, [{ binId, productId, warehouseId, quantity: 1 }])).toHaveLength(2)
})
