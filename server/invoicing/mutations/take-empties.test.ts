import { expect, it } from 'vitest'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer, makeProduct } from '@/prisma/seed/records'
import { giveLegalDetails, ship } from '@/prisma/seed/shipment'
import { confirm } from '@/server/order/mutations/confirm'
import { mergeCustomers } from '@/server/receivable/mutations/merge'
import { checkOrganisation } from '@/server/simulation/check/check'
import { printed } from '../queries/printed'
import { issueForShipment } from './issue'
import { issueCreditNote } from './issue-credit-note'
import { takeEmpties } from './take-empties'

it('counts empties of the heir against the invoices of a customer who was merged, so that no deposit is given back twice', async () => {
  const { ctx } = await makeOrganisation()
  await giveLegalDetails(ctx)
  const [old, heir] = [await makeCustomer(ctx), await makeCustomer(ctx)].map((one) => one.customerId) as [
    string,
    string,
  ]
  const bottle = (await makeProduct(ctx, { name: 'Bottle', kind: 'RETURNABLE', unitPrice: '0.08' })).productId
  const returnables = [{ returnableId: bottle, per: 1 }]
  const beer = (await makeProduct(ctx, { name: 'Beer', unitPrice: '1', stock: 100, returnables })).productId
  const { orderId } = await confirm(ctx, { customerId: old, lines: [{ productId: beer, quantity: 48 }] })
  const { invoiceId } = await issueForShipment(ctx, await ship(ctx, orderId, 48))
  await mergeCustomers(ctx, { id: old, intoId: heir })
  const empties = { customerId: heir, lines: [{ productId: bottle, quantity: 30 }], note: 'Brought by hand' }
  const taken = await takeEmpties(ctx, empties)
  expect(await printed(ctx, taken.creditNoteId)).toMatchObject({ number: taken.number, reason: 'Brought by hand' })
  const { creditNoteId } = await issueCreditNote(ctx, { invoiceId, reason: 'all of it' })
  const { lines } = await printed(ctx, creditNoteId)
  expect(lines.map((line) => [line.description, line.quantity])).toEqual([
    ['Beer', -48],
    ['Deposit: Bottle', -18],
  ])
  expect(await checkOrganisation(ctx)).toEqual([])
})
