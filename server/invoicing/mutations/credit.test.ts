import { afterAll, beforeAll, expect, it } from 'vitest'
import { payloadsOf } from '@/prisma/seed/events'
import { type MadeOrganisation, makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer, makeProduct } from '@/prisma/seed/records'
import { refused, refusedWith } from '@/prisma/seed/refused'
import { giveLegalDetails, makeShipped, ship } from '@/prisma/seed/shipment'
import { recordReceipt } from '@/server/collection/mutations/record-receipt'
import { setLimit } from '@/server/credit/mutations/limit'
import { takeBack } from '@/server/fulfilment/mutations/take-back'
import { confirm } from '@/server/order/mutations/confirm'
import { orderRecord } from '@/server/order/queries/record'
import type { Ctx } from '@/server/platform/context/ctx'
import { newId } from '@/server/platform/context/ids'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { checkOrganisation } from '@/server/simulation/check/check'
import { foreseeCredit } from '../queries/foresee-credit'
import { issueForShipment } from './issue'
import { creditReturn, issueCreditNote } from './issue-credit-note'

let made: MadeOrganisation
let ctx: Ctx
let customerId: string
beforeAll(async () => {
  made = await makeOrganisation()
  ctx = made.ctx
  customerId = (await makeCustomer(ctx)).customerId
  await setLimit(ctx, { customerId, limitMinor: 100_000_000n, reason: 'known' })
  await giveLegalDetails(ctx)
})
afterAll(async () => {
  expect(await checkOrganisation(ctx)).toEqual([])
})

/** An order of four units at 100.00, whose first and second pair are invoiced separately: 246.00 each. */
async function twoInvoices() {
  const { productId } = await makeProduct(ctx, { stock: 4, unitPrice: '100' })
  const { orderId } = await confirm(ctx, { customerId, lines: [{ productId, quantity: 4 }] })
  const first = (await issueForShipment(ctx, await ship(ctx, orderId, 2))).invoiceId
  const second = (await issueForShipment(ctx, await ship(ctx, orderId, 2))).invoiceId
  return { orderId, first, second }
}
const itemOf = async (documentId: string) => {
  const [[item]] = await read(
    ctx,
    sql<{ id: string; openMinor: bigint }>`SELECT id, open_minor FROM open_item
      WHERE organisation_id = ${ctx.organisationId} AND document_id = ${documentId}`,
  )
  return item
}
const open = async (documentId: string) => (await itemOf(documentId))?.openMinor
const owed = async () => {
  const [[account]] = await read(
    ctx,
    sql<{ openMinor: bigint }>`SELECT open_minor FROM credit_account
      WHERE organisation_id = ${ctx.organisationId} AND customer_id = ${customerId}`,
  )
  return account?.openMinor ?? 0n
}

it('lowers its own invoice first, then another one of the same order, and no other order’s', async () => {
  const older = await makeShipped(ctx, { customerId })
  const other = (await issueForShipment(ctx, older.shipmentId)).invoiceId
  const { first, second, orderId } = await twoInvoices()
  const own = await itemOf(second)
  await recordReceipt(ctx, {
    customerId,
    amountMinor: 20_000n,
    receivedOn: ctx.today,
    method: 'BANK',
    openItemIds: [own?.id as string],
  })
  const before = await owed()
  const note = await issueCreditNote(ctx, { invoiceId: second, reason: 'Broken' })
  expect([await open(second), await open(first), await open(other)]).toEqual([0n, 4_600n, 12_300n])
  expect(await open(note.creditNoteId)).toBe(0n)
  expect(await owed()).toBe(before - 24_600n)
  const said = { grossMinor: '-24600', appliedMinor: '24600' }
  for (const id of [note.creditNoteId, second, orderId, customerId])
    expect((await payloadsOf(ctx, 'invoicing/creditNote.issued', id)).at(-1)).toEqual(said)
  expect((await orderRecord(ctx, { id: orderId })).lines).toMatchObject([{ invoiced: 4, credited: 2 }])
  expect(await refused(issueCreditNote(ctx, { invoiceId: second, reason: 'Broken' }))).toBe('NOTHING_TO_CREDIT')
})

