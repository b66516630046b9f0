import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { payloadsOf } from '@/prisma/seed/events'
import { type MadeOrganisation, makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer, makeProduct, termsOf } from '@/prisma/seed/records'
import { refused } from '@/prisma/seed/refused'
import { giveLegalDetails, makeShipped } from '@/prisma/seed/shipment'
import { issueForShipment } from '@/server/invoicing/mutations/issue'
import { confirm } from '@/server/order/mutations/confirm'
import { orderRecord } from '@/server/order/queries/record'
import type { Ctx } from '@/server/platform/context/ctx'
import { newId } from '@/server/platform/context/ids'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { addDays } from '@/server/platform/time/calendar'
import { checkOrganisation } from '@/server/simulation/check/check'
import { importStatement } from './import-statement'
import { matchLine, matchWaiting } from './match'
import { matchRefund, matchRefunds } from './match-refund'
import { recordReceipt } from './record-receipt'
import { refund } from './refund'
import { reverseRefund } from './reverse-refund'

let made: MadeOrganisation
let ctx: Ctx
beforeEach(async () => {
  made = await makeOrganisation()
  ctx = made.ctx
  await giveLegalDetails(ctx)
})
afterEach(async () => {
  expect(await checkOrganisation(ctx)).toEqual([])
})

/** Takes in a file of lines: text, amount and, where it is known, who paid and when. */
async function load(...rows: (readonly [text: string, amount: string, name?: string, on?: string])[]) {
  const file = [
    'Date;Description;Name;Amount',
    ...rows.map(([text, amount, name, on]) => `${on ?? ctx.today};${text};${name ?? ''};${amount}`),
  ]
  await importStatement(ctx, { fileName: 'bank.csv', content: Buffer.from(file.join('\n')).toString('base64') })
}
async function lines() {
  const [found] = await read(
    ctx,
    sql<{
      id: string
      reference: string
      state: string
      cause: string | null
    }>`SELECT id, reference, state, cause FROM bank_line
      WHERE organisation_id = ${ctx.organisationId} ORDER BY id`,
  )
  return found
}
const line = async (text: string) => (await lines()).find((one) => one.reference === text)
const idOf = async (text: string) => (await line(text))?.id as string
async function invoiced(customerId: string) {
  const { shipmentId } = await makeShipped(ctx, { customerId })
  const { invoiceId, number } = await issueForShipment(ctx, shipmentId)
  const [[item]] = await read(
    ctx,
    sql<{
      id: string
    }>`SELECT id FROM open_item WHERE organisation_id = ${ctx.organisationId} AND document_id = ${invoiceId}`,
  )
  return { number, itemId: item?.id as string }
}
const open = async (customerId: string) => {
  const [rows] = await read(
    ctx,
    sql<{
      openMinor: bigint
    }>`SELECT open_minor FROM open_item WHERE organisation_id = ${ctx.organisationId} AND customer_id = ${customerId} ORDER BY issued_on, id`,
  )
  return rows.map((row) => row.openMinor)
}
async function receipts() {
  const [rows] = await read(
    ctx,
    sql<{
      amountMinor: bigint
      reference: string | null
      orderId: string | null
      receivedOn: string
    }>`SELECT amount_minor, reference, order_id, received_on FROM receipt
      WHERE organisation_id = ${ctx.organisationId} ORDER BY id`,
  )
  return rows
}

