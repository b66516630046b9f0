import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { meanwhile } from '@/prisma/seed/meanwhile'
import { type MadeOrganisation, makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer, makeProduct } from '@/prisma/seed/records'
import { giveLegalDetails, makeShipped, ship } from '@/prisma/seed/shipment'
import { setLimit } from '@/server/credit/mutations/limit'
import { changeCustomer } from '@/server/customer/mutations/change'
import { takeBack } from '@/server/fulfilment/mutations/take-back'
import { confirm } from '@/server/order/mutations/confirm'
import { orderRecord } from '@/server/order/queries/record'
import { newId } from '@/server/platform/context/ids'
import { read, transaction } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import type { Reaction, RecordedEvent } from '@/server/platform/jobs/functions'
import { checkOrganisation } from '@/server/simulation/check/check'
import { invoicingFunctions } from '../functions'
import { invoicingWork, listInvoices } from '../queries/list'
import { invoiceListInput } from '../schema'
import { issueForShipment, markInvoiced } from './issue'
import { creditReturn, issueCreditNote } from './issue-credit-note'
import { issueWaiting } from './issue-waiting'

let made: MadeOrganisation
let customerId: string

beforeAll(async () => {
  made = await makeOrganisation()
  customerId = (await makeCustomer(made.ctx)).customerId
  await setLimit(made.ctx, { customerId, limitMinor: 100_000_000n, reason: 'known' })
})
afterAll(async () => {
  expect(await checkOrganisation(made.ctx)).toEqual([])
})

interface Row {
  number: string
  sequence: bigint
  grossMinor: bigint
  netMinor: bigint
  openMinor: bigint
  dueOn: string
  onTerms: boolean
  isOpening: boolean
}

async function invoice(id: string): Promise<Row> {
  const [[row]] = await read(
    made.ctx,
    sql<Row>`SELECT i.number, i.sequence, i.gross_minor, i.net_minor, o.open_minor, i.due_on, o.on_terms, o.is_opening FROM invoice i
      JOIN open_item o ON o.organisation_id = i.organisation_id AND o.document_id = i.id
      WHERE i.organisation_id = ${made.ctx.organisationId} AND i.id = ${id}`,
  )
  if (!row) throw new Error('no such invoice')
  return row
}

async function order(id: string) {
  const [[row]] = await read(
    made.ctx,
    sql<{
      stage: string
      openMinor: bigint
      shippedNotInvoicedMinor: bigint
    }>`SELECT stage, open_minor, shipped_not_invoiced_minor FROM sales_order
      WHERE organisation_id = ${made.ctx.organisationId} AND id = ${id}`,
  )
  return row
}

