import { beforeAll, describe, expect, it } from 'vitest'
import { eventsOf, payloadsOf } from '@/prisma/seed/events'
import { makeGoods } from '@/prisma/seed/floor'
import { type MadeOrganisation, makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer, makeProduct } from '@/prisma/seed/records'
import { refused } from '@/prisma/seed/refused'
import { rowsIn } from '@/prisma/seed/rows'
import { giveLegalDetails, makeShipped } from '@/prisma/seed/shipment'
import { placeApiOrder } from '@/server/api/mutations'
import { addArticle } from '@/server/catalog/mutations/article'
import { listArticles } from '@/server/catalog/queries/articles'
import { raiseDispute } from '@/server/collection/mutations/dispute'
import { makePromise } from '@/server/collection/mutations/promise'
import { recordReceipt } from '@/server/collection/mutations/record-receipt'
import { reverseReceipt } from '@/server/collection/mutations/reverse-receipt'
import { holdCustomer } from '@/server/credit/mutations/hold'
import { setLimit } from '@/server/credit/mutations/limit'
import { addAddress } from '@/server/customer/mutations/address'
import { restoreCustomer } from '@/server/customer/mutations/archive'
import { changeCustomer } from '@/server/customer/mutations/change'
import { addContact } from '@/server/customer/mutations/contact'
import { createCustomer } from '@/server/customer/mutations/create'
import { customerRecord, listCustomers, searchCustomers } from '@/server/customer/queries'
import { issueForShipment } from '@/server/invoicing/mutations/issue'
import { acceptQuote } from '@/server/order/mutations/accept-quote'
import { confirm } from '@/server/order/mutations/confirm'
import { writeQuote } from '@/server/order/mutations/quote'
import { linkQuote } from '@/server/order/mutations/send-quote'
import { orderRecord } from '@/server/order/queries/record'
import type { Ctx } from '@/server/platform/context/ctx'
import { newId } from '@/server/platform/context/ids'
import { sql } from '@/server/platform/database/sql'
import { addDays } from '@/server/platform/time/calendar'
import { checkOrganisation } from '@/server/simulation/check/check'
import { mergeOutlook } from '../queries/merging'
import { customerColumns } from '../rules/merging'
import { mergeCustomers } from './merge'

let made: MadeOrganisation
let ctx: Ctx
let stranger: Ctx
beforeAll(async () => {
  made = await makeOrganisation()
  ctx = made.ctx
  stranger = (await makeOrganisation()).ctx
  await giveLegalDetails(ctx)
})
const rows = rowsIn(() => ctx)
const accountSums = () =>
  rows(
    sql`SELECT account_code, sum(ledger_amount_minor)::text AS sum FROM posting_line WHERE organisation_id = ${ctx.organisationId} GROUP BY 1 ORDER BY 1`,
  )
const money = async (id: string) => {
  const { openMinor, committedMinor, shippedNotInvoicedMinor, unappliedMinor, limitMinor, holds } =
    await customerRecord(ctx, id)
  return {
    exposure: openMinor + committedMinor + shippedNotInvoicedMinor - unappliedMinor,
    openMinor,
    unappliedMinor,
    limitMinor,
    holds,
  }
}

/** A customer with everything that a customer can have. */
async function rich() {
  const { customerId } = await makeCustomer(ctx)
  const { shipmentId, orderId } = await makeShipped(ctx, { customerId, quantity: 3 })
  const { invoiceId } = (await issueForShipment(ctx, shipmentId)) as { invoiceId: string }
  await makeShipped(ctx, { customerId })
  const productId = await makeGoods(ctx, { stock: 1 })
  await confirm(ctx, { customerId, lines: [{ productId, quantity: 4 }] })
  const paid = await recordReceipt(ctx, { customerId, amountMinor: 5_00n, receivedOn: ctx.today, method: 'BANK' })
  const cash = await recordReceipt(ctx, {
    customerId,
    amountMinor: 7_00n,
    receivedOn: ctx.today,
    method: 'BANK',
    openItemIds: [],
  })
  const [item] = await rows(
    sql`SELECT id FROM open_item WHERE organisation_id = ${ctx.organisationId} AND document_id = ${invoiceId}`,
  )
  await makePromise(ctx, { customerId, amountMinor: 1_00n, promisedOn: addDays(ctx.today, 3) })
  await raiseDispute(ctx, { openItemId: String(item?.id), cause: 'PRICE' })
  await addAddress(ctx, { customerId, label: 'Warehouse', line: '4 Dock', city: 'Cork', country: 'IE' })
  await addContact(ctx, { customerId, name: 'Pat', email: 'pat@example.test', purposes: ['INVOICES'] })
  return { customerId, orderId, invoiceId, receiptId: paid.receiptId, cashId: cash.receiptId, productId }
}

