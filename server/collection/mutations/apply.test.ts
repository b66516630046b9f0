import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type MadeOrganisation, makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer, makeProduct, termsOf } from '@/prisma/seed/records'
import { refused } from '@/prisma/seed/refused'
import { giveLegalDetails, makeShipped } from '@/prisma/seed/shipment'
import { issueForShipment } from '@/server/invoicing/mutations/issue'
import { issueCreditNote } from '@/server/invoicing/mutations/issue-credit-note'
import { confirm } from '@/server/order/mutations/confirm'
import type { Ctx } from '@/server/platform/context/ctx'
import { newId } from '@/server/platform/context/ids'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { addDays } from '@/server/platform/time/calendar'
import { checkOrganisation } from '@/server/simulation/check/check'
import { applyCredit, applyReceipt } from './apply'
import { appliedOn } from './receive'
import { recordReceipt } from './record-receipt'
import { refund } from './refund'
import { reverseReceipt } from './reverse-receipt'
import { writeOff } from './write-off'

let made: MadeOrganisation
let ctx: Ctx
let stranger: Ctx
beforeAll(async () => {
  made = await makeOrganisation()
  ctx = made.ctx
  stranger = (await makeOrganisation()).ctx
  await giveLegalDetails(ctx)
})
afterAll(async () => {
  expect(await checkOrganisation(ctx)).toEqual([])
})

const amounts = async (customerId: string) => {
  const [rows] = await read(
    ctx,
    sql<{ openMinor: bigint }>`SELECT open_minor FROM open_item WHERE organisation_id = ${ctx.organisationId}
      AND customer_id = ${customerId} ORDER BY issued_on, id`,
  )
  return rows.map((row) => row.openMinor)
}
/** An invoice over 123.00, and the id of its open item. */
async function invoiced(customerId: string) {
  const { shipmentId } = await makeShipped(ctx, { customerId })
  const { invoiceId } = await issueForShipment(ctx, shipmentId)
  return { invoiceId, itemId: await itemOf(invoiceId) }
}
async function itemOf(documentId: string): Promise<string> {
  const [[item]] = await read(
    ctx,
    sql<{
      id: string
    }>`SELECT id FROM open_item WHERE organisation_id = ${ctx.organisationId} AND document_id = ${documentId}`,
  )
  return item?.id as string
}
const money = async (customerId: string, amountMinor: bigint, more: object = {}) =>
  (await recordReceipt(ctx, { customerId, amountMinor, receivedOn: ctx.today, method: 'BANK', ...more })).receiptId
const customer = async () => (await makeCustomer(ctx)).customerId

describe('what is left of a receipt', () => {
  it('pays the invoices that were chosen, in the order in which they were', async () => {
    const customerId = await customer()
    const sourceId = await money(customerId, 20_000n)
    const [first, second, third] = [await invoiced(customerId), await invoiced(customerId), await invoiced(customerId)]
    expect(first.itemId).toBeTruthy()
    const applied = await applyReceipt(ctx, { sourceId, openItemIds: [third.itemId, second.itemId] })
    expect(applied).toEqual({ appliedMinor: '20000' })
    expect(await amounts(customerId)).toEqual([12_300n, 4_600n, 0n])
  })

  it('is nothing when all of it is used, when it was taken back, and for a stranger', async () => {
    const customerId = await customer()
    const free = await invoiced(customerId)
    const used = await money(customerId, 12_300n)
    await invoiced(customerId)
    expect(await refused(applyReceipt(ctx, { sourceId: used }))).toBe('NOTHING_TO_APPLY')
    await reverseReceipt(ctx, { receiptId: used, cause: 'MISTAKE', reason: 'twice' })
    expect(await refused(applyReceipt(ctx, { sourceId: used, openItemIds: [free.itemId] }))).toBe('NOTHING_TO_APPLY')
    expect(await refused(applyReceipt(stranger, { sourceId: used }))).toBe('NOT_FOUND')
    expect(await refused(reverseReceipt(stranger, { receiptId: used, cause: 'MISTAKE', reason: 'mine' }))).toBe(
      'NOT_FOUND',
    )
    expect(await amounts(customerId)).toEqual([12_300n, 12_300n])
  })

  it('counts from the day it came, and not from before an invoice that it pays was issued', () => {
    const item = (id: string, issuedOn: string) => ({ id, issuedOn }) as Parameters<typeof appliedOn>[1][number]
    const items = [item('early', '2026-03-01'), item('late', '2026-03-10'), item('unpaid', '2026-03-20')]
    const share = (openItemId: string) => ({ openItemId, amountMinor: 1n })
    expect(appliedOn('2026-03-05', items, [share('early')])).toBe('2026-03-05')
    expect(appliedOn('2026-03-05', items, [share('early'), share('late')])).toBe('2026-03-10')
    expect(appliedOn('2026-03-12', items, [share('early'), share('late')])).toBe('2026-03-12')
  })
})

