import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type MadeOrganisation, makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer, makeProduct, termsOf } from '@/prisma/seed/records'
import { giveLegalDetails, makeShipped, ship } from '@/prisma/seed/shipment'
import { changeCustomer } from '@/server/customer/mutations/change'
import { issueForShipment } from '@/server/invoicing/mutations/issue'
import { issueCreditNote } from '@/server/invoicing/mutations/issue-credit-note'
import { agingAsOf, payerBehaviour } from '@/server/ledger/queries'
import { amend } from '@/server/order/mutations/amend'
import { cancel } from '@/server/order/mutations/cancel'
import { confirm } from '@/server/order/mutations/confirm'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { checkOrganisation } from '@/server/simulation/check/check'
import { applyCredit, applyReceipt } from './apply'
import { recordReceipt } from './record-receipt'
import { reverseReceipt } from './reverse-receipt'
import { writeOff } from './write-off'

let made: MadeOrganisation

beforeAll(async () => {
  made = await makeOrganisation()
  await giveLegalDetails(made.ctx)
})
afterAll(async () => {
  expect(await checkOrganisation(made.ctx)).toEqual([])
})

async function invoiced(unitPrice = '100', customer?: string) {
  const customerId = customer ?? (await makeCustomer(made.ctx)).customerId
  const { orderId, shipmentId } = await makeShipped(made.ctx, { customerId, unitPrice })
  const { invoiceId } = await issueForShipment(made.ctx, shipmentId)
  const [[item]] = await read(
    made.ctx,
    sql<{
      id: string
    }>`SELECT id FROM open_item WHERE organisation_id = ${made.ctx.organisationId} AND document_id = ${invoiceId}`,
  )
  return { customerId, orderId, invoiceId, openItemId: item?.id as string }
}

async function lineOf(orderId: string): Promise<string> {
  const [[line]] = await read(
    made.ctx,
    sql<{
      id: string
    }>`SELECT id FROM order_line WHERE organisation_id = ${made.ctx.organisationId} AND order_id = ${orderId}`,
  )
  return line?.id as string
}

async function state(orderId: string) {
  const [[row]] = await read(
    made.ctx,
    sql`SELECT o.stage, o.credit_state, o.open_minor, o.deposit_minor, c.open_minor AS owed_minor, c.unapplied_minor, c.holds FROM sales_order o
      JOIN credit_account c ON c.organisation_id = o.organisation_id AND c.customer_id = o.payer_id
      WHERE o.organisation_id = ${made.ctx.organisationId} AND o.id = ${orderId}`,
  )
  return row
}

const money = (customerId: string, amountMinor: bigint, more: object = {}) =>
  recordReceipt(made.ctx, { customerId, amountMinor, receivedOn: made.ctx.today, method: 'BANK', ...more })

describe('receipts', () => {
  it('settle the oldest and keep what is too much', async () => {
    const { customerId, orderId } = await invoiced()
    expect(await money(customerId, 5000n)).toMatchObject({ appliedMinor: '5000', unappliedMinor: '0' })
    expect(await state(orderId)).toMatchObject({ stage: 'RECEIVABLE', openMinor: 7300n })
    expect(await money(customerId, 8000n)).toMatchObject({ appliedMinor: '7300', unappliedMinor: '700' })
    expect(await state(orderId)).toMatchObject({ stage: 'SETTLED', openMinor: 0n, owedMinor: 0n, unappliedMinor: 700n })
    const [[behaviour]] = await read(made.ctx, payerBehaviour(made.ctx, [customerId]))
    expect(behaviour).toMatchObject({ settled: 1, late: 0, medianDaysLate: -30 })
    const next = await invoiced('1', customerId)
    const [[receipt]] = await read(
      made.ctx,
      sql<{
        id: string
      }>`SELECT id FROM receipt WHERE organisation_id = ${made.ctx.organisationId} AND customer_id = ${customerId} AND unapplied_minor > 0`,
    )
    await applyReceipt(made.ctx, { sourceId: receipt?.id as string })
    expect(await state(next.orderId)).toMatchObject({ stage: 'SETTLED', unappliedMinor: 577n })
  })

  it('pay an item once that is named twice', async () => {
    const { customerId, orderId, openItemId } = await invoiced()
    const named = { openItemIds: [openItemId, openItemId] }
    expect(await money(customerId, 20000n, named)).toMatchObject({ appliedMinor: '12300', unappliedMinor: '7700' })
    expect(await state(orderId)).toMatchObject({ stage: 'SETTLED' })
  })

  it('are one however often the same request comes', async () => {
    const { customerId, orderId } = await invoiced()
    const idempotencyKey = randomUUID()
    await Promise.all([1, 2, 3].map(() => money(customerId, 12300n, { idempotencyKey })))
    expect(await state(orderId)).toMatchObject({ stage: 'SETTLED', unappliedMinor: 0n })
  })

  it('returned by the bank open the invoice again and hold the customer until it is paid', async () => {
    const { customerId, orderId } = await invoiced()
    const { receiptId } = await money(customerId, 12300n)
    await reverseReceipt(made.ctx, { receiptId, cause: 'RETURNED', reason: 'Insufficient funds' })
    expect(await state(orderId)).toMatchObject({ stage: 'RECEIVABLE', openMinor: 12300n, holds: 1 })
    await expect(reverseReceipt(made.ctx, { receiptId, cause: 'RETURNED', reason: 'Again' })).rejects.toMatchObject({
      code: 'REVERSED',
    })
    await money(customerId, 12300n)
    expect(await state(orderId)).toMatchObject({ stage: 'SETTLED', holds: 0 })
  })

  it('of tomorrow are refused', async () => {
    const { customerId } = await makeCustomer(made.ctx)
    await expect(money(customerId, 1n, { receivedOn: '2999-01-01' })).rejects.toMatchObject({ code: 'DAY_IN_FUTURE' })
  })
})

