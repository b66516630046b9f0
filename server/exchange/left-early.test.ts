import { expect, it } from 'vitest'
import { eventsOf } from '@/prisma/seed/events'
import { movedIn } from '@/prisma/seed/imported'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer, makeProduct } from '@/prisma/seed/records'
import { giveLegalDetails, ship } from '@/prisma/seed/shipment'
import { setLimit } from '@/server/credit/mutations/limit'
import { functions } from '@/server/functions'
import { issueForShipment } from '@/server/invoicing/mutations/issue'
import { mailDocument } from '@/server/invoicing/mutations/mail'
import { invoiceRecord } from '@/server/invoicing/queries/record'
import { listOrders } from '@/server/order/queries/list'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { type RecordedEvent, reactionsTo } from '@/server/platform/jobs/functions'
import { dueItems } from '@/server/receivable/queries/reminding'
import { mailDispatch } from '@/server/shipping/mutations/mail-dispatch'
import { checkOrganisation } from '@/server/simulation/check/check'
import { go } from './mutations/cut-over'
import { cutOver } from './queries/cut-over'

it('orders of the program before are invoiced when they leave before go, and their documents are mailed once this program counts', async () => {
  const { ctx } = await makeOrganisation()
  await giveLegalDetails(ctx)
  const { customerId, number } = await makeCustomer(ctx)
  await setLimit(ctx, { customerId, limitMinor: 100_000n, reason: 'known' })
  await makeProduct(ctx, { sku: 'G-1', stock: 5 })
  const file = `Order number,Customer,SKU,Quantity,Price\nG-1,${number},G-1,2,10\nG-2,${number},G-1,1,10\n`
  await movedIn(ctx, file, 'OPEN_ORDERS')
  const [order] = (await listOrders(ctx, { q: 'G-1' })).rows
  const shipmentId = await ship(ctx, order?.id as string, 2)
  expect(await mailDispatch(ctx, shipmentId)).toEqual({ mailed: false })
  const { invoiceId } = await issueForShipment(ctx, shipmentId)
  expect(await mailDocument(ctx, invoiceId)).toEqual({ mailed: false })
  expect(await invoiceRecord(ctx, invoiceId)).toMatchObject({ number: 'INV-1001', quiet: true, mail: null })
  const due = async () => (await read(ctx, dueItems(ctx, customerId)))[0].map((item) => item.number)
  const mails = async () =>
    (await read(ctx, sql`SELECT kind FROM mail WHERE organisation_id = ${ctx.organisationId}`))[0]
  expect([await mails(), await due()]).toEqual([[], []])
  expect(await cutOver(ctx)).toMatchObject({ goneAt: null, quietOrders: 2, waitingDocuments: 1 })
  await go(ctx, { although: true })
  const released = { name: 'exchange/document.released', objects: [['invoice', invoiceId]] } as unknown as RecordedEvent
  expect((await eventsOf(ctx, invoiceId)).at(-1)?.name).toBe(released.name)
  // An executor may run a reaction twice.
  for (const reaction of reactionsTo(functions, released.name))
    for (let run = 0; run < 2; run++) await reaction.run(ctx, released)
  expect([await mails(), await due()]).toEqual([[{ kind: 'invoice' }], ['INV-1001']])
  expect(await invoiceRecord(ctx, invoiceId)).toMatchObject({ quiet: false, mail: { state: 'QUEUED' } })
  expect(await cutOver(ctx)).toMatchObject({ quietOrders: 0, waitingDocuments: 0 })
  expect(await checkOrganisation(ctx)).toEqual([])
})