it('stays open as a credit of the payer as far as nothing of the order is open', async () => {
  const { first, second } = await twoInvoices()
  const items = [(await itemOf(first))?.id as string, (await itemOf(second))?.id as string]
  const money = { customerId, receivedOn: ctx.today, method: 'BANK' as const, openItemIds: items }
  await recordReceipt(ctx, { ...money, amountMinor: 49_100n })
  const before = await owed()
  const { creditNoteId } = await issueCreditNote(ctx, {
    invoiceId: first,
    lines: [{ position: 1, quantity: 1 }],
    reason: 'Broken',
  })
  expect([await open(first), await open(second), await open(creditNoteId)]).toEqual([0n, 0n, -12_200n])
  expect(await owed()).toBe(before - 12_300n)
  expect(await payloadsOf(ctx, 'invoicing/creditNote.issued', creditNoteId)).toEqual([
    { grossMinor: '-12300', appliedMinor: '100' },
  ])
})

it('is issued once under a key, not by another organisation, and not above the invoice', async () => {
  const { first } = await twoInvoices()
  const stranger = (await makeOrganisation()).ctx
  expect(await refused(issueCreditNote(stranger, { invoiceId: first, reason: 'mine' }))).toBe('NOT_FOUND')
  const key = { invoiceId: first, netMinor: 15_000n, reason: 'Late', idempotencyKey: newId(ctx.now) }
  const note = await issueCreditNote(ctx, key)
  expect(await issueCreditNote(ctx, key)).toMatchObject(note)
  expect(await open(first)).toBe(24_600n - 18_450n)
  const again = issueCreditNote(ctx, { invoiceId: first, netMinor: 5_001n, reason: 'Late' })
  expect(await refusedWith(again)).toEqual(['MORE_THAN_INVOICED', { leftMinor: 5_000n, field: 'netMinor' }])
  await issueCreditNote(ctx, { invoiceId: first, netMinor: 5_000n, reason: 'Late' })
  expect([await open(first), await refused(issueCreditNote(ctx, { invoiceId: first, reason: 'Late' }))]).toEqual([
    0n,
    'MORE_THAN_INVOICED',
  ])
})

it('of a return credits invoiced units once, and waits while they are not invoiced', async () => {
  const { shipmentId, orderId } = await makeShipped(ctx, { customerId, quantity: 3 })
  const [line] = (await orderRecord(ctx, { id: orderId })).lines
  const back = { orderId, cause: 'NOT_WANTED' as const, restock: false }
  const { returnId } = await takeBack(ctx, { ...back, lines: [{ orderLineId: line?.id as string, quantity: 2 }] })
  expect(await creditReturn(ctx, returnId)).toBeNull()
  const { invoiceId } = await issueForShipment(ctx, shipmentId)
  const note = await creditReturn(ctx, returnId)
  expect(await creditReturn(ctx, returnId)).toEqual({ creditNoteId: note?.creditNoteId, number: null })
  expect(await open(invoiceId)).toBe(12_300n)
  expect(await payloadsOf(ctx, 'invoicing/creditNote.issued', returnId)).toHaveLength(1)
  expect(await refused(creditReturn((await makeOrganisation()).ctx, returnId))).toBe('NOT_FOUND')
})

it.each([
  ['all that is left', {}],
  ['a quantity of a line', { lines: [{ position: 1, quantity: 1 }] }],
  ['an amount before tax', { netMinor: 3_333n }],
])('is foreseen with its very amounts before it is issued: %s', async (_what, part) => {
  const { first } = await twoInvoices()
  const wanted = { invoiceId: first, ...part }
  const foreseen = await foreseeCredit(ctx, wanted)
  const { creditNoteId } = await issueCreditNote(ctx, { ...wanted, reason: 'Broken' })
  const [[note]] = await read(
    ctx,
    sql<{
      netMinor: bigint
      taxMinor: bigint
      amountMinor: bigint
    }>`SELECT -net_minor AS net_minor, -tax_minor AS tax_minor, -(gross_minor + rounding_minor) AS amount_minor
      FROM invoice WHERE organisation_id = ${ctx.organisationId} AND id = ${creditNoteId}`,
  )
  expect(foreseen).toEqual(note)
  expect(foreseen.amountMinor).toBe(foreseen.netMinor + foreseen.taxMinor)
  expect(await refused(foreseeCredit(ctx, { invoiceId: first, netMinor: 1_000_000n }))).toBe('MORE_THAN_INVOICED')
  const { ctx: stranger } = await makeOrganisation()
  expect(await refused(foreseeCredit(stranger, wanted))).toBe('NOT_FOUND')
})
