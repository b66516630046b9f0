import { beforeAll, describe, expect, it } from 'vitest'
import { makeBuyer } from '@/prisma/seed/floor'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer, makeProduct } from '@/prisma/seed/records'
import { rowsIn } from '@/prisma/seed/rows'
import { makeWaiting } from '@/prisma/seed/waiting'
import type { Ctx } from '@/server/platform/context/ctx'
import { sql } from '@/server/platform/database/sql'
import type { RecordedEvent } from '@/server/platform/jobs/functions'
import { amend } from './amend'
import { cancel } from './cancel'
import { confirm } from './confirm'
import { mailAmendment, mailCancellation, mailConfirmation, printedOrder } from './mail-order'

let ctx: Ctx
let customerId: string
let productId: string
beforeAll(async () => {
  ctx = (await makeOrganisation()).ctx
  customerId = await makeBuyer(ctx)
  ;({ productId } = await makeProduct(ctx, { stock: 100, name: 'Red pot' }))
})

const rows = (statement: Parameters<ReturnType<typeof rowsIn>>[0], as = ctx) => rowsIn(() => as)(statement)
const ordered = async (more: object = {}) =>
  (await confirm(ctx, { customerId, lines: [{ productId, quantity: 2 }], ...more })).orderId
const mails = (orderId: string) =>
  rows(
    sql`SELECT kind, body->>'text' AS text FROM mail WHERE organisation_id = ${ctx.organisationId} AND object_id = ${orderId} ORDER BY created_at, id`,
  )

/** Amends an order, and tells the mail what happened. */
async function amended(orderId: string, wish: object) {
  await amend(ctx, { orderId, ...wish })
  const [event] = await rows(
    sql`SELECT e.id, e.name, e.at, e.payload FROM event e JOIN event_object x ON x.organisation_id = e.organisation_id AND x.event_id = e.id
      WHERE e.organisation_id = ${ctx.organisationId} AND e.name = 'order/order.amended' AND x.object_id = ${orderId} ORDER BY e.id DESC LIMIT 1`,
  )
  return mailAmendment(ctx, { ...event, objects: [['order', orderId]] } as unknown as RecordedEvent)
}

it.each([
  ['SEND', 1],
  ['RECORD', 0],
] as const)(
  'the paper of a confirmation is kept as it was mailed; in a simulation it waits: %s',
  async (mail, kept) => {
    const own = (await makeOrganisation({ gateways: { mail } })).ctx
    const lines = [{ productId: (await makeProduct(own, { stock: 9 })).productId, quantity: 1 }]
    const { orderId } = await confirm(own, { customerId: await makeBuyer(own), lines })
    expect(await mailConfirmation(own, orderId)).toEqual({ mailed: true })
    const of = sql<
      Record<string, unknown>
    >`SELECT kind FROM document WHERE organisation_id = ${own.organisationId} AND object_id = ${orderId}`
    expect(await rows(of, own)).toEqual(Array(kept).fill({ kind: 'orderConfirmation' }))
  },
)

describe('nobody is mailed', () => {
  it('about an order of the program before, or of a customer without an address', async () => {
    const quiet = await makeWaiting(ctx, customerId, { quiet: true })
    const silent = await ordered({ customerId: (await makeCustomer(ctx, { email: null })).customerId })
    for (const orderId of [quiet, silent]) {
      expect(await mailConfirmation(ctx, orderId)).toEqual({ mailed: false })
      expect(await amended(orderId, { customerReference: 'PO 9' })).toEqual({ mailed: false })
      await cancel(ctx, { orderId, reason: 'not wanted' })
      expect(await mailCancellation(ctx, orderId)).toEqual({ mailed: false })
    }
  })

  it('about a note that the team keeps, or about what changed in an order that is gone', async () => {
    const orderId = await ordered()
    expect(await amended(orderId, { note: 'Ring twice' })).toEqual({ mailed: false })
    const [line] = (await printedOrder(ctx, orderId)).lines
    expect(await amended(orderId, { lines: [{ lineId: line?.id, quantity: 0 }] })).toEqual({ mailed: false })
    expect(await mails(orderId)).toEqual([])
  })

  it('when the import that made an order is taken back', async () => {
    const orderId = await ordered()
    await cancel(ctx, { orderId, reason: 'not wanted' })
    expect(await mailCancellation(ctx, orderId, true)).toEqual({ mailed: false })
    expect(await mailCancellation(ctx, orderId)).toEqual({ mailed: true })
  })
})

it('a line that an amendment adds is told as new, and the others are not', async () => {
  const orderId = await ordered()
  const { productId: blue } = await makeProduct(ctx, { stock: 5, name: 'Blue pot' })
  expect(await amended(orderId, { added: [{ productId: blue, quantity: 3 }] })).toEqual({ mailed: true })
  const [mail] = await mails(orderId)
  expect(mail?.text).toMatch(/New: 3\s.*Blue pot/)
  expect(mail?.text).not.toMatch(/New: .*Red pot/)
})

it('an order of which a part is here has a day for that part, and one that leaves together has none', async () => {
  const { productId: few } = await makeProduct(ctx, { stock: 1 })
  const lines = [{ productId: few, quantity: 3 }]
  const [part, whole] = [await ordered({ lines: [...lines, { productId, quantity: 1 }] }), await ordered()]
  const together = await ordered({ lines: [{ productId, quantity: 1 }, ...lines], deliveryRule: 'COMPLETE' })
  const none = await ordered({ lines })
  const { promisedOn } = (await printedOrder(ctx, whole)).head
  const days = await Promise.all([part, whole, together, none].map(async (id) => (await printedOrder(ctx, id)).partOn))
  expect(days).toEqual([promisedOn, null, null, null])
})
