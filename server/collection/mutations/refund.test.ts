import { randomUUID } from 'node:crypto'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type MadeOrganisation, makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer, makeProduct, termsOf } from '@/prisma/seed/records'
import { refusedWith } from '@/prisma/seed/refused'
import { giveLegalDetails, makeShipped } from '@/prisma/seed/shipment'
import { issueForShipment } from '@/server/invoicing/mutations/issue'
import { issueCreditNote } from '@/server/invoicing/mutations/issue-credit-note'
import { cancel } from '@/server/order/mutations/cancel'
import { confirm } from '@/server/order/mutations/confirm'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { addDays } from '@/server/platform/time/calendar'
import { checkOrganisation } from '@/server/simulation/check/check'
import { listBankLines } from '../queries/lists'
import { listRefunds } from '../queries/refunds'
import { refundListInput } from '../schema'
import { applyCredit } from './apply'
import { unmatchLine } from './bank-line'
import { importStatement } from './import-statement'
import { matchRefund, matchRefunds } from './match-refund'
import { recordReceipt } from './record-receipt'
import { refund } from './refund'
import { reverseReceipt } from './reverse-receipt'
import { reverseRefund } from './reverse-refund'

let made: MadeOrganisation
beforeAll(async () => {
  made = await makeOrganisation()
  await giveLegalDetails(made.ctx)
})
afterEach(async () => {
  expect(await checkOrganisation(made.ctx)).toEqual([])
})

async function invoiced(customerId: string) {
  const { shipmentId } = await makeShipped(made.ctx, { customerId })
  const { invoiceId } = await issueForShipment(made.ctx, shipmentId)
  return invoiceId as string
}

const receipt = (customerId: string, amountMinor: bigint, more: object = {}) =>
  recordReceipt(made.ctx, { customerId, amountMinor, receivedOn: made.ctx.today, method: 'BANK', ...more })
const back = (sourceId: string, amountMinor: bigint, more: object = {}) =>
  refund(made.ctx, {
    sourceKind: 'RECEIPT',
    sourceId,
    amountMinor,
    method: 'BANK',
    refundedOn: made.ctx.today,
    reason: 'Paid twice',
    ...more,
  })
const account = async (customerId: string) =>
  (
    await read(
      made.ctx,
      sql<{
        openMinor: bigint
        unappliedMinor: bigint
      }>`SELECT open_minor, unapplied_minor FROM credit_account WHERE organisation_id = ${made.ctx.organisationId} AND customer_id = ${customerId}`,
    )
  )[0][0]

