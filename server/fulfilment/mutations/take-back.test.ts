import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { payloadsOf } from '@/prisma/seed/events'
import { makeBin, makeBuyer, makeGoods, makePackedOrder, onHandOf } from '@/prisma/seed/floor'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { refusedWith as refused } from '@/prisma/seed/refused'
import { rowsIn } from '@/prisma/seed/rows'
import { confirm } from '@/server/order/mutations/confirm'
import type { Ctx } from '@/server/platform/context/ctx'
import { transaction } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { virtualClock } from '@/server/platform/time/clock'
import { dispatch } from '@/server/shipping/mutations/dispatch'
import { plan } from '@/server/shipping/mutations/plan'
import { checkOrganisation } from '@/server/simulation/check/check'
import { takeBack } from './take-back'

let ctx: Ctx
let stranger: Ctx
let customerId: string
beforeAll(async () => {
  ctx = (await makeOrganisation({ clock: virtualClock(new Date('2026-06-09T08:00:00Z')) })).ctx
  stranger = (await makeOrganisation()).ctx
  customerId = await makeBuyer(ctx)
})
afterAll(async () => {
  expect(await checkOrganisation(ctx)).toEqual([])
})

const rows = rowsIn(() => ctx)
const told = (name: string, objectId: string) => payloadsOf(ctx, name, objectId)
const onHand = (productId: string) => onHandOf(ctx, productId)

describe('goods taken back', () => {
  async function shipped(quantity = 4) {
    const productId = await makeGoods(ctx, { stock: 10 })
    const orderId = await makePackedOrder(ctx, customerId, [{ productId, quantity }])
    const { shipmentId } = (await plan(ctx, orderId)) as { shipmentId: string }
    await dispatch(ctx, { shipmentId })
    const [line] = await rows(sql`SELECT id FROM order_line WHERE organisation_id = ${ctx.organisationId}
      AND order_id = ${orderId}`)
    return { productId, orderId, orderLineId: line?.id as string }
  }
  const movements = (productId: string) =>
    rows(sql`SELECT quantity, cause, bin_id IS NOT NULL AS binned FROM stock_movement
      WHERE organisation_id = ${ctx.organisationId} AND product_id = ${productId} AND object_type = 'return' ORDER BY quantity DESC`)

  it('need an order of this organisation, at most what was shipped, also when a line is named twice', async () => {
    const { orderId, orderLineId, productId } = await shipped()
    const back = (by: Ctx, ...quantities: number[]) =>
      refused(
        takeBack(by, {
          orderId,
          cause: 'NOT_WANTED',
          restock: true,
          lines: quantities.map((quantity) => ({ orderLineId, quantity })),
        }),
      )
    expect(await back(stranger, 1)).toEqual(['NOT_FOUND', { noun: 'order line' }])
    expect(await back(ctx, 3, 2)).toEqual(['MORE_THAN_SHIPPED', { position: 1, left: 4 }])
    expect(await back(ctx, 3, 1)).toBe('done')
    expect(await back(ctx, 1)).toEqual(['MORE_THAN_SHIPPED', { position: 1, left: 0 }])
    expect(await onHand(productId)).toBe(10)
  })

  it.each([
    [true, 8, [{ quantity: 2, cause: 'RETURNED', binned: true }]],
    [
      false,
      6,
      [
        { quantity: 2, cause: 'RETURNED', binned: false },
        { quantity: -2, cause: 'DAMAGED', binned: false },
      ],
    ],
  ])('fit to be sold: %s; are told, kept and in the stock as such', async (restock, left, moved) => {
    const { orderId, orderLineId, productId } = await shipped()
    const input = {
      orderId,
      cause: 'WRONG_PRODUCT' as const,
      restock,
      lines: [{ orderLineId, quantity: 2 }],
      note: 'The red ones',
      idempotencyKey: `back-${restock}`,
    }
    const { returnId, number } = await takeBack(ctx, input)
    expect(await takeBack(ctx, input)).toMatchObject({ returnId, number })
    expect(await onHand(productId)).toBe(left)
    expect(await movements(productId)).toEqual(moved)
    expect(await told('fulfilment/goods.returned', orderId)).toMatchObject([
      { units: 2, restock, cause: 'WRONG_PRODUCT' },
    ])
    expect(
      await rows(sql`SELECT number, cause, restock, note, customer_id FROM goods_return WHERE organisation_id = ${ctx.organisationId}
        AND order_id = ${orderId}`),
    ).toEqual([{ number, cause: 'WRONG_PRODUCT', restock, note: 'The red ones', customerId }])
  })

  it('need a bin only when they go to the shelf', async () => {
    const { orderId, orderLineId, productId } = await shipped()
    await transaction(ctx, {}, (tx) =>
      tx.commit(
        sql`UPDATE stock_level SET home_bin_id = NULL WHERE organisation_id = ${ctx.organisationId} AND product_id = ${productId}`,
      ),
    )
    const back = (restock: boolean) =>
      refused(takeBack(ctx, { orderId, cause: 'OTHER', restock, lines: [{ orderLineId, quantity: 1 }] }))
    expect((await back(true))[0]).toBe('NO_BIN')
    expect(await back(false)).toBe('done')
  })

  it('go each to its own shelf, and serve who waits for them', async () => {
    const [near, other] = [await makeGoods(ctx, { stock: 2 }), await makeGoods(ctx, { stock: 2 })]
    const binId = await makeBin(ctx, 'TB-1', 700)
    await transaction(ctx, {}, (tx) =>
      tx.commit(
        sql`UPDATE stock_level SET home_bin_id = ${binId} WHERE organisation_id = ${ctx.organisationId} AND product_id = ${other}`,
      ),
    )
    const orderId = await makePackedOrder(
      ctx,
      customerId,
      [near, other].map((productId) => ({ productId, quantity: 2 })),
    )
    await dispatch(ctx, { shipmentId: (await plan(ctx, orderId)).shipmentId as string })
    const lines = await rows(
      sql`SELECT id FROM order_line WHERE organisation_id = ${ctx.organisationId} AND order_id = ${orderId} ORDER BY position`,
    )
    await confirm(ctx, { customerId, lines: [{ productId: other, quantity: 3 }] })
    const back = (...places: number[]) =>
      takeBack(ctx, {
        orderId,
        cause: 'NOT_WANTED',
        restock: true,
        lines: places.map((place) => ({ orderLineId: String(lines[place]?.id), quantity: 1 })),
      })
    await back(1)
    await back(0, 1)
    expect(await told('fulfilment/goods.returned', orderId)).toMatchObject([{ units: 1 }, { units: 2 }])
    const [level] = await rows(
      sql`SELECT on_hand, reserved, backordered FROM stock_level WHERE organisation_id = ${ctx.organisationId} AND product_id = ${other}`,
    )
    expect(level).toEqual({ onHand: 2, reserved: 2, backordered: 1 })
    const lies = await rows(
      sql`SELECT product_id, quantity, bin_id = ${binId} AS far FROM bin_stock WHERE organisation_id = ${ctx.organisationId}
        AND product_id = ANY(${[near, other]}::uuid[]) AND quantity > 0 ORDER BY quantity`,
    )
    expect(lies).toEqual([
      { productId: near, quantity: 1, far: false },
      { productId: other, quantity: 2, far: true },
    ])
  })
})
