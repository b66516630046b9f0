import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { payloadsOf } from '@/prisma/seed/events'
import { type MadeOrganisation, makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer, makeProduct } from '@/prisma/seed/records'
import { refused } from '@/prisma/seed/refused'
import { giveLegalDetails, ship } from '@/prisma/seed/shipment'
import { archiveProduct } from '@/server/catalog/mutations/product'
import { setLimit } from '@/server/credit/mutations/limit'
import { reviseTasks } from '@/server/fulfilment/mutations/revise-tasks'
import type { Ctx } from '@/server/platform/context/ctx'
import { newId } from '@/server/platform/context/ids'
import { read } from '@/server/platform/database/run'
import { discountReasons } from '@/server/pricing/queries/entries'
import { checkOrganisation } from '@/server/simulation/check/check'
import { orderRecord } from '../queries/record'
import { completeAddress } from './address'
import { linesOf as storedLines } from './advance'
import { amend } from './amend'
import { pricesOf } from './amend-lines'
import { cancel } from './cancel'
import { confirm } from './confirm'

let made: MadeOrganisation
let ctx: Ctx
let stranger: Ctx
let productId: string
beforeAll(async () => {
  made = await makeOrganisation()
  ctx = made.ctx
  stranger = (await makeOrganisation()).ctx
  await giveLegalDetails(ctx)
  ;({ productId } = await makeProduct(ctx, { stock: 1000, name: 'Red rose' }))
})
afterAll(async () => {
  expect(await checkOrganisation(ctx)).toEqual([])
})

async function order(quantity: number, limitMinor = 1_000_000n, more: object = {}) {
  const { customerId } = await makeCustomer(ctx)
  await setLimit(ctx, { customerId, limitMinor, reason: 'known' })
  const { orderId } = await confirm(ctx, { customerId, lines: [{ productId, quantity }], ...more })
  return { orderId, customerId, lineId: (await linesOf(orderId))[0]?.id as string }
}
const linesOf = async (orderId: string) =>
  (await orderRecord(ctx, { id: orderId })).lines.toSorted((a, b) => a.position - b.position)

describe('an order that grows', () => {
  it('may reach the limit and not exceed it by a cent, unless it waits for credit already', async () => {
    const { orderId, lineId } = await order(1, 2_460n)
    const price = (unitPrice: string) => amend(ctx, { orderId, lines: [{ lineId, unitPrice }] })
    await expect(price('20.01')).rejects.toMatchObject({ code: 'CREDIT_EXCEEDED', parameters: { raiseMinor: 1231n } })
    expect(await refused(price('20'))).toBe('done')
    expect(await refused(price('20.000'))).toBe('NOTHING_CHANGED')
    const waiting = await order(1, 1n)
    expect(await refused(amend(ctx, { ...waiting, lines: [{ lineId: waiting.lineId, quantity: 9 }] }))).toBe('done')
  })

  it('adds new lines at the end, with the names and prices of the catalogue unless others are given', async () => {
    const { orderId, lineId } = await order(1)
    const { productId: work } = await makeProduct(ctx, { kind: 'SERVICE', name: 'Planting', unitPrice: '3' })
    const added = [
      { productId: work, quantity: 4 },
      { productId, quantity: 2, unitPrice: '0', description: 'A gift' },
    ]
    await amend(ctx, { orderId, added })
    const news = [
      { line: 2, units: 4, sku: expect.any(String) },
      { line: 3, units: 2, sku: expect.any(String) },
    ]
    expect((await payloadsOf(ctx, 'order/order.amended', orderId))[0]).toMatchObject({ added: 2, news })
    const shown = (await linesOf(orderId)).map((line) => [line.position, line.description, Number(line.unitPrice)])
    expect(shown).toEqual([
      [1, 'Red rose', 10],
      [2, 'Planting', 3],
      [3, 'A gift', 0],
    ])
    const [, service] = await linesOf(orderId)
    expect(service).toMatchObject({ open: 4, reserved: 0, backordered: 0, netMinor: 1_200n })
    await amend(ctx, { orderId, lines: [{ lineId: service?.id as string, quantity: 6 }] })
    expect((await linesOf(orderId))[1]).toMatchObject({ ordered: 6, open: 6, netMinor: 1_800n })
    const told = await payloadsOf(ctx, 'order/order.amended', orderId)
    expect(told.at(-1)).toMatchObject({ lines: 1, changes: [{ line: 2, units: [4, 6] }] })
    await amend(ctx, {
      orderId,
      lines: [
        { lineId: service?.id as string, quantity: 5 },
        { lineId, quantity: 1 },
      ],
    })
    expect((await linesOf(orderId))[1]).toMatchObject({ ordered: 6, open: 5, cancelled: 1 })
  })

  it('is refused when the product may not wait and too little of it is free', async () => {
    const { orderId } = await order(1)
    const { productId: few } = await makeProduct(ctx, { stock: 3, refusesShort: true })
    const add = (quantity: number) => refused(amend(ctx, { orderId, added: [{ productId: few, quantity }] }))
    expect([await add(4), await add(3)]).toEqual(['CANNOT_PROMISE', 'done'])
  })

  it('is refused for another organisation’s order, for an archived product and for a line of another order', async () => {
    const [one, other] = [await order(1), await order(1)]
    const { orderId } = one
    const old = (await makeProduct(ctx)).productId
    await archiveProduct(ctx, { id: old })
    const theirs = (await makeProduct(stranger)).productId
    const add = (id: string) => amend(ctx, { orderId, added: [{ productId: id, quantity: 1 }] })
    expect(await refused(add(old))).toBe('PRODUCT_ARCHIVED')
    expect(await refused(add(theirs))).toBe('NOT_FOUND')
    const line = (lineId: string) => amend(ctx, { orderId, lines: [{ lineId, quantity: 2 }] })
    expect(await refused(line(other.lineId))).toBe('NOT_FOUND')
    expect(await refused(line(newId(ctx.now)))).toBe('NOT_FOUND')
    await cancel(ctx, { orderId, reason: 'not wanted' })
    expect(await refused(line(one.lineId))).toBe('ORDER_CANCELLED')
  })
})

