import { beforeAll, describe, expect, it } from 'vitest'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer, makeProduct } from '@/prisma/seed/records'
import { refused } from '@/prisma/seed/refused'
import { giveLegalDetails, ship } from '@/prisma/seed/shipment'
import { changeProduct } from '@/server/catalog/mutations/product'
import { issueForShipment } from '@/server/invoicing/mutations/issue'
import { issueCreditNote } from '@/server/invoicing/mutations/issue-credit-note'
import { printed } from '@/server/invoicing/queries/printed'
import { acceptQuote } from '@/server/order/mutations/accept-quote'
import { amend } from '@/server/order/mutations/amend'
import { confirm } from '@/server/order/mutations/confirm'
import { writeQuote } from '@/server/order/mutations/quote'
import { linkQuote } from '@/server/order/mutations/send-quote'
import { previewOrder } from '@/server/order/queries/preview'
import { orderRecord } from '@/server/order/queries/record'
import type { Ctx } from '@/server/platform/context/ctx'
import { permissionsOf } from '@/server/platform/context/permissions'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { addDays } from '@/server/platform/time/calendar'
import { checkOrganisation } from '@/server/simulation/check/check'
import { addReason, archiveReason, renameReason } from './mutations/reason'
import { discountReasons } from './queries/entries'

let ctx: Ctx
let sales: Ctx
let stranger: Ctx
let customerId: string
let productId: string
let reasons: Map<string, string>

beforeAll(async () => {
  ctx = (await makeOrganisation()).ctx
  sales = { ...ctx, permissions: permissionsOf(['sales']) }
  stranger = (await makeOrganisation()).ctx
  await giveLegalDetails(ctx)
  customerId = (await makeCustomer(ctx)).customerId
  productId = (await makeProduct(ctx, { unitPrice: '10', stock: 1000 })).productId
  reasons = new Map((await discountReasons(ctx)).map((one) => [one.name, one.id]))
})

const reason = (name = 'Volume') => reasons.get(name) as string
const posted = async (account: string) => {
  const [[row]] = await read(
    ctx,
    sql<{
      sum: bigint
    }>`SELECT coalesce(sum(ledger_amount_minor), 0)::bigint AS sum FROM posting_line WHERE organisation_id = ${ctx.organisationId} AND account_code = ${account}`,
  )
  return row?.sum
}