describe('issuing', () => {
  it('is refused until the legal details are complete, and says what is missing', async () => {
    const { shipmentId } = await makeShipped(made.ctx, { customerId })
    await expect(issueForShipment(made.ctx, shipmentId)).rejects.toMatchObject({
      code: 'LEGAL_DETAILS_MISSING',
      parameters: { missing: ['legalName', 'address', 'taxNumber'] },
    })
    await giveLegalDetails(made.ctx)
    expect((await issueForShipment(made.ctx, shipmentId)).number).toMatch(/1001$/)
  })

  it('makes invoices that are found by a product on them, and by no other', async () => {
    const [first, second] = [
      await makeProduct(made.ctx, { stock: 5, sku: 'FOUND-1' }),
      await makeProduct(made.ctx, { stock: 5, sku: 'FOUND-2' }),
    ]
    const lines = [first, second].map(({ productId }) => ({ productId, quantity: 1 }))
    const { orderId } = await confirm(made.ctx, { customerId, lines: lines.slice(0, 1) })
    const { number } = await issueForShipment(made.ctx, await ship(made.ctx, orderId, 1))
    await confirm(made.ctx, { customerId, lines })
    const found = async (q: string) =>
      (await listInvoices(made.ctx, invoiceListInput.parse({ q }))).rows.map((row) => row.number)
    expect(await found('found-1')).toEqual([number])
    expect(await found('FOUND-2')).toEqual([])
  })

  it('waits for the buyer’s address as for the seller’s details, and goes on by itself', async () => {
    await giveLegalDetails(made.ctx)
    const elsewhere = { shipLine: '9 Yard Lane', shipCity: 'Cork', billLine: null, billCity: ' ' }
    const { customerId: nowhere } = await makeCustomer(made.ctx, elsewhere)
    await setLimit(made.ctx, { customerId: nowhere, limitMinor: 100_000_000n, reason: 'known' })
    const { shipmentId } = await makeShipped(made.ctx, { customerId: nowhere })
    await expect(issueForShipment(made.ctx, shipmentId)).rejects.toMatchObject({ code: 'BUYER_ADDRESS_MISSING' })
    const other = await makeShipped(made.ctx, { customerId })
    expect(await issueWaiting(made.ctx)).toEqual({ issued: 1, waiting: 0 })
    expect((await issueForShipment(made.ctx, other.shipmentId)).number).toBeNull()
    expect((await invoicingWork(made.ctx)).shipments).toMatchObject([{ shipmentId, addressMissing: true }])
    const changed = { name: 'Found at last', ...elsewhere, billLine: '9 Yard Lane', billCity: 'Cork' }
    await changeCustomer(made.ctx, { id: nowhere, ...changed })
    const [[event]] = await read(
      made.ctx,
      sql<RecordedEvent>`SELECT e.id, e.name, e.payload FROM event e JOIN event_object x ON x.organisation_id = e.organisation_id AND x.event_id = e.id
        WHERE e.organisation_id = ${made.ctx.organisationId} AND e.name = 'customer/customer.changed' AND x.object_id = ${nowhere}`,
    )
    const reaction = invoicingFunctions.find((fn) => fn.on === 'customer/customer.changed') as Reaction
    expect(await reaction.run(made.ctx, event as RecordedEvent)).toEqual({ issued: 1, waiting: 0 })
    expect((await invoicingWork(made.ctx)).shipments).toEqual([])
  })

  it('charges no tax for a seller who is not registered: what was agreed with tax waits, and new orders carry none', async () => {
    const { shipmentId, orderId: taxed } = await makeShipped(made.ctx, { customerId })
    const registered = (is: boolean) =>
      read(made.ctx, sql`UPDATE organisation SET tax_registered = ${is} WHERE id = ${made.ctx.organisationId}`)
    await registered(false)
    await expect(issueForShipment(made.ctx, shipmentId)).rejects.toMatchObject({ code: 'TAX_NOT_DUE' })
    expect((await invoicingWork(made.ctx)).shipments).toMatchObject([{ shipmentId, taxNotDue: true }])
    const fresh = await makeShipped(made.ctx, { customerId })
    expect(await issueWaiting(made.ctx)).toEqual({ issued: 1, waiting: 0 })
    const { lines, order: untaxed } = await orderRecord(made.ctx, { id: fresh.orderId })
    expect([untaxed.taxMinor, lines[0]?.taxCode, untaxed.stage]).toEqual([0n, 'O', 'RECEIVABLE'])
    expect((await order(taxed))?.stage).toBe('INVOICING')
    await registered(true)
    expect(await issueWaiting(made.ctx)).toEqual({ issued: 1, waiting: 0 })
  })

  it('charges exactly what left, and the rest with the next shipment', async () => {
    const { productId } = await makeProduct(made.ctx, { stock: 10, unitPrice: '9.995' })
    const { orderId } = await confirm(made.ctx, { customerId, lines: [{ productId, quantity: 10 }] })
    const first = await issueForShipment(made.ctx, await ship(made.ctx, orderId, 3))
    const terms = { onTerms: true, isOpening: false }
    expect(await invoice(first.invoiceId)).toMatchObject({ netMinor: 2999n, openMinor: 3689n, ...terms })
    expect(await order(orderId)).toMatchObject({ stage: 'FULFILMENT', openMinor: 3689n, shippedNotInvoicedMinor: 0n })
    const second = await issueForShipment(made.ctx, await ship(made.ctx, orderId, 7))
    expect(await invoice(second.invoiceId)).toMatchObject({ netMinor: 6997n })
    expect(await order(orderId)).toMatchObject({ stage: 'RECEIVABLE' })
  })

  it('makes one invoice of a shipment, however often and however many callers at once', async () => {
    const { shipmentId } = await makeShipped(made.ctx, { customerId })
    const answers = await Promise.all(Array.from({ length: 16 }, () => issueForShipment(made.ctx, shipmentId)))
    const ids = new Set(answers.map((answer) => answer.invoiceId))
    expect(ids.size).toBe(1)
    expect((await issueForShipment(made.ctx, shipmentId)).invoiceId).toBe([...ids][0])
  })

  it('answers a caller who waited meanwhile with the invoice that another one has issued', async () => {
    const { shipmentId, orderId } = await makeShipped(made.ctx, { customerId })
    const issue = () => issueForShipment(made.ctx, shipmentId)
    // The second one has read that there is none, and waits for the first.
    const issued = await meanwhile(
      made.ctx,
      orderId,
      () => Promise.all([issue(), issue()]),
      () => setTimeout(100),
    )
    expect(issued.map(({ number }) => number === null).toSorted()).toEqual([false, true])
    expect(issued[0].invoiceId).toBe(issued[1].invoiceId)
  })

  it('is refused for a shipment of which nothing is left to charge', async () => {
    const { shipmentId, orderId } = await makeShipped(made.ctx, { customerId })
    const charged = (units: number) =>
      read(
        made.ctx,
        sql`UPDATE order_line SET invoiced = ${units} WHERE organisation_id = ${made.ctx.organisationId} AND order_id = ${orderId}`,
      )
    await charged(1)
    await expect(issueForShipment(made.ctx, shipmentId)).rejects.toMatchObject({ code: 'NOTHING_TO_INVOICE' })
    await charged(0)
    expect((await issueForShipment(made.ctx, shipmentId)).number).toBeTruthy()
  })

  it('makes no second invoice of a shipment, whichever of its guards a caller passes', async () => {
    const { shipmentId } = await makeShipped(made.ctx, { customerId })
    const { invoiceId } = await issueForShipment(made.ctx, shipmentId)
    // A caller who read before the first one committed: the mark on the shipment stops it.
    const late = () =>
      transaction(made.ctx, {}, (tx) => tx.commit(...markInvoiced(made.ctx, shipmentId, made.ctx.organisationId)))
    const races = await Promise.allSettled([late(), late()])
    expect(races.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    // Even without the mark, the database keeps one invoice of a shipment.
    const again = () =>
      transaction(made.ctx, {}, (tx) =>
        tx.commit(
          sql`INSERT INTO invoice SELECT (jsonb_populate_record(i, jsonb_build_object('id', ${newId(made.ctx.now)}::text, 'number', 'TWICE', 'sequence', 999999))).*
            FROM invoice i WHERE organisation_id = ${made.ctx.organisationId} AND id = ${invoiceId}`,
        ),
      )
    const constraint = 'invoice_organisation_id_shipment_id_key'
    for (const race of await Promise.allSettled([again(), again()]))
      expect(race).toMatchObject({ status: 'rejected', reason: { code: 'DUPLICATE', parameters: { constraint } } })
  })

  it('numbers without a gap under load', async () => {
    const shipments = []
    for (let index = 0; index < 12; index++) shipments.push(await makeShipped(made.ctx, { customerId, unitPrice: '1' }))
    await Promise.all(shipments.map(({ shipmentId }) => issueForShipment(made.ctx, shipmentId)))
    const [rows] = await read(
      made.ctx,
      sql<{
        sequence: bigint
      }>`SELECT sequence FROM invoice WHERE organisation_id = ${made.ctx.organisationId} AND series = 'invoice' ORDER BY sequence`,
    )
    expect(rows.map((row) => row.sequence)).toEqual(rows.map((_, index) => 1001n + BigInt(index)))
  })
})

describe('credit notes', () => {
  it('reduce their invoice, in their own series, and never by more than is left', async () => {
    const { orderId, shipmentId } = await makeShipped(made.ctx, { customerId, quantity: 4, unitPrice: '50' })
    const { invoiceId } = await issueForShipment(made.ctx, shipmentId)
    const credit = (input: object) => issueCreditNote(made.ctx, { invoiceId, reason: 'Scratched', ...input })
    const { number } = await credit({ lines: [{ position: 1, quantity: 1 }] })
    expect(number).toMatch(/1001$/)
    expect(await invoice(invoiceId)).toMatchObject({ grossMinor: 24600n, openMinor: 18450n })
    await expect(credit({ lines: [{ position: 1, quantity: 4 }] })).rejects.toMatchObject({
      code: 'MORE_THAN_INVOICED',
    })
    await expect(credit({ lines: [] })).rejects.toMatchObject({ code: 'NOTHING_TO_CREDIT' })
    await credit({ netMinor: 1000n })
    expect(await invoice(invoiceId)).toMatchObject({ openMinor: 17220n })
    await expect(credit({ netMinor: 14001n })).rejects.toMatchObject({ code: 'MORE_THAN_INVOICED' })
    await credit({ netMinor: 14000n })
    expect(await invoice(invoiceId)).toMatchObject({ openMinor: 0n })
    expect(await order(orderId)).toMatchObject({ stage: 'SETTLED', openMinor: 0n })
  })

  it('count a line that is named twice as one', async () => {
    const { productId: cheap } = await makeProduct(made.ctx, { stock: 5 })
    const { productId: dear } = await makeProduct(made.ctx, { stock: 1, unitPrice: '1000' })
    const lines = [
      { productId: cheap, quantity: 5 },
      { productId: dear, quantity: 1 },
    ]
    const { orderId } = await confirm(made.ctx, { customerId, lines })
    const { invoiceId } = await issueForShipment(made.ctx, await ship(made.ctx, orderId, 5))
    const credit = (quantity: number) => {
      const named = { position: 1, quantity }
      return issueCreditNote(made.ctx, { invoiceId, reason: 'Scratched', lines: [named, named] })
    }
    await expect(credit(5)).rejects.toMatchObject({ code: 'MORE_THAN_INVOICED' })
    await credit(2)
    expect(await invoice(invoiceId)).toMatchObject({ openMinor: 129_150n - 4_920n })
  })

  it('can credit an invoice unit by unit, whatever the rounding of its parts adds', async () => {
    for (const unitPrice of ['0.99', '0.335']) {
      const { orderId, shipmentId } = await makeShipped(made.ctx, { customerId, quantity: 3, unitPrice })
      const { invoiceId } = await issueForShipment(made.ctx, shipmentId)
      const credit = () =>
        issueCreditNote(made.ctx, { invoiceId, reason: 'Back', lines: [{ position: 1, quantity: 1 }] })
      for (let unit = 0; unit < 3; unit++) await credit()
      await expect(credit()).rejects.toMatchObject({ code: 'MORE_THAN_INVOICED' })
      expect(await order(orderId)).toMatchObject({ stage: 'SETTLED' })
    }
  })

  it('give no more for returned goods than an earlier amount has left', async () => {
    const { orderId, shipmentId } = await makeShipped(made.ctx, { customerId, quantity: 10, unitPrice: '10' })
    const { invoiceId } = await issueForShipment(made.ctx, shipmentId)
    await issueCreditNote(made.ctx, { invoiceId, reason: 'Scratched', netMinor: 5000n })
    const [[line]] = await read(
      made.ctx,
      sql<{
        id: string
      }>`SELECT id FROM order_line WHERE organisation_id = ${made.ctx.organisationId} AND order_id = ${orderId}`,
    )
    const back = {
      orderId,
      cause: 'DAMAGED' as const,
      restock: false,
      lines: [{ orderLineId: line?.id as string, quantity: 10 }],
    }
    const note = await creditReturn(made.ctx, (await takeBack(made.ctx, back)).returnId)
    expect(await invoice(note?.creditNoteId as string)).toMatchObject({ netMinor: -5000n, openMinor: 0n })
    expect(await invoice(invoiceId)).toMatchObject({ openMinor: 0n })
    expect(await order(orderId)).toMatchObject({ stage: 'SETTLED' })
  })
})