describe('paid beforehand', () => {
  it('releases when complete, and the invoice deducts it', async () => {
    const { customerId } = await makeCustomer(made.ctx, { paymentTermsId: await termsOf(made.ctx, 'PREPAID') })
    const { productId } = await makeProduct(made.ctx, { stock: 5, unitPrice: '10' })
    const { orderId } = await confirm(made.ctx, { customerId, lines: [{ productId, quantity: 2 }] })
    await money(customerId, 2000n, { orderId })
    expect(await state(orderId)).toMatchObject({
      stage: 'CREDIT',
      creditState: 'AWAITING_PAYMENT',
      depositMinor: 2000n,
    })
    const proforma = async () =>
      (
        await read(
          made.ctx,
          sql`SELECT state, paid_minor FROM proforma WHERE organisation_id = ${made.ctx.organisationId} AND order_id = ${orderId}`,
        )
      )[0]
    expect(await proforma()).toEqual([{ state: 'OPEN', paidMinor: 2000n }])
    const { receiptId } = await money(customerId, 460n, { orderId })
    expect(await proforma()).toEqual([{ state: 'PAID', paidMinor: 2460n }])
    expect(await state(orderId)).toMatchObject({
      stage: 'FULFILMENT',
      creditState: 'NOT_NEEDED',
      unappliedMinor: 2460n,
    })
    const { invoiceId } = await issueForShipment(made.ctx, await ship(made.ctx, orderId, 2))
    expect(await state(orderId)).toMatchObject({
      stage: 'SETTLED',
      depositMinor: 0n,
      owedMinor: 0n,
      unappliedMinor: 0n,
    })
    await reverseReceipt(made.ctx, { receiptId, cause: 'RETURNED', reason: 'Card charged back' })
    expect(await state(orderId)).toMatchObject({ stage: 'RECEIVABLE', openMinor: 460n, holds: 1 })
    expect(invoiceId).toBeTruthy()
  })

  it('asks for what the order is amended to, and goes on when that is paid', async () => {
    const { customerId } = await makeCustomer(made.ctx, { paymentTermsId: await termsOf(made.ctx, 'PREPAID') })
    const { productId } = await makeProduct(made.ctx, { stock: 10, unitPrice: '10' })
    const lines = [{ productId, quantity: 2 }]
    const amended = async (orderId: string, quantity: number) =>
      amend(made.ctx, { orderId, lines: [{ lineId: await lineOf(orderId), quantity }] })
    const later = await confirm(made.ctx, { customerId, lines })
    await amended(later.orderId, 1)
    await money(customerId, 1230n, { orderId: later.orderId })
    expect(await state(later.orderId)).toMatchObject({ stage: 'FULFILMENT', creditState: 'NOT_NEEDED' })
    const before = await confirm(made.ctx, { customerId, lines })
    await money(customerId, 1230n, { orderId: before.orderId })
    await amended(before.orderId, 1)
    expect(await state(before.orderId)).toMatchObject({ stage: 'FULFILMENT', creditState: 'NOT_NEEDED' })
    const free = await confirm(made.ctx, { customerId, lines: [{ productId, quantity: 1, unitPrice: '0' }] })
    expect(free).toMatchObject({ stage: 'FULFILMENT', creditState: 'NOT_NEEDED' })
    const gone = await confirm(made.ctx, { customerId, lines })
    await cancel(made.ctx, { orderId: gone.orderId, reason: 'Not wanted' })
    expect(await state(gone.orderId)).toMatchObject({ stage: 'CANCELLED' })
  })

  it('pays no other invoice until the order has ended', async () => {
    const { customerId, openItemId } = await invoiced('10')
    const paymentTermsId = await termsOf(made.ctx, 'PREPAID')
    await changeCustomer(made.ctx, { id: customerId, name: 'Beforehand', paymentTermsId })
    const { productId } = await makeProduct(made.ctx, { stock: 1, unitPrice: '10' })
    const { orderId } = await confirm(made.ctx, { customerId, lines: [{ productId, quantity: 1 }] })
    const { receiptId: sourceId } = await money(customerId, 1230n, { orderId })
    const applied = (more: object = {}) => applyReceipt(made.ctx, { sourceId, ...more })
    await expect(applied()).rejects.toMatchObject({ code: 'NOTHING_TO_APPLY' })
    await expect(applied({ openItemIds: [openItemId] })).rejects.toMatchObject({ code: 'DEPOSIT_NEEDED' })
    await cancel(made.ctx, { orderId, reason: 'Not wanted' })
    expect(await applied({ openItemIds: [openItemId] })).toEqual({ appliedMinor: '1230' })
  })

  it('stays paid when a second payment is taken back', async () => {
    const { customerId } = await makeCustomer(made.ctx, { paymentTermsId: await termsOf(made.ctx, 'PREPAID') })
    const { productId } = await makeProduct(made.ctx, { stock: 5, unitPrice: '10' })
    const { orderId } = await confirm(made.ctx, { customerId, lines: [{ productId, quantity: 2 }] })
    const [first, second] = [await money(customerId, 2460n, { orderId }), await money(customerId, 2460n, { orderId })]
    await reverseReceipt(made.ctx, { receiptId: second.receiptId, cause: 'MISTAKE', reason: 'Entered twice' })
    expect(await state(orderId)).toMatchObject({ stage: 'FULFILMENT', creditState: 'NOT_NEEDED', depositMinor: 2460n })
    await reverseReceipt(made.ctx, { receiptId: first.receiptId, cause: 'MISTAKE', reason: 'Not ours' })
    expect(await state(orderId)).toMatchObject({ stage: 'CREDIT', creditState: 'AWAITING_PAYMENT', depositMinor: 0n })
    await money(customerId, 2460n, { orderId })
    expect(await state(orderId)).toMatchObject({ stage: 'FULFILMENT' })
  })
})

