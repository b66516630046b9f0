import { afterEach, beforeAll, expect, it } from 'vitest'
import { type MadeOrganisation, makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer, makeProduct, termsOf } from '@/prisma/seed/records'
import { recordReceipt } from '@/server/collection/mutations/record-receipt'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { dayOnPaper } from '@/server/platform/documents/paper'
import { changeOrganisation } from '@/server/platform/organisation/mutations/settings'
import { addDays } from '@/server/platform/time/calendar'
import { checkOrganisation } from '@/server/simulation/check/check'
import { confirmationPaper } from '../documents/confirmation'
import { orderRecord } from '../queries/record'
import { amend } from './amend'
import { cancel } from './cancel'
import { confirm } from './confirm'
import { mailAmendment, mailConfirmation, orderPaper, printedOrder } from './mail-order'

let made: MadeOrganisation
let customerId: string
let productId: string
beforeAll(async () => {
  made = await makeOrganisation()
  ;({ customerId } = await makeCustomer(made.ctx, { paymentTermsId: await termsOf(made.ctx, 'PREPAID') }))
  ;({ productId } = await makeProduct(made.ctx, { stock: 1000 }))
})
afterEach(async () => expect(await checkOrganisation(made.ctx)).toEqual([]))

const order = (quantity = 4) => confirm(made.ctx, { customerId, lines: [{ productId, quantity }] })
const record = (id: string) => orderRecord(made.ctx, { id })
const figures = (number: string | undefined) => Number(number?.replace(/\D/g, ''))
const pay = (orderId: string, amountMinor: bigint) =>
  recordReceipt(made.ctx, { customerId, orderId, amountMinor, receivedOn: made.ctx.today, method: 'BANK' })
async function lower(orderId: string, quantity: number) {
  const { lines } = await record(orderId)
  await amend(made.ctx, { orderId, lines: [{ lineId: lines[0]?.id as string, quantity }] })
}
async function proformas(orderId: string) {
  const [rows] = await read(
    made.ctx,
    sql<{
      number: string
      state: string
      grossMinor: bigint
      paidMinor: bigint
    }>`SELECT number, state, gross_minor, paid_minor FROM proforma
      WHERE organisation_id = ${made.ctx.organisationId} AND order_id = ${orderId} ORDER BY number`,
  )
  return rows
}

it('a pro forma names its last day to pay', async () => {
  const { orderId } = await order()
  expect((await record(orderId)).proforma).toMatchObject({
    state: 'OPEN',
    expiresOn: addDays(made.ctx.today, 14),
    remindedOn: null,
  })
})

it('a changed order gets a new pro forma with its own number and paper; the sent one stays as it is', async () => {
  const { orderId, grossMinor } = await order(4)
  const sent = await orderPaper(made.ctx, orderId)
  await mailConfirmation(made.ctx, orderId)
  await lower(orderId, 2)
  await lower(orderId, 6)
  const after = await record(orderId)
  const rows = await proformas(orderId)
  expect(rows.map((row) => row.state)).toEqual(['REPLACED', 'REPLACED', 'OPEN'])
  expect(rows[0]?.grossMinor).toBe(BigInt(grossMinor))
  expect(after.proforma).toMatchObject({ number: rows[2]?.number, grossMinor: after.order.grossMinor })
  const paper = await orderPaper(made.ctx, orderId)
  expect([sent.fileName, paper.fileName]).toEqual([`${rows[0]?.number}.pdf`, `${rows[2]?.number}.pdf`])
  expect(paper.bytes.equals(sent.bytes)).toBe(false)
  await mailAmendment(made.ctx, {
    id: crypto.randomUUID(),
    name: 'order/order.amended',
    organisationId: made.ctx.organisationId,
    at: made.ctx.now,
    actor: made.ctx.actor,
    objects: [['order', orderId]],
    payload: { lines: 1, added: 0, changes: [{ line: 1, units: [2, 6] }] },
  })
  const [[mail]] = await read(
    made.ctx,
    sql<{ body: { text: string; papers: { filename: string }[] } }>`SELECT body FROM mail
      WHERE organisation_id = ${made.ctx.organisationId} AND object_id = ${orderId} AND kind = 'ORDER_AMENDMENT'`,
  )
  expect(mail?.body.papers).toMatchObject([{ filename: paper.fileName }])
  expect(mail?.body.text).toContain(rows[2]?.number)
  await changeOrganisation(made.ctx, { accountNumber: '12345' })
  const { notes } = confirmationPaper(await printedOrder(made.ctx, orderId), made.ctx.organisation)
  expect(notes?.[0]).toContain('received on account number 12345. Please name')
})