describe('a refund', () => {
  let customerId: string
  let receiptId: string
  beforeEach(async () => {
    ;({ customerId } = await makeCustomer(made.ctx, { name: `Refund ${randomUUID().slice(0, 8)} Limited` }))
    await invoiced(customerId)
    ;({ receiptId } = await receipt(customerId, 20_000n))
  })

  it('gives unapplied cash back, once for a key, never more than is left, and is taken back by a reversal', async () => {
    expect(await account(customerId)).toEqual({ openMinor: 0n, unappliedMinor: 7700n })
    const idempotencyKey = randomUUID()
    const first = await back(receiptId, 5000n, { idempotencyKey })
    expect(await back(receiptId, 5000n, { idempotencyKey })).toMatchObject({ refundId: first.refundId })
    await expect(back(receiptId, 2701n)).rejects.toMatchObject({ code: 'MORE_THAN_LEFT' })
    expect(await account(customerId)).toEqual({ openMinor: 0n, unappliedMinor: 2700n })
    await expect(reverseReceipt(made.ctx, { receiptId, cause: 'MISTAKE', reason: 'x' })).rejects.toMatchObject({
      code: 'REFUNDED',
    })
    await reverseRefund(made.ctx, { refundId: first.refundId, reason: 'Came back' })
    await expect(reverseRefund(made.ctx, { refundId: first.refundId, reason: 'x' })).rejects.toMatchObject({
      code: 'REVERSED',
    })
    expect(await account(customerId)).toEqual({ openMinor: 0n, unappliedMinor: 7700n })
    await reverseReceipt(made.ctx, { receiptId, cause: 'MISTAKE', reason: 'x' })
    expect(await account(customerId)).toEqual({ openMinor: 12_300n, unappliedMinor: 0n })
  })

  it('has one winner of many at a time', async () => {
    const answers = await Promise.allSettled(Array.from({ length: 6 }, () => back(receiptId, 7000n)))
    expect(answers.filter((answer) => answer.status === 'fulfilled')).toHaveLength(1)
    for (const answer of answers)
      if (answer.status === 'rejected') expect(answer.reason).toMatchObject({ code: 'MORE_THAN_LEFT' })
  })

  it('is refused to a stranger, for a day to come, and when more than the limit would be owed', async () => {
    const stranger = await makeOrganisation()
    const input = { sourceKind: 'RECEIPT' as const, sourceId: receiptId, amountMinor: 1n, method: 'BANK' as const }
    const theirs = { ...input, refundedOn: made.ctx.today, reason: 'x' }
    expect(await refusedWith(refund(stranger.ctx, theirs))).toEqual(['NOT_FOUND', { noun: 'receipt' }])
    expect(await refusedWith(refund(stranger.ctx, { ...theirs, sourceKind: 'CREDIT_NOTE' }))).toEqual([
      'NOT_FOUND',
      { noun: 'creditNote' },
    ])
    const { refundId } = await back(receiptId, 1n)
    expect(await refusedWith(reverseRefund(stranger.ctx, { refundId, reason: 'x' }))).toEqual([
      'NOT_FOUND',
      { noun: 'refund' },
    ])
    await reverseRefund(made.ctx, { refundId, reason: 'x' })
    await expect(back(receiptId, 1n, { refundedOn: '2099-01-01' })).rejects.toMatchObject({ code: 'DAY_IN_FUTURE' })
    await invoiced(customerId)
    await read(
      made.ctx,
      sql`UPDATE credit_account SET limit_minor = 5000 WHERE organisation_id = ${made.ctx.organisationId} AND customer_id = ${customerId}`,
    )
    await expect(back(receiptId, 7700n)).rejects.toMatchObject({ code: 'CREDIT_EXCEEDED' })
    expect(await account(customerId)).toEqual({ openMinor: 12_300n, unappliedMinor: 7700n })
    await back(receiptId, 400n)
    await expect(back(receiptId, 1n)).rejects.toMatchObject({ code: 'CREDIT_EXCEEDED' })
  })

  it('is found on the bank by its number or the name, or by a person, and parted again', async () => {
    const named = await back(receiptId, 1000n)
    const silent = await back(receiptId, 2000n)
    const file = [
      'Date;Description;Amount;Currency',
      `${made.ctx.today};Refund ${named.number};-10.00;EUR`,
      `${made.ctx.today};transfer;-20.00;EUR`,
    ]
    await importStatement(made.ctx, { fileName: 'b.csv', content: Buffer.from(file.join('\n')).toString('base64') })
    expect(await matchRefunds(made.ctx)).toEqual({ matched: 1 })
    expect(await matchRefunds(made.ctx)).toEqual({ matched: 0 })
    const { rows } = await listBankLines(made.ctx, { limit: 100, state: 'IGNORED' })
    const line = rows.find((row) => row.reference === 'transfer' && row.amountMinor === -2000n)?.id as string
    await expect(matchRefund(made.ctx, { bankLineId: line, refundId: named.refundId })).rejects.toMatchObject({
      code: 'NOT_THIS_REFUND',
    })
    await matchRefund(made.ctx, { bankLineId: line, refundId: silent.refundId })
    const list = await listRefunds(made.ctx, refundListInput.parse({ sourceId: receiptId }))
    expect(list.rows.map((row) => row.bankLineId !== null)).toEqual([true, true])
    await unmatchLine(made.ctx, { bankLineId: line, reason: 'Another' })
    await reverseRefund(made.ctx, { refundId: named.refundId, reason: 'Came back' })
    expect((await listBankLines(made.ctx, { limit: 100, state: 'IGNORED' })).rows.length).toBe(rows.length + 1)
  })
})

