import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { payloadsOf } from '@/prisma/seed/events'
import { byValue } from '@/prisma/seed/freight'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer, makeProduct } from '@/prisma/seed/records'
import { refused } from '@/prisma/seed/refused'
import { giveLegalDetails, ship } from '@/prisma/seed/shipment'
import { changeProduct } from '@/server/catalog/mutations/product'
import { release } from '@/server/fulfilment/mutations/release'
import { reviseTasks } from '@/server/fulfilment/mutations/revise-tasks'
import { issueForShipment } from '@/server/invoicing/mutations/issue'
import { issueCreditNote } from '@/server/invoicing/mutations/issue-credit-note'
import { printed } from '@/server/invoicing/queries/printed'
import { acceptQuote } from '@/server/order/mutations/accept-quote'
import { amend } from '@/server/order/mutations/amend'
import { cancel } from '@/server/order/mutations/cancel'
import { confirm } from '@/server/order/mutations/confirm'
import { writeQuote } from '@/server/order/mutations/quote'
import { linkQuote } from '@/server/order/mutations/send-quote'
import { previewOrder } from '@/server/order/queries/preview'
import { quoteRecord } from '@/server/order/queries/quotes'
import { orderRecord } from '@/server/order/queries/record'
import type { Ctx } from '@/server/platform/context/ctx'
import { permissionsOf } from '@/server/platform/context/permissions'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { plainDecimal } from '@/server/platform/money/decimal'
import { addDays } from '@/server/platform/time/calendar'
import { setChargePolicy } from '@/server/pricing/mutations/charge-policy'
import { discountReasons } from '@/server/pricing/queries/entries'
import { discountsGiven } from '@/server/reporting/queries/discounts'
import { checkOrganisation } from '@/server/simulation/check/check'

let ctx: Ctx
let customerId: string
let bolt: string
let book: string
let reasonId: string

beforeAll(async () => {
  ctx = (await makeOrganisation()).ctx
  await giveLegalDetails(ctx)
  customerId = (await makeCustomer(ctx)).customerId
  bolt = (await makeProduct(ctx, { unitPrice: '9.99', stock: 1000 })).productId
  const [[lower]] = await read(
    ctx,
    sql<{
      id: string
    }>`SELECT id FROM tax_category WHERE organisation_id = ${ctx.organisationId} AND rate > 0 ORDER BY rate LIMIT 1`,
  )
  book = (await makeProduct(ctx, { unitPrice: '4.33', stock: 1000, taxCategoryId: lower?.id })).productId
  reasonId = (await discountReasons(ctx)).find((one) => one.name === 'Loyal customer')?.id as string
})
afterAll(async () => expect(await checkOrganisation(ctx)).toEqual([]))

const posted = async (account: string) => {
  const [[row]] = await read(
    ctx,
    sql<{
      sum: bigint
    }>`SELECT coalesce(sum(ledger_amount_minor), 0)::bigint AS sum FROM posting_line WHERE organisation_id = ${ctx.organisationId} AND account_code = ${account}`,
  )
  return row?.sum ?? 0n
}
const exposure = async () => {
  const [[row]] = await read(
    ctx,
    sql<{
      committedMinor: bigint
      shippedNotInvoicedMinor: bigint
      openMinor: bigint
    }>`SELECT committed_minor, shipped_not_invoiced_minor, open_minor
      FROM credit_account WHERE organisation_id = ${ctx.organisationId} AND customer_id = ${customerId}`,
  )
  return (row?.committedMinor ?? 0n) + (row?.shippedNotInvoicedMinor ?? 0n) + (row?.openMinor ?? 0n)
}
const discountOf = (document: Awaited<ReturnType<typeof printed>>) =>
  document.adjustments.filter((one) => one.kind === 'DISCOUNT').reduce((sum, one) => sum + one.amountMinor, 0n)