describe('what is left of a credit note', () => {
  async function credit(customerId: string) {
    const { invoiceId } = await invoiced(customerId)
    await money(customerId, 12_300n)
    return itemOf((await issueCreditNote(ctx, { invoiceId, reason: 'Broken' })).creditNoteId)
  }

  it('pays the invoices that were chosen, in the order in which they were, and only once', async () => {
    const customerId = await customer()
    const sourceId = await credit(customerId)
    expect(await refused(applyCredit(ctx, { sourceId }))).toBe('NOTHING_TO_APPLY')
    const [first, second] = [await invoiced(customerId), await invoiced(customerId)]
    await money(customerId, 300n, { openItemIds: [second.itemId] })
    expect(await refused(applyCredit(stranger, { sourceId }))).toBe('NOT_FOUND')
    expect(await applyCredit(ctx, { sourceId, openItemIds: [second.itemId, first.itemId] })).toEqual({
      appliedMinor: '12300',
    })
    expect((await amounts(customerId)).slice(-2)).toEqual([12_000n, 0n])
    expect(await refused(applyCredit(ctx, { sourceId, openItemIds: [first.itemId] }))).toBe('NOTHING_TO_APPLY')
  })

  it('given back in cash leaves the cash box, by bank the bank, and not before the day of the credit note', async () => {
    const [inCash, byBank] = [await customer(), await customer()]
    const back = async (customerId: string, method: 'CASH' | 'BANK') =>
      refund(ctx, {
        sourceKind: 'CREDIT_NOTE',
        sourceId: await credit(customerId),
        amountMinor: 12_300n,
        method,
        refundedOn: addDays(ctx.today, -1),
        reason: 'Goodwill',
      })
    const refunds = [await back(inCash, 'CASH'), await back(byBank, 'BANK')]
    const [lines] = await read(
      ctx,
      sql<{
        accountCode: string
      }>`SELECT l.account_code FROM posting p JOIN posting_line l ON l.organisation_id = p.organisation_id AND l.posting_id = p.id
        WHERE p.organisation_id = ${ctx.organisationId} AND p.object_id = ANY(${refunds.map((one) => one.refundId)}::uuid[]) AND l.amount_minor < 0 ORDER BY p.id`,
    )
    expect(lines.map((line) => line.accountCode)).toEqual(['CASH_IN_HAND', 'BANK'])
    const [days] = await read(
      ctx,
      sql<{
        on: string
      }>`SELECT DISTINCT effective_on AS on FROM application WHERE organisation_id = ${ctx.organisationId} AND source_kind = 'REFUND'`,
    )
    expect(days).toEqual([{ on: ctx.today }])
  })
})