describe('a bank line that a person matches', () => {
  it('pays what was chosen, and keeps who decided and what the bank said', async () => {
    const { customerId } = await makeCustomer(ctx)
    const [, second] = [await invoiced(customerId), await invoiced(customerId)]
    const long = 'x'.repeat(300)
    await load(['for the second', '100.00'], [long, '1.00'])
    await matchLine(ctx, { bankLineId: await idOf('for the second'), customerId, openItemIds: [second.itemId] })
    expect(await open(customerId)).toEqual([12_300n, 2_300n])
    const [other] = (await lines()).filter((one) => one.reference !== 'for the second')
    await matchLine(ctx, { bankLineId: other?.id as string, customerId })
    expect((await receipts()).map((one) => one.reference)).toEqual(['for the second', long.slice(0, 200)])
    const [events] = await read(
      ctx,
      sql<{
        payload: { byPerson: boolean }
      }>`SELECT payload FROM event WHERE organisation_id = ${ctx.organisationId} AND name = 'collection/line.matched'`,
    )
    expect(events.map((event) => event.payload.byPerson)).toEqual([true, true])
  })

  it('pays the order that the person names', async () => {
    const { customerId } = await makeCustomer(ctx, { paymentTermsId: await termsOf(ctx, 'PREPAID') })
    const { productId } = await makeProduct(ctx, { stock: 2, unitPrice: '100' })
    const order = () => confirm(ctx, { customerId, lines: [{ productId, quantity: 1 }] })
    const [, { orderId }] = [await order(), await order()]
    await load(['for the second order', '50.00'])
    await matchLine(ctx, { bankLineId: await idOf('for the second order'), customerId, orderId })
    expect(await receipts()).toMatchObject([{ amountMinor: 5_000n, orderId }])
    expect((await orderRecord(ctx, { id: orderId })).order.depositMinor).toBe(5_000n)
  })

  it('is received on the day of the bank, and a line without a text has none', async () => {
    const { customerId } = await makeCustomer(ctx)
    const before = addDays(ctx.today, -3)
    await load(['', '5.00', 'Rose Limited', before])
    await matchLine(ctx, { bankLineId: (await lines())[0]?.id as string, customerId })
    expect(await receipts()).toEqual([{ amountMinor: 500n, reference: null, orderId: null, receivedOn: before }])
  })

  it('is money in that nobody decided on, of this house', async () => {
    const { customerId } = await makeCustomer(ctx)
    await load(['in', '5.00'], ['out', '-5.00'])
    const bankLineId = await idOf('in')
    const stranger = (await makeOrganisation()).ctx
    const theirs = (await makeCustomer(stranger)).customerId
    expect(await refused(matchLine(stranger, { bankLineId, customerId: theirs }))).toBe('NOT_FOUND')
    expect(await refused(matchLine(ctx, { bankLineId, customerId: theirs }))).toBe('NOT_FOUND')
    expect(await refused(matchLine(ctx, { bankLineId: newId(ctx.now), customerId }))).toBe('NOT_FOUND')
    expect(await refused(matchLine(ctx, { bankLineId: await idOf('out'), customerId }))).toBe('LINE_DECIDED')
    expect(await refused(matchLine(ctx, { bankLineId, customerId }))).toBe('done')
    expect(await refused(matchLine(ctx, { bankLineId, customerId }))).toBe('LINE_DECIDED')
    expect(await receipts()).toHaveLength(1)
  })
})

describe('what is certain is posted by itself', () => {
  it('once for an invoice, whoever pays it twice and however many look', async () => {
    const { customerId } = await makeCustomer(ctx, { name: 'Rose Limited' })
    const { number } = await invoiced(customerId)
    await load([`${number} first`, '123.00'], [`${number} again`, '123.00'])
    const answers = await Promise.all([matchWaiting(ctx), matchWaiting(ctx), matchWaiting(ctx)])
    expect(answers.reduce((sum, answer) => sum + answer.posted, 0)).toBe(1)
    expect(await open(customerId)).toEqual([0n])
    expect((await lines()).map((one) => one.state).sort()).toEqual(['MATCHED', 'UNMATCHED'])
    expect(await receipts()).toMatchObject([{ amountMinor: 12_300n }])
  })

  it('once for a pro forma, whose order then leaves', async () => {
    const { customerId } = await makeCustomer(ctx, { paymentTermsId: await termsOf(ctx, 'PREPAID') })
    const { productId } = await makeProduct(ctx, { stock: 1, unitPrice: '100' })
    const { orderId } = await confirm(ctx, { customerId, lines: [{ productId, quantity: 1 }] })
    const [[proforma]] = await read(
      ctx,
      sql<{
        number: string
      }>`SELECT number FROM proforma WHERE organisation_id = ${ctx.organisationId} AND order_id = ${orderId}`,
    )
    await load([`${proforma?.number} a`, '123.00'], [`${proforma?.number} b`, '123.00'])
    expect(await matchWaiting(ctx)).toEqual({ posted: 1, left: 1 })
    expect(await receipts()).toMatchObject([{ amountMinor: 12_300n, orderId }])
    expect(await payloadsOf(ctx, 'collection/line.matched', customerId)).toEqual([
      { byPerson: false, amountMinor: '12300' },
    ])
    const [[order]] = await read(
      ctx,
      sql<{
        creditState: string
        depositMinor: bigint
      }>`SELECT credit_state, deposit_minor FROM sales_order WHERE organisation_id = ${ctx.organisationId} AND id = ${orderId}`,
    )
    expect(order).toEqual({ creditState: 'NOT_NEEDED', depositMinor: 12_300n })
  })

  it('also what comes after the first five hundred lines', async () => {
    const { customerId } = await makeCustomer(ctx, { name: 'Rose Limited' })
    const { number } = await invoiced(customerId)
    await load(...Array.from({ length: 503 }, (_, index) => [`unknown ${index}`, `0.${10 + (index % 90)}`] as const), [
      `${number}`,
      '123.00',
    ])
    expect(await matchWaiting(ctx)).toEqual({ posted: 1, left: 503 })
    expect((await lines()).filter((one) => one.cause === null && one.state === 'UNMATCHED')).toEqual([])
  })
})