describe('a discount on the whole of an order', () => {
  it('is taken in parts that come to it, and goes back with what is credited', async () => {
    const [owedBefore, postedBefore] = [await exposure(), await posted('DISCOUNT')]
    const lines = [
      { productId: bolt, quantity: 7 },
      { productId: book, quantity: 3 },
    ]
    const { orderId } = await confirm(ctx, { customerId, lines, discount: { amount: '10', reasonId } })
    const { order, totals } = await orderRecord(ctx, { id: orderId })
    expect([order.discountMinor, order.netMinor]).toEqual([10_00n, 69_93n + 12_99n - 10_00n])
    expect(totals.allowanceMinor).toBe(10_00n)
    expect((await exposure()) - owedBefore).toBe(order.grossMinor)

    const parts = [3, 3, 4]
    const invoices = []
    for (const units of parts)
      invoices.push(await printed(ctx, (await issueForShipment(ctx, await ship(ctx, orderId, units))).invoiceId))
    expect(invoices.map(discountOf).reduce((sum, one) => sum + one, 0n)).toBe(10_00n)
    expect(invoices.every((one) => discountOf(one) > 0n)).toBe(true)
    expect(invoices.reduce((sum, one) => sum + one.netMinor, 0n)).toBe(order.netMinor)
    expect((await posted('DISCOUNT')) - postedBefore).toBe(10_00n)

    const [first] = invoices
    if (!first) throw new Error('no invoice')
    await issueCreditNote(ctx, { invoiceId: first.id, lines: [{ position: 1, quantity: 1 }], reason: 'one broken' })
    const rest = await issueCreditNote(ctx, { invoiceId: first.id, reason: 'all of it' })
    const [[credited]] = await read(
      ctx,
      sql<{
        net: bigint
        given: bigint
      }>`SELECT sum(v.net_minor)::bigint AS net, sum((SELECT sum(a.amount_minor) FROM invoice_adjustment a
          WHERE a.organisation_id = v.organisation_id AND a.invoice_id = v.id))::bigint AS given
        FROM invoice v WHERE v.organisation_id = ${ctx.organisationId} AND v.corrects_id = ${first.id}`,
    )
    expect([credited?.net, credited?.given]).toEqual([-first.netMinor, -discountOf(first)])
    expect((await printed(ctx, rest.creditNoteId)).adjustments.every((one) => one.amountMinor < 0n)).toBe(true)
    expect((await posted('DISCOUNT')) - postedBefore).toBe(10_00n - discountOf(first))
    const { total, reasons } = await discountsGiven(ctx, { from: ctx.today, to: ctx.today })
    expect(total.givenMinor).toBe(10_00n - discountOf(first))
    expect(reasons.find((row) => row.id === reasonId)?.givenMinor).toBe(total.givenMinor)
  })

  it('in percent follows the lines; as an amount it takes its share along when some are cancelled, and stays when some are added', async () => {
    const lines = [{ productId: bolt, quantity: 10 }]
    const percent = await confirm(ctx, { customerId, lines, discount: { percent: '12.5', reasonId } })
    const amount = await confirm(ctx, { customerId, lines, discount: { amount: '9.99', reasonId } })
    const discount = async (id: string) => (await orderRecord(ctx, { id })).order.discountMinor
    expect([await discount(percent.orderId), await discount(amount.orderId)]).toEqual([12_49n, 9_99n])
    for (const { orderId } of [percent, amount]) {
      const [line] = (await orderRecord(ctx, { id: orderId })).lines
      await amend(ctx, { orderId, lines: [{ lineId: line?.id as string, quantity: 5 }] })
    }
    expect([await discount(percent.orderId), await discount(amount.orderId)]).toEqual([6_24n, 5_00n])
    await amend(ctx, { orderId: amount.orderId, added: [{ productId: bolt, quantity: 15 }] })
    expect(await discount(amount.orderId)).toBe(9_99n)
    await cancel(ctx, { orderId: percent.orderId, reason: 'no longer' })
    expect(await discount(percent.orderId)).toBe(0n)
    await cancel(ctx, { orderId: amount.orderId, reason: 'no longer' })
  })

  it('is changed by an amendment as long as nothing has left', async () => {
    const { orderId } = await confirm(ctx, { customerId, lines: [{ productId: bolt, quantity: 10 }] })
    const discount = { percent: '10', reasonId }
    await amend(ctx, { orderId, discount })
    expect(await payloadsOf(ctx, 'order/order.amended', orderId)).toEqual([
      expect.objectContaining({ discount: [null, '10 %'] }),
    ])
    expect((await orderRecord(ctx, { id: orderId })).order).toMatchObject({ discountMinor: 9_99n, netMinor: 89_91n })
    expect(await refused(amend(ctx, { orderId, discount }))).toBe('NOTHING_CHANGED')
    expect(await refused(amend(ctx, { orderId, discount: { amount: '100', reasonId } }))).toBe('DISCOUNT_TOO_LARGE')
    expect(await refused(amend(ctx, { orderId, discount: { percent: '5', reasonId: bolt } }))).toBe('NOT_FOUND')
    await issueForShipment(ctx, await ship(ctx, orderId, 4))
    expect(await refused(amend(ctx, { orderId, discount: null }))).toBe('DISCOUNT_FIXED')
    const [line] = (await orderRecord(ctx, { id: orderId })).lines
    await amend(ctx, { orderId, lines: [{ lineId: line?.id as string, quantity: 4 }] })
    await reviseTasks(ctx, orderId)
    expect((await orderRecord(ctx, { id: orderId })).order).toMatchObject({ discountMinor: 4_00n, stage: 'RECEIVABLE' })
  })

  it('takes no line below its floor price, unless the person may go there', async () => {
    const { productId } = await makeProduct(ctx, { unitPrice: '10', stock: 100 })
    await changeProduct(ctx, { id: productId, name: 'Nails', unitPrice: '10', floorPrice: '9' })
    const sales = { ...ctx, permissions: permissionsOf(['sales']) }
    const lines = [{ productId, quantity: 10 }]
    const below = { customerId, lines, discount: { percent: '10.1', reasonId } }
    expect(await refused(confirm(sales, below))).toBe('BELOW_FLOOR')
    expect((await previewOrder(sales, below)).lines[0]?.belowFloor).toBe(true)
    await confirm(sales, { ...below, discount: { percent: '10', reasonId } })
    // Of a line that is taken off, no price is left that could be too low.
    const { orderId } = await confirm(ctx, { ...below, lines: [...lines, { productId: bolt, quantity: 10 }] })
    const [line] = (await orderRecord(ctx, { id: orderId })).lines
    await amend(sales, { orderId, lines: [{ lineId: line?.id as string, quantity: 0 }] })
  })

  it('is fixed once a service of the order was performed', async () => {
    const { productId } = await makeProduct(ctx, { kind: 'SERVICE', unitPrice: '50' })
    const lines = [{ productId, quantity: 2 }]
    const { orderId } = await confirm(ctx, { customerId, lines, discount: { percent: '5', reasonId } })
    await release(ctx, orderId)
    expect(await refused(amend(ctx, { orderId, discount: null }))).toBe('DISCOUNT_FIXED')
  })

  it('is offered, seen before it is ordered, and binds', async () => {
    const lines = [{ productId: bolt, quantity: 10 }]
    const asked = { customerId, lines, discount: { percent: '7', reasonId } }
    expect((await previewOrder(ctx, asked)).totals).toMatchObject({ allowanceMinor: 6_99n, netMinor: 92_91n })
    const { id } = await writeQuote(ctx, { ...asked, validUntil: addDays(ctx.today, 10) })
    expect((await quoteRecord(ctx, { id })).quote).toMatchObject({ discountMinor: 6_99n, netMinor: 92_91n })
    await linkQuote(ctx, { id })
    const { orderId } = await acceptQuote(ctx, { id, name: 'Ann' })
    const { order } = await orderRecord(ctx, { id: orderId })
    expect(order).toMatchObject({ discountMinor: 6_99n, netMinor: 92_91n, discountReason: 'Loyal customer' })
  })
})

