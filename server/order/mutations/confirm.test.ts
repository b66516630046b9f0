import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type MadeOrganisation, makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer, makeProduct as makeStocked, type ProductOverrides } from '@/prisma/seed/records'
import { ship } from '@/prisma/seed/shipment'
import { giveLimit } from '@/server/credit/mutations/account'
import { accountRecord } from '@/server/credit/queries/accounts'
import type { Ctx } from '@/server/platform/context/ctx'
import { read, sent, transaction } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { addEntry } from '@/server/pricing/mutations/entry'
import { createPriceList } from '@/server/pricing/mutations/price-list'
import { checkOrganisation } from '@/server/simulation/check/check'
import { orderRecord } from '../queries/record'
import { amend } from './amend'
import { cancel } from './cancel'
import { confirm } from './confirm'
import { count } from './count'
import { saveDraft } from './draft'
import { receive } from './receive'

let made: MadeOrganisation
let customerId: string

beforeAll(async () => {
  made = await makeOrganisation()
  customerId = await customerWithLimit(made.ctx, 100_000_00n)
})

afterAll(async () => {
  expect(await checkOrganisation(made.ctx)).toEqual([])
})

const makeProduct = async (ctx: Ctx, overrides: ProductOverrides) => (await makeStocked(ctx, overrides)).productId

async function customerWithLimit(ctx: Ctx, limitMinor: bigint) {
  const { customerId } = await makeCustomer(ctx)
  await transaction(ctx, {}, (tx) => tx.commit(giveLimit(ctx, customerId, limitMinor, 'PERSON')))
  return customerId
}

async function level(productId: string) {
  const [[row]] = await read(
    made.ctx,
    sql<{
      onHand: number
      reserved: number
      backordered: number
    }>`SELECT on_hand, reserved, backordered FROM stock_level WHERE organisation_id = ${made.ctx.organisationId} AND product_id = ${productId}`,
  )
  return row
}

