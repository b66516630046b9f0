import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { payloadsOf } from '@/prisma/seed/events'
import { type MadeOrganisation, makeOrganisation } from '@/prisma/seed/organisation'
import { quoting } from '@/prisma/seed/quotes'
import { makeCustomer, makeProduct, termsOf } from '@/prisma/seed/records'
import { refused, refusedWith } from '@/prisma/seed/refused'
import { rowsIn } from '@/prisma/seed/rows'
import { archiveProduct } from '@/server/catalog/mutations/product'
import { addAddress } from '@/server/customer/mutations/address'
import { archiveCustomer } from '@/server/customer/mutations/archive'
import { addWarehouse, setServingRule } from '@/server/inventory/mutations/warehouse'
import { type Ctx, mintCtx } from '@/server/platform/context/ctx'
import { newId } from '@/server/platform/context/ids'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { addDays } from '@/server/platform/time/calendar'
import { mergeCustomers } from '@/server/receivable/mutations/merge'
import { checkOrganisation } from '@/server/simulation/check/check'
import { orderRecord } from '../queries/record'
import type { ConfirmInput } from '../schema'
import { acceptQuote } from './accept-quote'
import { confirm } from './confirm'

let made: MadeOrganisation
let ctx: Ctx
let customerId: string
let productId: string
beforeAll(async () => {
  made = await makeOrganisation()
  ctx = made.ctx
  ;({ customerId } = await makeCustomer(ctx))
  ;({ productId } = await makeProduct(ctx, { stock: 50 }))
})
afterAll(async () => {
  expect(await checkOrganisation(ctx)).toEqual([])
})

const rows = rowsIn(() => ctx)
const place = (more: Partial<ConfirmInput> = {}, by = ctx) =>
  confirm(by, { customerId, lines: [{ productId, quantity: 1 }], ...more })
const record = async (id: string) => (await orderRecord(ctx, { id })).order

describe('an order is refused', () => {
  const notFound = (noun: string) => ['NOT_FOUND', { noun }]
  it.each<[string, () => Partial<ConfirmInput> | Promise<Partial<ConfirmInput>>, unknown]>([
    ['of a customer that nobody knows', () => ({ customerId: newId(ctx.now) }), notFound('customer')],
    ['to an address that nobody knows', () => ({ addressId: newId(ctx.now) }), notFound('address')],
    [
      'of a product that nobody knows',
      () => ({ lines: [{ productId: customerId, quantity: 1 }] }),
      notFound('product'),
    ],
    [
      'of an archived customer',
      async () => {
        const gone = (await makeCustomer(ctx)).customerId
        await archiveCustomer(ctx, { id: gone })
        return { customerId: gone }
      },
      ['CUSTOMER_ARCHIVED', {}],
    ],
    [
      'of a customer that became another one',
      async () => {
        const [one, other] = [await makeCustomer(ctx), await makeCustomer(ctx, { name: 'Heir Ltd' })]
        await mergeCustomers(ctx, { id: one.customerId, intoId: other.customerId })
        return { customerId: one.customerId }
      },
      ['CUSTOMER_MERGED', { heir: expect.stringContaining('Heir Ltd') }],
    ],
    [
      'without the number that its customer wants on it',
      async () => ({ customerId: (await makeCustomer(ctx, { referenceRequired: true })).customerId }),
      ['REFERENCE_REQUIRED', expect.objectContaining({ field: 'customerReference' })],
    ],
    [
      'in another currency than the books',
      async () => {
        const abroad = (await makeCustomer(ctx)).customerId
        await read(
          ctx,
          sql`UPDATE customer SET currency = 'USD' WHERE organisation_id = ${ctx.organisationId} AND id = ${abroad}`,
        )
        return { customerId: abroad }
      },
      ['CURRENCY_NOT_KEPT', { currency: 'USD' }],
    ],
    [
      'of an archived product',
      async () => {
        const gone = await makeProduct(ctx, { sku: 'GONE' })
        await archiveProduct(ctx, { id: gone.productId })
        return { lines: [{ productId: gone.productId, quantity: 1 }] }
      },
      ['PRODUCT_ARCHIVED', { sku: 'GONE' }],
    ],
  ])('%s', async (_, wish, expected) => {
    expect(await refusedWith(place(await wish()))).toEqual(expected)
  })
})

it('a quote binds the seller: its product may be archived or short when the customer accepts it', async () => {
  const old = (await makeProduct(ctx, { stock: 9 })).productId
  const id = await quoting(() => ({ ctx, customerId, productId: old })).sent()
  await archiveProduct(ctx, { id: old })
  const { orderId } = await acceptQuote(ctx, { id, name: 'Ada Buyer' })
  expect(await record(orderId)).toMatchObject({ stage: 'FULFILMENT', waitsFor: 'PICKING' })
  const short = (await makeProduct(ctx, { refusesShort: true })).productId
  const ofShort = await quoting(() => ({ ctx, customerId, productId: short })).sent()
  const waits = await acceptQuote(ctx, { id: ofShort, name: 'Ada Buyer' })
  expect(await record(waits.orderId)).toMatchObject({ stage: 'FULFILMENT', waitsFor: 'STOCK' })
})

