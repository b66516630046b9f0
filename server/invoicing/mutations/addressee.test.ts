import { expect, it } from 'vitest'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer } from '@/prisma/seed/records'
import { giveLegalDetails, makeShipped } from '@/prisma/seed/shipment'
import { changeAddress } from '@/server/customer/mutations/address'
import { customerRecord } from '@/server/customer/queries'
import { invoicePaper } from '../documents/invoice'
import { printed } from '../queries/printed'
import { issueForShipment } from './issue'
import { issueCreditNote } from './issue-credit-note'

it('name and contact of the bill-to address stand on invoice and credit note, and stay on those that were issued', async () => {
  const { ctx } = await makeOrganisation()
  await giveLegalDetails(ctx)
  const { customerId } = await makeCustomer(ctx, { name: 'Harbour Ltd' })
  const [address] = (await customerRecord(ctx, customerId)).addresses
  const facts = { label: 'Main', line: '1 Main Street', city: 'Dublin', country: 'IE', isBillTo: true, isShipTo: true }
  const to = (name: string, contact: string) =>
    changeAddress(ctx, { ...facts, id: address?.id as string, name, contact })
  await to('Harbour Accounts', 'Pat Payer')
  const { shipmentId } = await makeShipped(ctx, { customerId })
  const { invoiceId } = (await issueForShipment(ctx, shipmentId)) as { invoiceId: string }
  const { creditNoteId } = await issueCreditNote(ctx, {
    invoiceId,
    reason: 'Broken',
    idempotencyKey: 'one',
  } as never)
  await to('Harbour Ltd', '')
  for (const id of [invoiceId, creditNoteId]) {
    const { buyer } = invoicePaper(await printed(ctx, id), ctx.organisation)
    expect([buyer.name, ...buyer.lines.slice(0, 3)]).toEqual([
      'Harbour Ltd',
      'Harbour Accounts',
      'Attn. Pat Payer',
      '1 Main Street',
    ])
  }
  const { shipmentId: later } = await makeShipped(ctx, { customerId })
  const { invoiceId: laterId } = (await issueForShipment(ctx, later)) as { invoiceId: string }
  const { buyer } = invoicePaper(await printed(ctx, laterId), ctx.organisation)
  expect([buyer.name, buyer.lines[0]]).toEqual(['Harbour Ltd', '1 Main Street'])
})