it('money for a replaced pro forma counts for the next one, and pays it when it is enough', async () => {
  const { orderId, grossMinor } = await order(4)
  await pay(orderId, BigInt(grossMinor) / 2n)
  await lower(orderId, 3)
  expect((await record(orderId)).proforma).toMatchObject({ state: 'OPEN', paidMinor: BigInt(grossMinor) / 2n })
  await lower(orderId, 2)
  const { order: released, proforma } = await record(orderId)
  expect(proforma).toMatchObject({ state: 'PAID', grossMinor: BigInt(grossMinor) / 2n })
  expect(released).toMatchObject({ creditState: 'NOT_NEEDED', stage: 'FULFILMENT' })
})

it('money that is enough for the lines that stay releases them, whatever was taken off', async () => {
  const line = { productId, quantity: 1 }
  const { orderId, grossMinor } = await confirm(made.ctx, { customerId, lines: [line, line] })
  await pay(orderId, BigInt(grossMinor) / 2n)
  await lower(orderId, 0)
  const { order: released, lines } = await record(orderId)
  expect(released).toMatchObject({ creditState: 'NOT_NEEDED', stage: 'FULFILMENT' })
  expect(lines.map(({ ordered, cancelled }) => ordered - cancelled).sort()).toEqual([0, 1])
})

it('a pro forma ends when its order is cancelled or has no units left', async () => {
  const [first, second] = [await order(), await order()]
  await cancel(made.ctx, { orderId: first.orderId, reason: 'not wanted' })
  await lower(second.orderId, 0)
  for (const { orderId } of [first, second]) {
    // Nothing is paid for nothing: it is not released.
    expect((await record(orderId)).order).toMatchObject({ stage: 'CANCELLED', creditState: 'AWAITING_PAYMENT' })
    expect((await proformas(orderId)).map((row) => row.state)).toEqual(['CANCELLED'])
  }
})

it('a payment and an amendment in the same moment leave one consistent pro forma', async () => {
  for (let round = 0; round < 6; round++) {
    const { orderId, grossMinor } = await order(4)
    await Promise.all([pay(orderId, BigInt(grossMinor)), lower(orderId, 3)])
    const { order: after, proforma } = await record(orderId)
    expect(after.creditState).toBe('NOT_NEEDED')
    expect(proforma?.state).toBe('PAID')
  }
})

it('takes no number for a refused or repeated order, nor for one on credit terms', async () => {
  const before = await order()
  const first = (await record(before.orderId)).proforma?.number
  const { customerId: onTerms } = await makeCustomer(made.ctx)
  const none = '00000000-0000-7000-8000-000000000000'
  for (let attempt = 0; attempt < 5; attempt++)
    await expect(confirm(made.ctx, { customerId, lines: [{ productId: none, quantity: 1 }] })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
  const terms = await confirm(made.ctx, { customerId: onTerms, lines: [{ productId, quantity: 1 }] })
  const idempotencyKey = crypto.randomUUID()
  const next = { customerId, lines: [{ productId, quantity: 1 }], idempotencyKey }
  const { orderId, number } = await confirm(made.ctx, next)
  await confirm(made.ctx, next)
  const last = await order()
  expect(figures(terms.number)).toBe(figures(before.number) + 1)
  expect(figures(number)).toBe(figures(before.number) + 2)
  expect(figures(last.number)).toBe(figures(before.number) + 3)
  expect(figures((await record(orderId)).proforma?.number)).toBe(figures(first) + 1)
  expect(figures((await record(last.orderId)).proforma?.number)).toBe(figures(first) + 2)
})

it('the paper names the customer and the ship-to address, in one language', async () => {
  const shipTo = { name: 'Lager Nord', line: 'Hafenweg 3', city: 'Hamburg', postcode: '20457', country: 'DE' }
  const { orderId } = await confirm(made.ctx, { customerId, shipTo, lines: [{ productId, quantity: 1 }] })
  const manner = { ...made.ctx.organisation, locale: 'de-DE' }
  const paper = confirmationPaper(await printedOrder(made.ctx, orderId), manner)
  expect(paper.buyer.lines).toEqual(expect.arrayContaining([expect.stringContaining('Dublin')]))
  expect(paper.shipTo).toMatchObject({ name: 'Lager Nord', lines: ['Hafenweg 3', '20457 Hamburg', 'Germany'] })
  expect(paper.facts[0]).toEqual(['Date', dayOnPaper(made.ctx.today, 'en-GB')])
  expect(paper.language).toBe('en')
})