it('money in cash is in the cash box, any other at the bank, and no money is for the order of another payer', async () => {
  const customerId = await customer()
  const receipts = []
  for (const method of ['CASH', 'CARD', 'BANK']) receipts.push(await money(customerId, 100n, { method }))
  const [lines] = await read(
    ctx,
    sql<{
      accountCode: string
    }>`SELECT l.account_code FROM posting p JOIN posting_line l ON l.organisation_id = p.organisation_id AND l.posting_id = p.id
      WHERE p.organisation_id = ${ctx.organisationId} AND p.object_id = ANY(${receipts}::uuid[]) AND l.amount_minor > 0 ORDER BY p.id`,
  )
  expect(lines.map((line) => line.accountCode)).toEqual(['CASH_IN_HAND', 'BANK', 'BANK'])
  const { productId } = await makeProduct(ctx, { stock: 1 })
  const prepaid = await makeCustomer(ctx, { paymentTermsId: await termsOf(ctx, 'PREPAID') })
  const { orderId } = await confirm(ctx, { ...prepaid, lines: [{ productId, quantity: 1 }] })
  expect(await refused(money(customerId, 100n, { orderId }))).toBe('NOT_FOUND')
})

describe('a write-off', () => {
  it('is of what is open, at most, of an invoice of this house', async () => {
    const customerId = await customer()
    const { itemId: openItemId } = await invoiced(customerId)
    const cause = 'UNCOLLECTIBLE' as const
    expect(await refused(writeOff(stranger, { openItemId, cause }))).toBe('NOT_FOUND')
    expect(await refused(writeOff(ctx, { openItemId, cause, amountMinor: 12_301n }))).toBe('MORE_THAN_OPEN')
    expect(await writeOff(ctx, { openItemId, cause: 'SMALL_DIFFERENCE', amountMinor: 300n })).toEqual({
      amountMinor: '300',
    })
    expect(await amounts(customerId)).toEqual([12_000n])
    expect(await writeOff(ctx, { openItemId, cause, amountMinor: 12_000n })).toEqual({ amountMinor: '12000' })
    expect(await refused(writeOff(ctx, { openItemId, cause }))).toBe('NOT_OPEN')
  })
})

describe('a payment that the bank takes back', () => {
  it('holds its payer once, however many come back', async () => {
    const customerId = await customer()
    await invoiced(customerId)
    const receipts = [await money(customerId, 100n), await money(customerId, 200n)]
    for (const receiptId of receipts) await reverseReceipt(ctx, { receiptId, cause: 'RETURNED', reason: 'no funds' })
    const [events] = await read(
      ctx,
      sql`SELECT 1 FROM event e JOIN event_object o ON o.organisation_id = e.organisation_id AND o.event_id = e.id AND o.object_id = ${customerId}
        WHERE e.organisation_id = ${ctx.organisationId} AND e.name = 'credit/hold.placed'`,
    )
    expect(events).toHaveLength(1)
  })

  it('leaves the pro forma of its order paid while other money pays it, else open anew', async () => {
    const { customerId } = await makeCustomer(ctx, { paymentTermsId: await termsOf(ctx, 'PREPAID') })
    const { productId } = await makeProduct(ctx, { stock: 1, unitPrice: '100' })
    const { orderId } = await confirm(ctx, { customerId, lines: [{ productId, quantity: 1 }] })
    const [exact, more] = [await money(customerId, 12_300n, { orderId }), await money(customerId, 1n, { orderId })]
    const proforma = async () => {
      const [[row]] = await read(
        ctx,
        sql<{
          state: string
          paidMinor: bigint
        }>`SELECT state, paid_minor FROM proforma WHERE organisation_id = ${ctx.organisationId} AND order_id = ${orderId}`,
      )
      return row
    }
    await reverseReceipt(ctx, { receiptId: more, cause: 'MISTAKE', reason: 'not ours' })
    expect(await proforma()).toEqual({ state: 'PAID', paidMinor: 12_300n })
    await reverseReceipt(ctx, { receiptId: exact, cause: 'MISTAKE', reason: 'not ours' })
    expect(await proforma()).toEqual({ state: 'OPEN', paidMinor: 0n })
    expect(
      await refused(
        refund(ctx, {
          sourceKind: 'RECEIPT',
          sourceId: newId(ctx.now),
          amountMinor: 1n,
          method: 'BANK',
          refundedOn: ctx.today,
          reason: 'x',
        }),
      ),
    ).toBe('NOT_FOUND')
  })
})