describe('a discount', () => {
  it('is taken off each line and stays what it was through order, part invoices, ledger and credit note', async () => {
    const { orderId } = await confirm(ctx, {
      customerId,
      lines: [
        { productId, quantity: 3, discount: { percent: '33.3333', reasonId: reason() } },
        { productId, quantity: 2, unitPrice: '9', discount: { amount: '0.5', reasonId: reason('Goodwill') } },
        { productId, quantity: 1, discount: { percent: '100', reasonId: reason('Sample') } },
      ],
    })
    const { lines, order } = await orderRecord(ctx, { id: orderId })
    expect(lines.map((line) => [Number(line.unitPrice), Number(line.grossPrice), line.discountReason])).toEqual([
      [6.66667, 10, 'Volume'],
      [8.5, 9, 'Goodwill'],
      [0, 10, 'Sample'],
    ])
    expect(order.netMinor).toBe(20_00n + 17_00n)
    const before = await posted('DISCOUNT')
    const shipmentId = await ship(ctx, orderId, 9)
    const { invoiceId } = await issueForShipment(ctx, shipmentId)
    const invoice = await printed(ctx, invoiceId)
    expect(invoice.lines.map((line) => [line.listMinor, line.grossMinor, line.netMinor])).toEqual([
      [30_00n, 30_00n, 20_00n],
      [20_00n, 18_00n, 17_00n],
      [10_00n, 10_00n, 0n],
    ])
    expect(Number(await posted('DISCOUNT')) - Number(before)).toBe(10_00 + 1_00 + 10_00)
    await issueCreditNote(ctx, { invoiceId, lines: [{ position: 1, quantity: 2 }], reason: 'Broken' })
    expect(Number(await posted('DISCOUNT')) - Number(before)).toBe(10_00 + 1_00 + 10_00 - (20_00 - 13_33))
    expect(await checkOrganisation(ctx)).toEqual([])
  })

  it('is of an offer what the customer accepted, whatever became of its reason', async () => {
    const { id: reasonId } = await addReason(ctx, { name: 'Fair' })
    const lines = [{ productId, quantity: 4, discount: { percent: '12.5', reasonId } }]
    const { id } = await writeQuote(ctx, { customerId, validUntil: addDays(ctx.today, 5), lines })
    await linkQuote(ctx, { id })
    await archiveReason(ctx, { id: reasonId })
    const { orderId } = await acceptQuote(ctx, { id, name: 'Ann' })
    expect((await orderRecord(ctx, { id: orderId })).lines[0]).toMatchObject({
      netMinor: 35_00n,
      discountPercent: '12.5000',
      discountReason: 'Fair',
    })
    expect(await refused(confirm(ctx, { customerId, lines }))).toBe('NOT_FOUND')
    await archiveReason(ctx, { id: reasonId }, false)
    expect(await refused(confirm(ctx, { customerId, lines }))).toBe('done')
  })

  it('is given, changed and taken away by an amendment until something has left, and stays when the price changes', async () => {
    const { orderId } = await confirm(ctx, { customerId, lines: [{ productId, quantity: 2 }] })
    const record = async () => (await orderRecord(ctx, { id: orderId })).lines[0]
    const lineId = (await record())?.id as string
    const off = (discount: object | null, more = {}) =>
      amend(ctx, { orderId, lines: [{ lineId, discount: discount as never, ...more }] })
    await off({ percent: '10', reasonId: reason() })
    expect(await record()).toMatchObject({ unitPrice: '9.000000', grossPrice: '10.000000', netMinor: 18_00n })
    await amend(ctx, { orderId, lines: [{ lineId, unitPrice: '8' }] })
    expect(await record()).toMatchObject({ unitPrice: '7.200000', grossPrice: '8.000000', priceSource: 'TYPED' })
    expect(await refused(off({ amount: '8.01', reasonId: reason() }))).toBe('DISCOUNT_TOO_LARGE')
    expect(await refused(off({ amount: '1', reasonId: ctx.organisationId }))).toBe('NOT_FOUND')
    await off(null)
    expect(await record()).toMatchObject({ unitPrice: '8.000000', grossPrice: null, discountReasonId: null })
    await ship(ctx, orderId, 9)
    expect(await refused(off({ percent: '1', reasonId: reason() }))).toBe('PRICE_FIXED')
  })

  it('names a reason of this house that is in use', async () => {
    const give = (reasonId: string) =>
      refused(confirm(ctx, { customerId, lines: [{ productId, quantity: 1, discount: { percent: '5', reasonId } }] }))
    const [theirs] = await discountReasons(stranger)
    expect(await give(theirs?.id as string)).toBe('NOT_FOUND')
    expect(await refused(addReason(ctx, { name: 'Volume' }))).toBe('DUPLICATE')
    const { id } = await addReason(ctx, { name: 'Odd' })
    expect(await refused(renameReason(stranger, { id, name: 'x' }))).toBe('NOT_FOUND')
    expect(await refused(archiveReason(stranger, { id }))).toBe('NOT_FOUND')
    await renameReason(ctx, { id, name: 'Even' })
    await archiveReason(ctx, { id })
    expect(await refused(archiveReason(ctx, { id }))).toBe('STALE')
    expect((await discountReasons(ctx)).at(-1)).toMatchObject({ name: 'Even' })
  })
})

describe('a floor price', () => {
  it('is gone below only by who may: by a typed price, a discount, an amendment or a quote, per the units of each', async () => {
    const { productId: nails } = await makeProduct(ctx, { unitPrice: '50', priceQuantity: 100, stock: 900 })
    await changeProduct(ctx, { id: nails, name: 'Nails', unitPrice: '50', priceQuantity: 100, floorPrice: '40' })
    const line = (more: object) => ({ customerId, lines: [{ productId: nails, quantity: 100, ...more }] })
    const tenth = { percent: '20.0001', reasonId: reason() }
    expect(await refused(confirm(sales, line({ unitPrice: '39.99' })))).toBe('BELOW_FLOOR')
    expect(await refused(confirm(sales, line({ discount: tenth })))).toBe('BELOW_FLOOR')
    expect(await refused(writeQuote(sales, { ...line({ discount: tenth }), validUntil: ctx.today }))).toBe(
      'BELOW_FLOOR',
    )
    expect(await refused(confirm(ctx, line({ discount: tenth })))).toBe('done')
    const { orderId } = await confirm(sales, line({ unitPrice: '40' }))
    const lineId = (await orderRecord(ctx, { id: orderId })).lines[0]?.id as string
    const to = (unitPrice: string) => ({ orderId, lines: [{ lineId, unitPrice }] })
    expect(await refused(amend(sales, to('39')))).toBe('BELOW_FLOOR')
    const more = { productId: nails, quantity: 1, unitPrice: '1' }
    expect(await refused(amend(sales, { orderId, added: [more] }))).toBe('BELOW_FLOOR')
    expect(await refused(amend(ctx, to('39')))).toBe('done')
    const shown = await previewOrder(sales, line({ unitPrice: '39' }))
    expect(shown.lines[0]).toMatchObject({ belowFloor: true })
    // What the product costs by itself is nobody's discount.
    await changeProduct(ctx, { id: nails, name: 'Nails', unitPrice: '30', priceQuantity: 100, floorPrice: '40' })
    expect(await refused(confirm(sales, line({})))).toBe('done')
  })
})