describe('money that goes back', () => {
  const back = (sourceId: string, amountMinor: bigint, by = ctx, method: 'BANK' | 'CASH' = 'BANK') =>
    refund(by, {
      sourceKind: 'RECEIPT',
      sourceId,
      amountMinor,
      method,
      refundedOn: by.today,
      reason: 'Paid twice',
    })
  const paid = async (name: string) => {
    const { customerId } = await makeCustomer(ctx, { name })
    return (await recordReceipt(ctx, { customerId, amountMinor: 10_000n, receivedOn: ctx.today, method: 'BANK' }))
      .receiptId
  }

  it('is one line for one refund: where two could be meant, a person says which', async () => {
    const source = await paid('Rose Gardens Limited')
    const [first, second] = [await back(source, 1_000n), await back(source, 1_000n)]
    await load(['transfer', '-10.00', 'ROSE GARDENS LIMITED'])
    expect(await matchRefunds(ctx)).toEqual({ matched: 0 })
    await matchRefund(ctx, { bankLineId: await idOf('transfer'), refundId: first.refundId })
    const lily = await back(await paid('Lily Flowers Limited'), 2_000n)
    await load(['one', '-20.00', 'Lily Flowers Limited'], ['two', '-20.00', 'Lily Flowers Limited'])
    expect(await matchRefunds(ctx)).toEqual({ matched: 0 })
    await load([`${second.number}`, '-10.00'], [`${lily.number}`, '-20.00'])
    expect(await matchRefunds(ctx)).toEqual({ matched: 1 })
    expect(await line(second.number)).toMatchObject({ state: 'MATCHED' })
  })

  it('never matches a line from before the refund, a line that a person decided on, or a refund in cash', async () => {
    const source = await paid('Rose Gardens Limited')
    await load(['early', '-10.00', 'Rose Gardens Limited'], ['cash', '-11.00', 'Rose Gardens Limited'])
    await load(['decided', '-12.00', 'Rose Gardens Limited'])
    const tomorrow = { ...ctx, today: addDays(ctx.today, 1) }
    await back(source, 1_000n, tomorrow)
    await back(source, 1_100n, ctx, 'CASH')
    const { refundId } = await back(source, 1_200n)
    await matchRefund(ctx, { bankLineId: await idOf('decided'), refundId })
    await reverseRefund(ctx, { refundId, reason: 'Sent to the wrong account' })
    await back(source, 1_200n)
    await load(['of somebody else', '-12.00', 'Lily Flowers Limited'])
    expect(await matchRefunds(tomorrow)).toEqual({ matched: 0 })
    await load(['again', '-12.00', 'Rose Gardens Limited'])
    expect(await matchRefunds(tomorrow)).toEqual({ matched: 1 })
    expect((await lines()).filter((one) => one.state === 'MATCHED').map((one) => one.reference)).toEqual(['again'])
  })

  it('is matched once, by this house, with a line of its amount', async () => {
    const source = await paid('Rose Gardens Limited')
    const [{ refundId }, other] = [await back(source, 1_000n), await back(source, 1_000n)]
    await load(['a', '-10.00'], ['b', '-10.00'], ['c', '-11.00'])
    const [a, b, c] = [await idOf('a'), await idOf('b'), await idOf('c')]
    const stranger = (await makeOrganisation()).ctx
    expect(await refused(matchRefund(stranger, { bankLineId: a, refundId }))).toBe('NOT_FOUND')
    expect(await refused(matchRefund(ctx, { bankLineId: newId(ctx.now), refundId }))).toBe('NOT_FOUND')
    expect(await refused(matchRefund(ctx, { bankLineId: a, refundId: newId(ctx.now) }))).toBe('NOT_FOUND')
    expect(await refused(matchRefund(ctx, { bankLineId: c, refundId }))).toBe('NOT_THIS_REFUND')
    expect(await refused(matchRefund(ctx, { bankLineId: a, refundId }))).toBe('done')
    expect(await refused(matchRefund(ctx, { bankLineId: b, refundId }))).toBe('NOT_THIS_REFUND')
    expect(await refused(matchRefund(ctx, { bankLineId: a, refundId: other.refundId }))).toBe('NOT_THIS_REFUND')
  })
})