describe('charges beside the lines', () => {
  const kinds = (document: Awaited<ReturnType<typeof printed>>) => document.adjustments.map((one) => one.kind)

  it('are invoiced once, with the first invoice, taxed like most of the goods, and credited when they are named', async () => {
    const [owedBefore, income] = [await exposure(), await posted('CHARGE_INCOME')]
    const charges = [
      { kind: 'FREIGHT' as const, amount: '5.90' },
      { kind: 'PACKING' as const, amount: '2.5', description: 'Wooden crate' },
      { kind: 'EXPRESS' as const, amount: '0' },
    ]
    const lines = [
      { productId: bolt, quantity: 4 },
      { productId: book, quantity: 1 },
    ]
    const { orderId } = await confirm(ctx, { customerId, lines, charges })
    const { order, lines: ordered } = await orderRecord(ctx, { id: orderId })
    expect(order).toMatchObject({ chargeMinor: 8_40n, netMinor: 39_96n + 4_33n + 8_40n })
    expect(order.charges.map(({ kind, taxRate }) => [kind, taxRate])).toEqual([
      ['FREIGHT', plainDecimal(ordered[0]?.taxRate ?? '')],
      ['PACKING', plainDecimal(ordered[0]?.taxRate ?? '')],
    ])
    expect((await exposure()) - owedBefore).toBe(order.grossMinor)
    const first = await printed(ctx, (await issueForShipment(ctx, await ship(ctx, orderId, 1))).invoiceId)
    const second = await printed(ctx, (await issueForShipment(ctx, await ship(ctx, orderId, 9))).invoiceId)
    expect([kinds(first), kinds(second)]).toEqual([['FREIGHT', 'PACKING'], []])
    expect(first.netMinor + second.netMinor).toBe(order.netMinor)
    expect((await posted('CHARGE_INCOME')) - income).toBe(-2_50n)
    const packing = await issueCreditNote(ctx, { invoiceId: first.id, lines: [], charges: [2], reason: 'no crate' })
    expect(await printed(ctx, packing.creditNoteId)).toMatchObject({ netMinor: -2_50n, lines: [] })
    expect(await refused(issueCreditNote(ctx, { invoiceId: first.id, charges: [2], reason: 'again' }))).toBe(
      'MORE_THAN_INVOICED',
    )
    const rest = await issueCreditNote(ctx, { invoiceId: first.id, reason: 'all' })
    expect(await printed(ctx, rest.creditNoteId)).toMatchObject({ netMinor: -(first.netMinor - 2_50n) })
  })

  it('are changed by an amendment until they are invoiced, and fall away when nothing follows that could have them', async () => {
    const lines = [{ productId: bolt, quantity: 2 }]
    const { orderId } = await confirm(ctx, { customerId, lines, charges: [{ kind: 'EXPRESS', amount: '9' }] })
    const now = async () => (await orderRecord(ctx, { id: orderId })).order
    await amend(ctx, { orderId, charges: [{ kind: 'PACKING', amount: '4' }] })
    expect(await now()).toMatchObject({ chargeMinor: 4_00n, charges: [{ kind: 'PACKING' }] })
    const [told] = await payloadsOf(ctx, 'order/order.amended', orderId)
    expect(told).toMatchObject({ charges: ['900', '400'] })
    expect(told).not.toHaveProperty('discount')
    expect(await refused(amend(ctx, { orderId, charges: [{ kind: 'PACKING', amount: '4.00' }] }))).toBe(
      'NOTHING_CHANGED',
    )
    await issueForShipment(ctx, await ship(ctx, orderId, 1))
    const other = (amount: string) => refused(amend(ctx, { orderId, charges: [{ kind: 'OTHER', amount }] }))
    expect([await other('1'), await other('1.00')]).toEqual(['done', 'NOTHING_CHANGED'])
    expect(await now()).toMatchObject({ chargeMinor: 5_00n, charges: [{ invoiced: true }, { invoiced: false }] })
    const [line] = (await orderRecord(ctx, { id: orderId })).lines
    await amend(ctx, { orderId, lines: [{ lineId: line?.id as string, quantity: 1 }] })
    await reviseTasks(ctx, orderId)
    expect(await now()).toMatchObject({ chargeMinor: 4_00n, stage: 'RECEIVABLE' })
    expect(await refused(amend(ctx, { orderId, charges: [{ kind: 'OTHER', amount: '2' }] }))).toBe('CHARGE_TOO_LATE')
  })

  it('are asked by the settings, free from a value on, and reckoned anew when an amendment changes the lines', async () => {
    const none = { smallBelowMinor: null, smallMinor: null, minimumMinor: null, withLast: true }
    await setChargePolicy(ctx, { ...none, freight: byValue([0, 5_00], [50_00, 0]), minimumMinor: 9_00n })
    const sales = { ...ctx, permissions: permissionsOf(['sales']) }
    const order = async (quantity: number, charges?: { kind: 'FREIGHT'; amount: string }[]) =>
      (await confirm(sales, { customerId, lines: [{ productId: bolt, quantity }], charges })).orderId
    const charged = async (id: string) => (await orderRecord(ctx, { id })).order.chargeMinor
    const amended = async (orderId: string, quantity: number) => {
      const [line] = (await orderRecord(ctx, { id: orderId })).lines
      await amend(ctx, { orderId, lines: [{ lineId: line?.id as string, quantity }] })
      return charged(orderId)
    }
    expect(await refused(confirm(sales, { customerId, lines: [{ productId: book, quantity: 2 }] }))).toBe(
      'BELOW_MINIMUM',
    )
    const [small, large, waived, other] = [
      await order(2),
      await order(6),
      await order(2, [{ kind: 'FREIGHT', amount: '0' }]),
      await order(2, [{ kind: 'FREIGHT', amount: '3' }]),
    ]
    expect([await charged(small), await charged(large), await charged(waived), await charged(other)]).toEqual([
      5_00n,
      0n,
      0n,
      3_00n,
    ])
    expect([
      await amended(small, 6),
      await amended(large, 5),
      await amended(waived, 3),
      await amended(other, 7),
    ]).toEqual([0n, 5_00n, 0n, 3_00n])
    await setChargePolicy(ctx, { ...none, freight: byValue([0, 7_00]) })
    expect(await amended(large, 4)).toBe(5_00n)

    const last = await order(4)
    const first = await printed(ctx, (await issueForShipment(ctx, await ship(ctx, last, 1))).invoiceId)
    expect(kinds(first)).toEqual([])
    const second = await printed(ctx, (await issueForShipment(ctx, await ship(ctx, last, 9))).invoiceId)
    expect(second.adjustments).toMatchObject([{ kind: 'FREIGHT', amountMinor: 7_00n }])
    await setChargePolicy(ctx, { ...none, freight: null, withLast: false })
  })
})