describe('confirming an order', () => {
  it('is refused in a currency other than that of the ledger', async () => {
    const [productId, { customerId: abroad }] = [
      await makeProduct(made.ctx, { stock: 1 }),
      await makeCustomer(made.ctx),
    ]
    const { organisationId } = made.ctx
    await read(
      made.ctx,
      sql`UPDATE customer SET currency = 'USD' WHERE organisation_id = ${organisationId} AND id = ${abroad}`,
    )
    await expect(confirm(made.ctx, { customerId: abroad, lines: [{ productId, quantity: 1 }] })).rejects.toMatchObject({
      code: 'CURRENCY_NOT_KEPT',
      parameters: { currency: 'USD' },
    })
    expect(await level(productId)).toMatchObject({ onHand: 1, reserved: 0 })
  })

  it('reserves the free stock and makes the rest a backorder', async () => {
    const productId = await makeProduct(made.ctx, { stock: 5 })
    const order = await confirm(made.ctx, { customerId, lines: [{ productId, quantity: 8 }] })
    expect(order).toMatchObject({ creditState: 'PASSED', backordered: 3, promisedOn: null, stage: 'FULFILMENT' })
    expect(await level(productId)).toEqual({ onHand: 5, reserved: 5, backordered: 3 })
    await receive(made.ctx, { lines: [{ productId, quantity: 10 }] })
    expect(await level(productId)).toEqual({ onHand: 15, reserved: 8, backordered: 0 })
    await count(made.ctx, { productId, quantity: 6 })
    expect(await level(productId)).toEqual({ onHand: 6, reserved: 6, backordered: 2 })
  })

  it('reserves no unit twice for two lines of one product', async () => {
    const productId = await makeProduct(made.ctx, { stock: 5 })
    const line = { productId, quantity: 4 }
    expect(await confirm(made.ctx, { customerId, lines: [line, line] })).toMatchObject({ backordered: 3 })
    expect(await level(productId)).toEqual({ onHand: 5, reserved: 5, backordered: 3 })
  })

  it('gives a repeated request the same answer, and refuses its key for another input', async () => {
    const productId = await makeProduct(made.ctx, { stock: 100 })
    const input = { customerId, idempotencyKey: randomUUID(), lines: [{ productId, quantity: 1 }] }
    const [first, second] = await Promise.all([confirm(made.ctx, input), confirm(made.ctx, input)])
    expect(first.orderId).toBe(second.orderId)
    expect([first.repeated, second.repeated].filter(Boolean)).toHaveLength(1)
    expect(await level(productId)).toEqual({ onHand: 100, reserved: 1, backordered: 0 })
    await expect(confirm(made.ctx, { ...input, lines: [{ productId, quantity: 2 }] })).rejects.toMatchObject({
      code: 'IDEMPOTENCY_KEY_REUSED',
    })
  })

  it('gives the last unit to exactly one of many orders at the same time', async () => {
    const productId = await makeProduct(made.ctx, { stock: 1 })
    const orders = await Promise.all(
      Array.from({ length: 32 }, () => confirm(made.ctx, { customerId, lines: [{ productId, quantity: 1 }] })),
    )
    expect(orders.filter((order) => order.backordered === 0)).toHaveLength(1)
    expect(await level(productId)).toEqual({ onHand: 1, reserved: 1, backordered: 31 })
  })

  it('lets only one of two orders at the same time use the rest of a limit', async () => {
    const payer = await customerWithLimit(made.ctx, 150_00n)
    const productId = await makeProduct(made.ctx, { stock: 100, unitPrice: '100' })
    const orders = await Promise.all(
      Array.from({ length: 8 }, () => confirm(made.ctx, { customerId: payer, lines: [{ productId, quantity: 1 }] })),
    )
    expect(orders.filter((order) => order.creditState === 'PASSED')).toHaveLength(1)
    expect(orders.filter((order) => order.creditState === 'REFERRED')).toHaveLength(7)
  })

  it('counts shipped and uninvoiced units against the limit', async () => {
    const payer = await customerWithLimit(made.ctx, 150_00n)
    const productId = await makeProduct(made.ctx, { stock: 100, unitPrice: '100' })
    const order = { customerId: payer, lines: [{ productId, quantity: 1 }] }
    const first = await confirm(made.ctx, order)
    await ship(made.ctx, first.orderId, 1)
    expect((await accountRecord(made.ctx, { customerId: payer })).account).toMatchObject({
      committedMinor: 0n,
      shippedNotInvoicedMinor: BigInt(first.grossMinor),
      openMinor: 0n,
    })
    expect(await confirm(made.ctx, order)).toMatchObject({ creditState: 'REFERRED', waitsFor: 'CREDIT_DECISION' })
  })

  it('frees stock and exposure when the order is lowered or cancelled', async () => {
    const productId = await makeProduct(made.ctx, { stock: 10 })
    const order = await confirm(made.ctx, { customerId, lines: [{ productId, quantity: 8 }] })
    const [[line]] = await read(
      made.ctx,
      sql<{
        id: string
      }>`SELECT id FROM order_line WHERE organisation_id = ${made.ctx.organisationId} AND order_id = ${order.orderId}`,
    )
    await amend(made.ctx, { orderId: order.orderId, lines: [{ lineId: line?.id ?? '', quantity: 3 }] })
    expect(await level(productId)).toEqual({ onHand: 10, reserved: 3, backordered: 0 })
    expect(await cancel(made.ctx, { orderId: order.orderId, reason: 'by the customer' })).toMatchObject({
      stage: 'CANCELLED',
    })
    expect(await level(productId)).toEqual({ onHand: 10, reserved: 0, backordered: 0 })
    await expect(cancel(made.ctx, { orderId: order.orderId, reason: 'again' })).rejects.toMatchObject({
      code: 'ORDER_CANCELLED',
    })
  })

  it('uses its draft up, and sends the goods where the customer says, with the postcode of the country', async () => {
    const { ctx } = made
    const productId = await makeProduct(ctx, { stock: 1 })
    const { id: draftId } = await saveDraft(ctx, { customerId, content: '{}', lines: 1 })
    const order = { customerId, draftId, lines: [{ productId, quantity: 1 }] }
    const shipTo = { name: 'Fair', line: '1 Quay', city: 'Kiel', country: 'DE', postcode: 'd-24103' }
    await expect(confirm(ctx, { ...order, shipTo: { ...shipTo, postcode: '2410' } })).rejects.toMatchObject({
      code: 'POSTCODE_WRONG',
      parameters: { paths: ['shipTo.postcode'] },
    })
    const { orderId } = await confirm(ctx, { ...order, shipTo })
    expect((await orderRecord(ctx, { id: orderId })).order.shipTo).toMatchObject({ city: 'Kiel', postcode: '24103' })
    await expect(confirm(ctx, order)).rejects.toMatchObject({ code: 'DRAFT_GONE' })
  })

  it('refuses customers and products of another organisation', async () => {
    const other = await makeOrganisation()
    const productId = await makeProduct(made.ctx, { stock: 10 })
    await expect(confirm(other.ctx, { customerId, lines: [{ productId, quantity: 1 }] })).rejects.toMatchObject({
      kind: 'NOT_FOUND',
    })
    const stranger = await customerWithLimit(other.ctx, 100_00n)
    await expect(
      confirm(other.ctx, { customerId: stranger, lines: [{ productId, quantity: 1 }] }),
    ).rejects.toMatchObject({ kind: 'NOT_FOUND' })
    expect(await level(productId)).toEqual({ onHand: 10, reserved: 0, backordered: 0 })
  })
})

it('sends at most so many statements in two trips, with price lists, discounts and charges', async () => {
  const { ctx } = made
  const productId = await makeProduct(ctx, { stock: 100 })
  const { id: priceListId } = await createPriceList(ctx, { name: 'All', audience: 'ALL', validFrom: ctx.today })
  await addEntry(ctx, { priceListId, productId, percentOff: '10' })
  const order = (idempotencyKey: string) =>
    confirm(ctx, { customerId, lines: [{ productId, quantity: 1 }], idempotencyKey })
  await order(randomUUID())
  const before = { ...sent }
  await order(randomUUID())
  expect([sent.statements - before.statements, sent.trips - before.trips]).toEqual([16, 2])
})