describe('what is not paid', () => {
  it('is written off with its tax', async () => {
    const { orderId, openItemId } = await invoiced()
    await writeOff(made.ctx, { openItemId, cause: 'UNCOLLECTIBLE' })
    expect(await state(orderId)).toMatchObject({ stage: 'SETTLED', owedMinor: 0n })
    const [rows] = await read(
      made.ctx,
      sql`SELECT account_code, amount_minor FROM posting_line l JOIN posting p ON p.organisation_id = l.organisation_id AND p.id = l.posting_id
        WHERE p.organisation_id = ${made.ctx.organisationId} AND p.cause = 'WRITE_OFF' ORDER BY l.position`,
    )
    expect(rows).toEqual([
      { accountCode: 'BAD_DEBT', amountMinor: 10000n },
      { accountCode: 'TAX_PAYABLE', amountMinor: 2300n },
      { accountCode: 'RECEIVABLE', amountMinor: -12300n },
    ])
  })

  it('can be paid by a credit note of another invoice', async () => {
    const paid = await invoiced()
    await money(paid.customerId, 12300n)
    const { creditNoteId } = await issueCreditNote(made.ctx, { invoiceId: paid.invoiceId, reason: 'Broken' })
    const other = await invoiced('200', paid.customerId)
    const [[credit]] = await read(
      made.ctx,
      sql<{
        id: string
        openMinor: bigint
      }>`SELECT id, open_minor FROM open_item WHERE organisation_id = ${made.ctx.organisationId} AND document_id = ${creditNoteId}`,
    )
    expect(credit?.openMinor).toBe(-12300n)
    await applyCredit(made.ctx, { sourceId: credit?.id as string })
    expect(await state(other.orderId)).toMatchObject({ openMinor: 12300n, owedMinor: 12300n })
    const [aging] = await read(made.ctx, agingAsOf(made.ctx, made.ctx.today))
    expect(aging.find((row) => row.customerId === paid.customerId)).toMatchObject({
      totalMinor: 12300n,
      notDueMinor: 12300n,
    })
  })
})
