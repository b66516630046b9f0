import { beforeAll, expect, it } from 'vitest'
import { tasksOfOrder } from '@/prisma/seed/floor'
import { type MadeOrganisation, makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer, makeProduct } from '@/prisma/seed/records'
import { ship } from '@/prisma/seed/shipment'
import { release } from '@/server/fulfilment/mutations/release'
import { shortPick } from '@/server/fulfilment/mutations/short-pick'
import { functions } from '@/server/functions'
import { amend } from '@/server/order/mutations/amend'
import { confirm } from '@/server/order/mutations/confirm'
import { receive } from '@/server/order/mutations/receive'
import { orderRecord } from '@/server/order/queries/record'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { type RecordedEvent, reactionsTo } from '@/server/platform/jobs/functions'

let made: MadeOrganisation
beforeAll(async () => {
  made = await makeOrganisation()
})

/** Runs the mail reactions twice for every event of an order, because an executor may do so. */
async function told(orderId: string) {
  const { ctx } = made
  const [events] = await read(
    ctx,
    sql<RecordedEvent>`SELECT e.id, e.name, e.at, e.payload, (SELECT jsonb_agg(jsonb_build_array(x.object_type, x.object_id)) FROM event_object x
        WHERE x.organisation_id = e.organisation_id AND x.event_id = e.id) AS objects
      FROM event e JOIN event_object o ON o.organisation_id = e.organisation_id AND o.event_id = e.id AND o.object_type = 'order' AND o.object_id = ${orderId}
      WHERE e.organisation_id = ${ctx.organisationId} ORDER BY e.id`,
  )
  for (const event of [...events, ...events])
    for (const reaction of reactionsTo(functions, event.name))
      if (reaction.id.includes('.mail-')) await reaction.run(ctx, event)
  const [mails] = await read(
    ctx,
    sql<{
      kind: string
      subject: string
      body: { text: string }
    }>`SELECT kind, subject, body FROM mail WHERE organisation_id = ${ctx.organisationId} AND object_id = ${orderId} ORDER BY created_at, id`,
  )
  return Object.fromEntries(mails.map((mail) => [mail.kind, { ...mail, text: mail.body.text }]))
}

it('the customer is told once each: what is short, when the rest arrives, what left and with which number', async () => {
  const { ctx } = made
  const { customerId } = await makeCustomer(ctx, { name: 'Iris Garden Supplies' })
  const { productId } = await makeProduct(ctx, { stock: 10, name: 'Blue pot' })
  const { orderId } = await confirm(ctx, { customerId, lines: [{ productId, quantity: 10 }] })
  await release(ctx, orderId)
  const [task] = await tasksOfOrder(ctx, orderId)
  await shortPick(ctx, { taskId: task?.id as string, picked: 4, cause: 'NOT_FOUND' })
  const short = await told(orderId)
  expect(short.SHORTAGE_NOTICE?.subject).toContain('6 units will come later')
  expect(short.SHORTAGE_NOTICE?.text).toContain('Blue pot')
  expect(short.ARRIVAL_NOTICE).toBeUndefined()
  await receive(ctx, { lines: [{ productId, quantity: 6 }] })
  const arrived = await told(orderId)
  expect(arrived.ARRIVAL_NOTICE?.text).toContain('6 units of your order that waited for stock are here now')
  const { order } = await orderRecord(ctx, { id: orderId })
  expect(arrived.ARRIVAL_NOTICE?.subject).toMatch(/arrives on \w+ \d/)
  expect(order.promisedOn).toBeTruthy()
  await ship(ctx, orderId, 10)
  const left = await told(orderId)
  expect(left.DISPATCH_NOTICE?.text).toContain('Blue pot')
  expect(left.DISPATCH_NOTICE?.text).toMatch(/We expect them with you on/)
  expect(Object.keys(left).sort()).toEqual([
    'ARRIVAL_NOTICE',
    'DISPATCH_NOTICE',
    'ORDER_CONFIRMATION',
    'SHORTAGE_NOTICE',
  ])
})

it('an amended order is told as it is now, and a customer without an address gets no mail', async () => {
  const { ctx } = made
  const { productId } = await makeProduct(ctx, { stock: 10, name: 'Red pot', unitPrice: '3' })
  const { customerId } = await makeCustomer(ctx)
  const { orderId } = await confirm(ctx, { customerId, lines: [{ productId, quantity: 2 }] })
  await amend(ctx, { orderId, added: [{ productId, quantity: 3, unitPrice: '2.5' }] })
  const mails = await told(orderId)
  expect(mails.ORDER_AMENDMENT?.text).toMatch(/Red pot\s+3\s+€2\.50\s+€7\.50\n  \S+/)
  const silent = await makeCustomer(ctx, { email: null })
  const quiet = await confirm(ctx, { customerId: silent.customerId, lines: [{ productId, quantity: 1 }] })
  await ship(ctx, quiet.orderId, 1)
  expect(await told(quiet.orderId)).toEqual({})
})