it('an order keeps the day that is wished for, and is promised for no earlier one', async () => {
  const requestedOn = addDays(ctx.today, 60)
  const { orderId } = await place({ requestedOn })
  const { promisedOn, ...order } = await record(orderId)
  expect(order).toMatchObject({ requestedOn })
  expect([
    (promisedOn ?? '') >= requestedOn,
    ((await record((await place()).orderId)).promisedOn ?? '') < requestedOn,
  ]).toEqual([true, true])
})

it('the decision about a first order is kept and told with it; one inside a limit needs none', async () => {
  const { customerId: fresh } = await makeCustomer(ctx)
  const told = async () => {
    const { orderId } = await place({ customerId: fresh })
    return payloadsOf(ctx, 'credit/decision.made', orderId)
  }
  expect([await told(), await told()]).toEqual([[expect.objectContaining({ state: 'APPROVED' })], []])
})

it('services need no stock, and what waits by weight is answered in its unit', async () => {
  const service = (await makeProduct(ctx, { kind: 'SERVICE' })).productId
  expect(await place({ lines: [{ productId: service, quantity: 2 }] })).toMatchObject({
    waitsFor: 'PICKING',
    backordered: 0,
  })
  const seed = (await makeProduct(ctx, { unit: 'KGM', places: 3, stock: 1_000 })).productId
  const { orderId, ...answer } = await place({ lines: [{ productId: seed, quantity: 3_500 }] })
  expect(answer).toMatchObject({ backordered: 2.5, unit: 'KGM' })
  expect(await payloadsOf(ctx, 'order/order.confirmed', orderId)).toMatchObject([{ backordered: 2.5, unit: 'KGM' }])
  expect(await place()).not.toHaveProperty('unit')
})

it('goods go to the address that is asked for: one of this order, one of the customer, otherwise the own', async () => {
  await addWarehouse(ctx, { code: 'north', name: 'North', postcodes: ['BT'], city: 'Derry' })
  const facts = { label: 'Site', line: '1 Road', city: 'Derry', postcode: 'BT48', country: 'IE' }
  const { id: addressId } = await addAddress(ctx, { customerId, ...facts })
  const { label: _, ...written } = { ...facts, name: 'Fair' }
  await setServingRule(ctx, { rule: 'NEAREST' })
  const [own, theirs, fair] = [await place(), await place({ addressId }), await place({ shipTo: written })]
  await setServingRule(ctx, { rule: 'DEFAULT' })
  const orders = await Promise.all([own, theirs, fair].map(({ orderId }) => record(orderId)))
  expect(orders.map(({ warehouseName, shipTo }) => [warehouseName, shipTo.line])).toEqual([
    ['Main warehouse', '1 Main Street'],
    ['North', '1 Road'],
    ['North', '1 Road'],
  ])
  const kiel = { name: 'Fair', line: '1 Quay', city: 'Kiel', country: 'DE', postcode: 'd-24103' }
  const { orderId } = await place({ shipTo: kiel })
  expect((await record(orderId)).shipTo).toMatchObject({ line: '1 Quay', postcode: '24103' })
  const wrong = place({ shipTo: { ...kiel, postcode: '2410' } })
  expect(await refusedWith(wrong)).toEqual(['POSTCODE_WRONG', expect.objectContaining({ paths: ['shipTo.postcode'] })])
})

it('an order says who entered it, if it was a person, and asks for money only when it is paid beforehand', async () => {
  const by = async (who: Ctx) => {
    const { orderId } = await place({}, who)
    const [row] = await rows(
      sql`SELECT created_by FROM sales_order WHERE organisation_id = ${ctx.organisationId} AND id = ${orderId}`,
    )
    return row?.createdBy
  }
  const shop = mintCtx({ organisation: made.organisation, actor: { kind: 'KEY', id: newId(ctx.now) } })
  expect([await by(ctx), await by(shop)]).toEqual([ctx.actor.id, null])
  const paysFirst = (await makeCustomer(ctx, { paymentTermsId: await termsOf(ctx, 'PREPAID') })).customerId
  const asked = async (of: string) =>
    (await orderRecord(ctx, { id: (await place({ customerId: of })).orderId })).proforma
  expect([await asked(paysFirst), await asked(customerId)]).toEqual([expect.objectContaining({ state: 'OPEN' }), null])
  expect(await refused(place({}, (await makeOrganisation()).ctx))).toBe('NOT_FOUND')
})