it('an order can be lowered to the units that have left, and no further', async () => {
  const { orderId, lineId } = await order(3)
  await ship(ctx, orderId, 1)
  const to = (quantity: number) => amend(ctx, { orderId, lines: [{ lineId, quantity }] })
  await expect(to(0)).rejects.toMatchObject({ code: 'HAS_LEFT', parameters: { position: 1, free: 2 } })
  expect(await refused(to(1))).toBe('done')
  await reviseTasks(ctx, orderId)
  expect((await linesOf(orderId))[0]).toMatchObject({ shipped: 1, cancelled: 2, reserved: 0 })
})

describe('the price of a line', () => {
  it('stays that of the catalogue when it is typed as it is', async () => {
    const { orderId, lineId } = await order(1)
    const price = (unitPrice: string) => refused(amend(ctx, { orderId, lines: [{ lineId, unitPrice }] }))
    expect([await price('10.00'), await price('10.01')]).toEqual(['NOTHING_CHANGED', 'done'])
  })

  it('is lowered by a discount alone, and written only where it changes', async () => {
    const { orderId, lineId } = await order(2)
    const reasonId = (await discountReasons(ctx))[0]?.id as string
    await amend(ctx, { orderId, lines: [{ lineId, discount: { percent: '10', reasonId } }] })
    expect((await linesOf(orderId))[0]).toMatchObject({ unitPrice: '9.000000', netMinor: 1_800n })
    const [stored] = await read(ctx, storedLines(ctx, [orderId]))
    expect(pricesOf(ctx, stored, stored)).toEqual([])
  })
})

describe('an address', () => {
  const shipTo = { name: 'Site 4', line: 'Gate 2', city: 'Galway', country: 'IE' }

  it('is entered only for an order that lacks one and is not cancelled', async () => {
    const known = await order(1)
    expect(await refused(completeAddress(ctx, { orderId: known.orderId, shipTo }))).toBe('ADDRESS_KNOWN')
    const nowhere = { shipTo: { ...shipTo, line: '' } }
    const [wanted, gone] = [await order(1, 1_000_000n, nowhere), await order(1, 1_000_000n, nowhere)]
    await cancel(ctx, { orderId: gone.orderId, reason: 'not wanted' })
    expect(await refused(completeAddress(ctx, { orderId: gone.orderId, shipTo }))).toBe('ADDRESS_KNOWN')
    await completeAddress(ctx, { orderId: wanted.orderId, shipTo: { ...shipTo, country: 'DE' } })
    const { order: after, timeline } = await orderRecord(ctx, { id: wanted.orderId })
    expect(after).toMatchObject({ shipTo: { ...shipTo, country: 'DE' }, waitsFor: 'PICKING', stage: 'FULFILMENT' })
    expect(timeline.map((event) => event.name)).toContain('order/order.addressed')
  })
})
