import { cancel } from '@/server/order/mutations/cancel'
import { confirm } from '@/server/order/mutations/confirm'
import type { Ctx } from '@/server/platform/context/ctx'
import { newId } from '@/server/platform/context/ids'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import type { RecordedEvent } from '@/server/platform/jobs/functions'
import { makeProduct } from './records'
import { makePlanned } from './supply'

export interface WaitingWish {
  /** How many of three blue pots are here; of the two red ones, all with three blue ones, otherwise none. */
  here?: number
  /** Whether red pots are expected on a day. */
  expected?: boolean
  /** Whether the order comes from the program before, so that its customer hears nothing. */
  quiet?: boolean
  cancelled?: boolean
}

/** An order of three blue pots and two red ones, which mails may tell about. */
export async function makeWaiting(
  ctx: Ctx,
  customerId: string,
  { here = 1, expected = false, quiet = false, cancelled = false }: WaitingWish = {},
): Promise<string> {
  const blue = await makeProduct(ctx, { stock: here, name: 'Blue pot' })
  const red = await makeProduct(ctx, { name: 'Red pot', stock: here > 2 ? 2 : 0 })
  if (expected) await makePlanned(ctx, [{ productId: red.productId, quantity: 9 }])
  const lines = [
    { productId: blue.productId, quantity: 3 },
    { productId: red.productId, quantity: 2 },
  ]
  const { orderId } = await confirm(ctx, { customerId, lines })
  if (quiet)
    await read(
      ctx,
      sql`UPDATE sales_order SET quiet = true, external_number = 'OLD-' || id WHERE organisation_id = ${ctx.organisationId} AND id = ${orderId}`,
    )
  if (cancelled) await cancel(ctx, { orderId, reason: 'not wanted' })
  return orderId
}

type Mail = Record<'kind' | 'subject' | 'text', string>

/** The mails about an order, of one kind or of all, oldest first. */
export async function mailsOf(ctx: Ctx, orderId: string, kind: string | null = null): Promise<Mail[]> {
  const [mails] = await read(
    ctx,
    sql<Mail>`SELECT kind, subject, body->>'text' AS text FROM mail WHERE organisation_id = ${ctx.organisationId} AND object_id = ${orderId}
      AND kind = coalesce(${kind}, kind) ORDER BY created_at, id`,
  )
  return mails
}

/** What `heardTwice` answers of a mail that is sent, once, and of none. */
export const once = [true, false]
export const nobody = { mailed: [false, false], mails: [] as Mail[] }

export type Heard = [
  verb: (ctx: Ctx, event: RecordedEvent) => Promise<{ mailed: boolean }>,
  orderId: string,
  payload: object,
]

/** Whether a verb mails when it hears of one event about the order, and when it hears of it again; and the order's mails. */
export async function heardTwice(
  ctx: Ctx,
  ...[verb, orderId, payload]: Heard
): Promise<{ mailed: boolean[]; mails: Mail[]; mail: Mail | undefined }> {
  const heard = { id: newId(ctx.now), name: 'order/told', objects: [['order', orderId]], payload }
  const event = heard as unknown as RecordedEvent
  const twice = [await verb(ctx, event), await verb(ctx, event)]
  const mails = await mailsOf(ctx, orderId)
  return { mailed: twice.map((one) => one.mailed), mails, mail: mails.at(-1) }
}