describe('one customer who becomes part of another', () => {
  it('takes everything along: money, exposure and every account of the ledger come to the same', async () => {
    const [one, other] = [await rich(), await rich()]
    await holdCustomer(ctx, { customerId: one.customerId, reason: 'look at it' })
    const more = { amountMinor: 3n, receivedOn: ctx.today, method: 'BANK' as const, openItemIds: [] }
    await recordReceipt(ctx, { customerId: other.customerId, ...more })
    const record = await customerRecord(ctx, one.customerId)
    const heir = await customerRecord(ctx, other.customerId)
    const [before, beside, sums] = [await money(one.customerId), await money(other.customerId), await accountSums()]
    const outlook = await mergeOutlook(ctx, { id: one.customerId, intoId: other.customerId })
    expect(outlook).toMatchObject({
      refusal: null,
      from: { number: record.number, email: record.email, limitMinor: before.limitMinor },
      into: { number: heir.number, email: heir.email },
      standing: { orders: 3, contacts: 1, exposureMinor: beside.exposure },
      moving: {
        orders: 3,
        invoices: 1,
        receipts: 2,
        contacts: 1,
        addresses: 2,
        promises: 1,
        disputes: 1,
        holds: 1,
        exposureMinor: before.exposure,
      },
    })
    const [printed] = await rows(
      sql`SELECT buyer FROM invoice WHERE organisation_id = ${ctx.organisationId} AND id = ${one.invoiceId}`,
    )
    const request = { id: one.customerId, intoId: other.customerId, idempotencyKey: newId(ctx.now) }
    await mergeCustomers(ctx, request)
    expect(await mergeCustomers(ctx, request)).toMatchObject({ repeated: true })
    expect(await money(other.customerId)).toEqual({
      exposure: before.exposure + beside.exposure,
      openMinor: before.openMinor + beside.openMinor,
      unappliedMinor: before.unappliedMinor + beside.unappliedMinor,
      limitMinor: outlook.limitMinor,
      holds: 1,
    })
    expect(await accountSums()).toEqual(sums)
    const told = { number: record.number, orders: 3, invoices: 1, receipts: 2 }
    expect(await payloadsOf(ctx, 'receivable/customer.merged', other.customerId)).toEqual([
      { ...told, contacts: 1, addresses: 2, openMinor: `${before.openMinor}`, exposureMinor: `${before.exposure}` },
    ])
    const limits = { limitMinor: `${outlook.limitMinor}`, fromMinor: `${beside.limitMinor}`, reason: 'MERGED' }
    expect((await payloadsOf(ctx, 'credit/limit.changed', other.customerId)).at(-1)).toEqual({
      ...limits,
      exposureMinor: `${beside.exposure}`,
    })
    expect((await orderRecord(ctx, { id: one.orderId })).order).toMatchObject({
      customerId: other.customerId,
      payerId: other.customerId,
    })
    expect(
      await rows(
        sql`SELECT buyer FROM invoice WHERE organisation_id = ${ctx.organisationId} AND id = ${one.invoiceId}`,
      ),
    ).toEqual([printed])
    const after = await customerRecord(ctx, other.customerId)
    expect(
      after.addresses
        .filter((address) => !address.archivedAt)
        .map((address) => address.label)
        .sort(),
    ).toEqual(['Main', `Main (${record.number})`, 'Warehouse', `Warehouse (${record.number})`].sort())
    expect(after.addresses.filter((address) => address.isBillTo)).toHaveLength(1)
    expect(after.contacts.map((contact) => contact.email)).toContain(record.email)
    expect(await customerRecord(ctx, one.customerId)).toMatchObject({
      mergedInto: other.customerId,
      number: record.number,
    })
    expect((await eventsOf(ctx, other.customerId)).map((event) => event.name)).toContain('credit/hold.placed')
    expect(after.name).toBe(heir.name)
    // A payment from before is taken back from the heir.
    await reverseReceipt(ctx, { receiptId: one.receiptId, cause: 'MISTAKE', reason: 'booked twice' })
    await recordReceipt(ctx, { customerId: one.customerId, amountMinor: 1n, receivedOn: ctx.today, method: 'CASH' })
    expect(await checkOrganisation(ctx)).toEqual([])
  })

  it('is found by its old number, name and key, and orders as its heir; it cannot be changed or restored', async () => {
    const { customerId: old, number } = await createCustomer(ctx, { name: 'Double Quay', externalKey: 'shop-77' })
    const { customerId: heir } = await makeCustomer(ctx)
    const { number: heirNumber } = await customerRecord(ctx, heir)
    const sku = 'MERGE-1'
    const productId = await makeGoods(ctx, { stock: 5, sku })
    await mergeCustomers(ctx, { id: old, intoId: heir })
    for (const text of [number, 'Double Quay', 'shop-77'])
      expect((await searchCustomers(ctx, { text })).map((found) => found.id)).toContain(heir)
    expect((await listCustomers(ctx, { text: number })).rows.map((row) => row.id)).toEqual([heir])
    for (const customer of [{ number }, { externalKey: 'shop-77' }]) {
      const { order } = await placeApiOrder(ctx, { customer, lines: [{ sku, quantity: 1 }] }, newId(ctx.now))
      expect(order.customerNumber).toBe(heirNumber)
    }
    expect(await refused(confirm(ctx, { customerId: old, lines: [{ productId, quantity: 1 }] }))).toBe(
      'CUSTOMER_MERGED',
    )
    expect(await refused(changeCustomer(ctx, { id: old, name: 'Again' }))).toBe('MERGED_ALREADY')
    expect(await refused(restoreCustomer(ctx, { id: old }))).toBe('MERGED_ALREADY')
    expect(await refused(addContact(ctx, { customerId: old, name: 'Pat', purposes: [] }))).toBe('NOT_FOUND')
    expect(await checkOrganisation(ctx)).toEqual([])
  })

  it('accepts its sent quote as its heir, and pays through the heir whom it paid for', async () => {
    const { customerId: old } = await makeCustomer(ctx)
    const { customerId: heir } = await makeCustomer(ctx)
    const { customerId: child } = await createCustomer(ctx, { name: 'Branch', payerId: old })
    const productId = await makeGoods(ctx, { stock: 5 })
    const { id: quoteId } = await writeQuote(ctx, {
      customerId: old,
      validUntil: addDays(ctx.today, 9),
      lines: [{ productId, quantity: 1 }],
    })
    await linkQuote(ctx, { id: quoteId })
    await mergeCustomers(ctx, { id: old, intoId: heir })
    const { orderId } = await acceptQuote(ctx, { id: quoteId, name: 'Pat Buyer' })
    expect((await orderRecord(ctx, { id: orderId })).order).toMatchObject({ customerId: heir, payerId: heir })
    expect(await customerRecord(ctx, child)).toMatchObject({ payerId: heir })
  })

  it('brings its numbers of products along, save those that the heir uses otherwise, which are told before', async () => {
    const [{ customerId: old }, { customerId: heir }] = [await makeCustomer(ctx), await makeCustomer(ctx)]
    const products = await Promise.all(['A', 'B', 'C', 'D'].map((name) => makeProduct(ctx, { sku: `MERGED-${name}` })))
    const call = (customerId: string, at: number, number: string) =>
      addArticle(ctx, { customerId, productId: products[at]?.productId ?? '', number })
    await call(old, 0, 'free')
    await call(old, 1, 'other')
    await call(heir, 1, 'their own')
    await call(old, 2, 'TAKEN')
    await call(heir, 3, 'taken')
    await call(old, 3, 'none')
    const { moving, clashes } = await mergeOutlook(ctx, { id: old, intoId: heir })
    expect(moving.articles).toBe(4)
    expect(clashes).toEqual([
      { number: 'none', sku: 'MERGED-D', theirNumber: 'taken', theirSku: null },
      { number: 'other', sku: 'MERGED-B', theirNumber: 'their own', theirSku: null },
      { number: 'TAKEN', sku: 'MERGED-C', theirNumber: null, theirSku: 'MERGED-D' },
    ])
    await mergeCustomers(ctx, { id: old, intoId: heir })
    const called = async (customerId: string) =>
      (await listArticles(ctx, { customerId })).rows.map(({ number, sku }) => `${number} ${sku}`)
    expect(await called(heir)).toEqual(['free MERGED-A', 'taken MERGED-D', 'their own MERGED-B'])
    expect(await called(old)).toEqual([])
    const told = (await eventsOf(ctx, heir)).find(({ name }) => name === 'receivable/customer.merged')
    expect(told?.payload).toMatchObject({ numbersLeft: 3 })
    expect(await payloadsOf(ctx, 'credit/limit.changed', heir)).toEqual([])
  })

  it('races with new orders of its own: each goes to the heir or is refused', async () => {
    const productId = await makeGoods(ctx, { stock: 100 })
    for (let round = 0; round < 5; round++) {
      const [{ customerId: old }, { customerId: heir }] = [await makeCustomer(ctx), await makeCustomer(ctx)]
      const order = () => refused(confirm(ctx, { customerId: old, lines: [{ productId, quantity: 1 }] }))
      const outcomes = await Promise.all([
        order(),
        order(),
        refused(mergeCustomers(ctx, { id: old, intoId: heir })),
        order(),
        order(),
      ])
      expect(outcomes[2]).toBe('done')
      expect(outcomes.filter((one) => one !== 'done' && one !== 'CUSTOMER_MERGED')).toEqual([])
    }
    expect(await checkOrganisation(ctx)).toEqual([])
  })

  it('is neither itself, nor merged, nor of another house; and the pointers of those merged before lead to the last heir', async () => {
    const [a, b, c] = [await makeCustomer(ctx), await makeCustomer(ctx), await makeCustomer(ctx)].map(
      (one) => one.customerId,
    ) as [string, string, string]
    const theirs = (await makeCustomer(stranger)).customerId
    expect(await refused(mergeCustomers(ctx, { id: a, intoId: a }))).toBe('MERGE_INTO_ITSELF')
    expect(await refused(mergeCustomers(ctx, { id: a, intoId: theirs }))).toBe('NOT_FOUND')
    expect(await refused(mergeCustomers(stranger, { id: a, intoId: theirs }))).toBe('NOT_FOUND')
    await mergeCustomers(ctx, { id: a, intoId: b })
    expect(await refused(mergeCustomers(ctx, { id: a, intoId: c }))).toBe('MERGED_ALREADY')
    expect(await refused(mergeCustomers(ctx, { id: c, intoId: a }))).toBe('HEIR_MERGED')
    await setLimit(ctx, { customerId: c, limitMinor: 50_00n, reason: 'known' })
    await mergeCustomers(ctx, { id: b, intoId: c })
    // Who had no limit brings none, so that nobody hears of another one.
    expect(await payloadsOf(ctx, 'credit/limit.changed', c)).toMatchObject([{ reason: 'known' }])
    expect(await customerRecord(ctx, a)).toMatchObject({ mergedInto: c })
    expect(await checkOrganisation(ctx)).toEqual([])
  })
})

it('every column that names a customer is in the table of what a merge does with it', async () => {
  const found = await rows(sql`SELECT table_name || '.' || column_name AS place FROM information_schema.columns
    WHERE table_schema = 'public' AND column_name IN ('customer_id', 'payer_id', 'merged_into') ORDER BY 1`)
  expect(found.map((row) => row.place)).toEqual(Object.keys(customerColumns).sort())
})
