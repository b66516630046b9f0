import { expect, it } from 'vitest'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer, makeProduct } from '@/prisma/seed/records'
import { giveLegalDetails, ship } from '@/prisma/seed/shipment'
import { addArticle, changeArticle } from '@/server/catalog/mutations/article'
import { confirmationPaper } from '@/server/order/documents/confirmation'
import { confirm } from '@/server/order/mutations/confirm'
import { printedOrder } from '@/server/order/mutations/mail-order'
import type { DocumentDefinition } from '@/server/platform/documents/definition'
import { labelOf, packingSlipOf } from '@/server/shipping/documents/papers'
import { shipmentRecord } from '@/server/shipping/queries/record'
import { invoicePaper } from '../documents/invoice'
import { printed } from '../queries/printed'
import { issueForShipment } from './issue'
import { issueCreditNote } from './issue-credit-note'

const notesOf = ({ table }: DocumentDefinition) => table.rows.map(({ note }) => note)

it('a customer reads their own number on everything they get, and what was issued keeps it', async () => {
  const { ctx } = await makeOrganisation()
  await giveLegalDetails(ctx)
  const { customerId } = await makeCustomer(ctx)
  const { customerId: other } = await makeCustomer(ctx)
  const { productId } = await makeProduct(ctx, { stock: 9, unitPrice: '100' })
  await addArticle(ctx, { customerId, productId, number: 'TH-77' })
  await addArticle(ctx, { customerId: other, productId, number: 'NOT-THEIRS' })
  const { orderId } = await confirm(ctx, { customerId, lines: [{ productId, quantity: 2 }] })
  expect(notesOf(confirmationPaper(await printedOrder(ctx, orderId), ctx.organisation))).toEqual(['Your number TH-77'])
  const shipmentId = await ship(ctx, orderId, 2)
  const shipment = await shipmentRecord(ctx, { shipmentId })
  const sender = { name: 'We', country: 'IE', locale: 'en-IE', pageSize: 'A4', labelSize: 'A6' } as never
  expect(notesOf(packingSlipOf(shipment, sender, ctx.today))).toEqual(['Your number TH-77'])
  expect(labelOf(shipment, 0, sender, ctx.today).references).toContainEqual(['Your number', 'TH-77'])
  const two = { ...shipment, lines: [...shipment.lines, ...shipment.lines] }
  expect(labelOf(two, 0, sender, ctx.today).references.map(([label]) => label)).not.toContain('Your number')
  const { invoiceId } = await issueForShipment(ctx, shipmentId)
  await changeArticle(ctx, { customerId, productId, number: 'TH-78' })
  const { creditNoteId } = await issueCreditNote(ctx, { invoiceId, reason: 'Broken', idempotencyKey: 'one' } as never)
  for (const id of [invoiceId, creditNoteId]) {
    const document = await printed(ctx, id)
    expect(document.lines).toMatchObject([{ articleNumber: 'TH-77', originCountry: null, tariffCode: null }])
    expect(notesOf(invoicePaper(document, ctx.organisation))).toEqual(['Your number TH-77'])
  }
})
