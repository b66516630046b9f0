import { expect, it } from 'vitest'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer, makeProduct } from '@/prisma/seed/records'
import { giveLegalDetails, ship } from '@/prisma/seed/shipment'
import { readTimeline } from '@/server/home/queries/timeline'
import { confirm } from '@/server/order/mutations/confirm'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { mergeCustomers } from '@/server/receivable/mutations/merge'
import { checkOrganisation } from '@/server/simulation/check/check'
import { printed } from '../queries/printed'
import { issueForShipment } from './issue'
import { issueCreditNote } from './issue-credit-note'
import { takeEmpties } from './take-empties'

/** A house in which one customer, taxed in a way of their own, got 48 bottles and was then merged into another. */
async function merged(facts: { taxTreatment?: 'EXPORT' } = {}) {
  const { ctx } = await makeOrganisation()
  await giveLegalDetails(ctx)
  const [old, heir] = [await makeCustomer(ctx, facts), await makeCustomer(ctx)].map((one) => one.customerId) as [
    string,
    string,
  ]
  const bottle = (await makeProduct(ctx, { name: 'Bottle', kind: 'RETURNABLE', unitPrice: '0.08' })).productId
  const returnables = [{ returnableId: bottle, per: 1 }]
  const beer = (await makeProduct(ctx, { name: 'Beer', unitPrice: '1', stock: 100, returnables })).productId
  const { orderId } = await confirm(ctx, { customerId: old, lines: [{ productId: beer, quantity: 48 }] })
  const { invoiceId } = await issueForShipment(ctx, await ship(ctx, orderId, 48))
  await mergeCustomers(ctx, { id: old, intoId: heir })
  return { ctx, heir, bottle, invoiceId }
}

it('counts empties of the heir against the invoices of a customer who was merged, so that no deposit is given back twice', async () => {
  const { ctx, heir, bottle, invoiceId } = await merged()
  const empties = { customerId: heir, lines: [{ productId: bottle, quantity: 30 }], note: 'Brought by hand' }
  const taken = await takeEmpties(ctx, empties)
  expect(await printed(ctx, taken.creditNoteId)).toMatchObject({ number: taken.number, reason: 'Brought by hand' })
  const { creditNoteId } = await issueCreditNote(ctx, { invoiceId, reason: 'all of it' })
  const { lines } = await printed(ctx, creditNoteId)
  expect(lines.map((line) => [line.description, line.quantity])).toEqual([
    ['Beer', -48],
    ['Deposit: Bottle', -18],
  ])
  const because = { customerId: heir, lines: [{ productId: bottle, quantity: 5 }], beyond: 'Mr Bell brought his own' }
  const more = await takeEmpties(ctx, because)
  // People's own words stand on the credit note alone, unprinted, and are read beside its event.
  const [said] = await read(
    ctx,
    sql<{
      beyond: boolean
    }>`SELECT payload ? 'beyond' AS beyond FROM event WHERE organisation_id = ${ctx.organisationId} AND name = 'invoicing/empties.returned'`,
  )
  expect(said).toEqual([{ beyond: false }, { beyond: false }])
  for (const [objectType, objectId] of [
    ['customer', heir],
    ['creditNote', more.creditNoteId],
  ] as const) {
    const told = await readTimeline(ctx, { objectType, objectId })
    const last = told.findLast(({ name }) => name === 'invoicing/empties.returned')
    expect(last?.payload).toMatchObject({ units: 5, beyond: 'Mr Bell brought his own' })
  }
  expect((await printed(ctx, more.creditNoteId)).reason).toBe('EMPTIES')
  expect(await checkOrganisation(ctx)).toEqual([])
})

it('gives back what is beyond all that is out at the tax at which it was last charged to the customer who was merged', async () => {
  const { ctx, heir, bottle } = await merged({ taxTreatment: 'EXPORT' })
  const beyond = 'from a fair'
  const taken = await takeEmpties(ctx, { customerId: heir, lines: [{ productId: bottle, quantity: 50 }], beyond })
  const { lines } = await printed(ctx, taken.creditNoteId)
  expect(lines.reduce((sum, line) => sum + line.quantity, 0)).toBe(-50)
  expect(new Set(lines.map((line) => line.taxCode))).toEqual(new Set(['G']))
})
