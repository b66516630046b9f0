import { beforeAll, expect, it } from 'vitest'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer } from '@/prisma/seed/records'
import { refused } from '@/prisma/seed/refused'
import { giveLegalDetails, makeShipped } from '@/prisma/seed/shipment'
import { raiseDispute } from '@/server/collection/mutations/dispute'
import { makePromise } from '@/server/collection/mutations/promise'
import { recordReceipt } from '@/server/collection/mutations/record-receipt'
import { addNote, changeNote, deleteNote } from '@/server/customer/mutations/note'
import { customerRecord } from '@/server/customer/queries'
import { notesOf } from '@/server/customer/queries/notes'
import { issueForShipment } from '@/server/invoicing/mutations/issue'
import { issueCreditNote } from '@/server/invoicing/mutations/issue-credit-note'
import type { Ctx } from '@/server/platform/context/ctx'
import { read, sent } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { addDays } from '@/server/platform/time/calendar'
import { checkOrganisation } from '@/server/simulation/check/check'
import { customerFigures } from './customer'

let ctx: Ctx
let teammate: Ctx
let stranger: Ctx
beforeAll(async () => {
  const made = await makeOrganisation()
  ctx = made.ctx
  teammate = made.ctxOf('sales')
  stranger = (await makeOrganisation()).ctx
  await giveLegalDetails(ctx)
})

it('says of a customer without anything that there is nothing, and of another house nothing at all', async () => {
  const { customerId } = await makeCustomer(ctx)
  expect(await customerFigures(ctx, customerId)).toMatchObject({
    portrait: { buying: { says: 'NOTHING_YET' }, paying: { says: 'UNKNOWN' }, complaints: 0 },
    orders: 0,
    medianDaysBetween: null,
    firstOrderOn: null,
    products: [],
    payments: [],
    open: [],
    openItems: 0,
    openMinor: 0n,
    unappliedMinor: 0n,
    netMinor: 0n,
  })
  expect(await refused(customerFigures(stranger, customerId))).toBe('NOT_FOUND')
})

it('tells what they bought less what was credited, its margin, how they paid and what is open, in two trips', async () => {
  const { customerId } = await makeCustomer(ctx)
  const issued: string[] = []
  for (const [quantity, unitCost] of [
    [3, '60.005'],
    [2, undefined],
  ] as const) {
    const { shipmentId } = await makeShipped(ctx, { customerId, quantity, unitCost })
    issued.push(((await issueForShipment(ctx, shipmentId)) as { invoiceId: string }).invoiceId)
  }
  await issueCreditNote(ctx, {
    invoiceId: issued[0] as string,
    lines: [{ position: 1, quantity: 1 }],
    reason: 'Broken',
  })
  const [items] = await read(
    ctx,
    sql<{
      id: string
      documentId: string
      openMinor: bigint
    }>`SELECT id, document_id, open_minor FROM open_item WHERE organisation_id = ${ctx.organisationId} AND customer_id = ${customerId} AND kind = 'INVOICE'`,
  )
  const second = items.find((one) => one.documentId === issued[1])
  await recordReceipt(ctx, {
    customerId,
    amountMinor: second?.openMinor ?? 0n,
    receivedOn: ctx.today,
    method: 'BANK',
    openItemIds: [second?.id ?? ''],
  })
  await raiseDispute(ctx, {
    openItemId: items.find((one) => one.documentId === issued[0])?.id as string,
    cause: 'PRICE',
  })
  await makePromise(ctx, { customerId, amountMinor: 1_00n, promisedOn: addDays(ctx.today, 3) })
  const trips = sent.trips
  const figures = await customerFigures(ctx, customerId)
  expect(sent.trips - trips).toBe(2)
  expect(figures).toMatchObject({
    orders: 2,
    netMinor: 400_00n,
    netBeforeMinor: 0n,
    quarterMinor: 400_00n,
    quarterBeforeMinor: 0n,
    costedNetMinor: 200_00n,
    costMinor: 120_01n,
    firstOrderOn: ctx.today,
    portrait: { buying: { says: 'NEW' }, complaints: 1 },
  })
  expect(figures.products.map(({ quantity, netMinor, costMinor }) => [quantity, netMinor, costMinor])).toEqual(
    expect.arrayContaining([
      [2, 200_00n, 120_01n],
      [2, 200_00n, null],
    ]),
  )
  expect(figures.payments).toMatchObject([{ days: 0, daysLate: expect.any(Number) }])
  expect(figures.open.map((one) => [one.kind, one.disputed])).toEqual([
    ['INVOICE', true],
    ['PROMISE', false],
  ])
  expect(await checkOrganisation(ctx)).toEqual([])
})

it('shows a credit and unapplied money as open, and sums the items to what the account says', async () => {
  const { customerId } = await makeCustomer(ctx)
  const { shipmentId } = await makeShipped(ctx, { customerId, quantity: 2 })
  const { invoiceId } = (await issueForShipment(ctx, shipmentId)) as { invoiceId: string }
  const { openMinor } = await customerRecord(ctx, customerId)
  const paid = { customerId, receivedOn: ctx.today, method: 'BANK' } as const
  await recordReceipt(ctx, { ...paid, amountMinor: openMinor + 7_00n })
  await issueCreditNote(ctx, { invoiceId, lines: [{ position: 1, quantity: 1 }], reason: 'Broken' })
  const figures = await customerFigures(ctx, customerId)
  expect(figures).toMatchObject({ openItems: 1, openMinor: -openMinor / 2n, unappliedMinor: 7_00n })
  expect(figures.open.map(({ kind, amountMinor }) => [kind, amountMinor])).toEqual([
    ['CREDIT_NOTE', -openMinor / 2n],
    ['RECEIPT', -7_00n],
  ])
  const { openMinor: account, unappliedMinor } = await customerRecord(ctx, customerId)
  expect([figures.openMinor, figures.unappliedMinor]).toEqual([account, unappliedMinor])
})

it('keeps notes with author and time; who wrote one changes and deletes it, and nobody else', async () => {
  const { customerId } = await makeCustomer(ctx)
  const { id } = await addNote(ctx, { customerId, text: 'Rings before ten' })
  expect(await notesOf(ctx, customerId)).toMatchObject([
    { id, text: 'Rings before ten', authorName: 'Olive Owner', own: true, changedAt: null },
  ])
  expect(await refused(addNote(stranger, { customerId, text: 'Theirs' }))).toBe('NOT_FOUND')
  expect(await refused(changeNote(stranger, { id, text: 'Theirs' }))).toBe('NOT_FOUND')
  const other = { ...teammate, actor: { kind: 'PERSON', id: stranger.actor.id } } as Ctx
  expect((await notesOf(other, customerId)).map((note) => note.own)).toEqual([false])
  expect(await refused(changeNote(other, { id, text: 'Mine' }))).toBe('NOTE_OF_ANOTHER')
  expect(await refused(deleteNote(other, { id }))).toBe('NOTE_OF_ANOTHER')
  await changeNote(ctx, { id, text: 'Rings after ten' })
  expect(await notesOf(ctx, customerId)).toMatchObject([{ text: 'Rings after ten', changedAt: expect.any(Date) }])
  await deleteNote(ctx, { id })
  expect(await notesOf(ctx, customerId)).toEqual([])
})
