import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeBuyer, makeGoods } from '@/prisma/seed/floor'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { refused, refusedWith } from '@/prisma/seed/refused'
import { makePlanned } from '@/prisma/seed/supply'
import { changeProduct } from '@/server/catalog/mutations/product'
import { receive } from '@/server/order/mutations/receive'
import type { Ctx } from '@/server/platform/context/ctx'
import { checkOrganisation } from '@/server/simulation/check/check'
import { previewOrder } from '../queries/preview'
import { orderRecord } from '../queries/record'
import { amend } from './amend'
import { confirm } from './confirm'

let ctx: Ctx
let customerId: string
let poor: string
beforeAll(async () => {
  ctx = (await makeOrganisation()).ctx
  customerId = await makeBuyer(ctx)
  poor = await makeBuyer(ctx, 1n)
})
afterAll(async () => {
  expect(await checkOrganisation(ctx)).toEqual([])
})

const strictGoods = (stock: number) => makeGoods(ctx, { stock, refusesShort: true })
const order = (productId: string, quantity: number, facts: object = {}) =>
  confirm(ctx, { customerId, lines: [{ productId, quantity }], ...facts })

/** Whether the form says before confirming that a line will be refused. */
const warned = async (productId: string, quantity: number, facts: object = {}) =>
  (await previewOrder(ctx, { customerId, lines: [{ productId, quantity }], ...facts })).lines[0]?.cannotPromise

describe('a quantity that cannot be promised', () => {
  it('is refused for a product that may not wait, naming the free units; a smaller order is confirmed', async () => {
    const productId = await strictGoods(3)
    expect(await refusedWith(order(productId, 5))).toMatchObject([
      'CANNOT_PROMISE',
      { wanted: 5, free: 3, paths: ['lines.0.quantity'] },
    ])
    expect(await refused(order(productId, 5, { customerId: poor }))).toBe('CANNOT_PROMISE')
    expect(await warned(productId, 5)).toBe(true)
    expect(await warned(productId, 3)).toBe(false)
    expect(await order(productId, 3)).toMatchObject({ backordered: 0 })
    expect(await refusedWith(order(productId, 1))).toMatchObject(['CANNOT_PROMISE', { free: 0 }])
  })

  it('is refused for an order that may not wait, also over two lines of one product; other orders wait', async () => {
    const productId = await makeGoods(ctx, { stock: 3 })
    const lines = [2, 2].map((quantity) => ({ productId, quantity }))
    expect(await refusedWith(order(productId, 0, { deliveryRule: 'REFUSE', lines }))).toMatchObject([
      'CANNOT_PROMISE',
      { position: 2, wanted: 2, free: 1 },
    ])
    expect(await warned(productId, 5, { deliveryRule: 'REFUSE' })).toBe(true)
    expect(await warned(productId, 5)).toBe(false)
    expect(await order(productId, 5)).toMatchObject({ backordered: 2 })
  })

  it('is promised from the free units of a planned receipt, before credit decides, and refused beyond them', async () => {
    const productId = await strictGoods(1)
    await makePlanned(ctx, [{ productId, quantity: 4 }])
    expect([await warned(productId, 5), await warned(productId, 6)]).toEqual([false, true])
    const first = await order(productId, 3)
    expect(first).toMatchObject({ backordered: 2 })
    expect(first.promisedOn).not.toBeNull()
    expect(await refused(order(productId, 3))).toBe('CANNOT_PROMISE')
    expect(await order(productId, 2, { customerId: poor })).toMatchObject({ backordered: 2 })
  })

  it('is refused when an order grows by units or a line, and not when something else of it changes', async () => {
    const productId = await strictGoods(3)
    const { orderId } = await order(productId, 2)
    const [line] = (await orderRecord(ctx, { id: orderId })).lines
    const grow = (quantity: number) => amend(ctx, { orderId, lines: [{ lineId: line?.id ?? '', quantity }] })
    expect(await refusedWith(grow(4))).toMatchObject(['CANNOT_PROMISE', { wanted: 2, free: 1 }])
    expect(await refused(amend(ctx, { orderId, added: [{ productId, quantity: 2 }] }))).toBe('CANNOT_PROMISE')
    expect(await refused(amend(ctx, { orderId, note: 'ring twice' }))).toBe('done')
    expect(await refused(grow(3))).toBe('done')
    const waiting = await makeGoods(ctx)
    const { orderId: waits } = await order(waiting, 2)
    await changeProduct(ctx, { id: waiting, name: 'Strict now', unitPrice: '10', refusesShort: true })
    expect(await refused(amend(ctx, { orderId: waits, note: 'still waits' }))).toBe('done')
    await receive(ctx, { lines: [{ productId: waiting, quantity: 2 }] })
  })

  it('is refused for one of two orders that take the last unit at the same time', async () => {
    const productId = await strictGoods(1)
    const both = await Promise.all([refused(order(productId, 1)), refused(order(productId, 1))])
    expect(both.sort()).toEqual(['CANNOT_PROMISE', 'done'])
  })
})