it('what a credit note has left is given back, and is there again after the reversal', async () => {
  const { customerId } = await makeCustomer(made.ctx)
  const invoiceId = await invoiced(customerId)
  await receipt(customerId, 12_300n)
  await issueCreditNote(made.ctx, { invoiceId, reason: 'Goodwill' })
  const [[item]] = await read(
    made.ctx,
    sql<{
      id: string
      openMinor: bigint
    }>`SELECT id, open_minor FROM open_item WHERE organisation_id = ${made.ctx.organisationId} AND customer_id = ${customerId} AND kind = 'CREDIT_NOTE'`,
  )
  expect(item?.openMinor).toBe(-12_300n)
  const made1 = await back(item?.id as string, 12_300n, { sourceKind: 'CREDIT_NOTE', method: 'CASH' })
  expect(await account(customerId)).toEqual({ openMinor: 0n, unappliedMinor: 0n })
  await expect(back(item?.id as string, 1n, { sourceKind: 'CREDIT_NOTE' })).rejects.toMatchObject({
    code: 'NOTHING_TO_APPLY',
  })
  await reverseRefund(made.ctx, { refundId: made1.refundId, reason: 'Not collected' })
  expect(await account(customerId)).toEqual({ openMinor: -12_300n, unappliedMinor: 0n })
  const other = await invoiced(customerId)
  const [[open]] = await read(
    made.ctx,
    sql<{
      id: string
    }>`SELECT id FROM open_item WHERE organisation_id = ${made.ctx.organisationId} AND document_id = ${other}`,
  )
  await applyCredit(made.ctx, { sourceId: item?.id as string, openItemIds: [open?.id as string] })
  expect(await account(customerId)).toEqual({ openMinor: 0n, unappliedMinor: 0n })
})

it('the reversal of a refund leaves the hold for a payment that the bank took back', async () => {
  const { customerId } = await makeCustomer(made.ctx)
  const invoiceId = await invoiced(customerId)
  await receipt(customerId, 12_300n)
  const { creditNoteId } = await issueCreditNote(made.ctx, { invoiceId, reason: 'Goodwill' })
  const [[item]] = await read(
    made.ctx,
    sql<{
      id: string
    }>`SELECT id FROM open_item WHERE organisation_id = ${made.ctx.organisationId} AND document_id = ${creditNoteId}`,
  )
  const later = { ...made.ctx, today: addDays(made.ctx.today, 1) }
  const from = { sourceKind: 'CREDIT_NOTE', sourceId: item?.id as string, amountMinor: 12_300n } as const
  const { refundId } = await refund(later, { ...from, method: 'BANK', refundedOn: later.today, reason: 'Goodwill' })
  await invoiced(customerId)
  const { receiptId } = await receipt(customerId, 12_300n)
  await reverseReceipt(made.ctx, { receiptId, cause: 'RETURNED', reason: 'No funds' })
  await reverseRefund(later, { refundId, reason: 'Came back' })
  const [found] = await read(
    made.ctx,
    sql<{
      holds: number
      effectiveOn: string
    }>`SELECT c.holds, a.effective_on FROM credit_account c JOIN application a ON a.organisation_id = c.organisation_id AND a.source_id = ${refundId} AND a.reverses_id IS NULL
      WHERE c.organisation_id = ${made.ctx.organisationId} AND c.customer_id = ${customerId}`,
  )
  expect(found).toEqual([{ holds: 1, effectiveOn: later.today }])
})

it('a deposit goes back only when its order does not count on it any more', async () => {
  const { customerId } = await makeCustomer(made.ctx, { paymentTermsId: await termsOf(made.ctx, 'PREPAID') })
  const { productId } = await makeProduct(made.ctx, { stock: 1, unitPrice: '100' })
  const { orderId } = await confirm(made.ctx, { customerId, lines: [{ productId, quantity: 1 }] })
  const { receiptId } = await receipt(customerId, 12_300n, { orderId })
  await expect(back(receiptId, 12_300n)).rejects.toMatchObject({ code: 'DEPOSIT_NEEDED' })
  await cancel(made.ctx, { orderId, reason: 'Not wanted' })
  const { refundId } = await back(receiptId, 12_300n)
  expect(await account(customerId)).toEqual({ openMinor: 0n, unappliedMinor: 0n })
  await reverseRefund(made.ctx, { refundId, reason: 'Wrong account' })
  expect(await account(customerId)).toEqual({ openMinor: 0n, unappliedMinor: 12_300n })
})
