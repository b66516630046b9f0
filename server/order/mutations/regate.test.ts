import { beforeAll, expect, it } from 'vitest'
import { type MadeOrganisation, makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer, makeProduct } from '@/prisma/seed/records'
import { giveLegalDetails, makeShipped, ship } from '@/prisma/seed/shipment'
import { recordReceipt } from '@/server/collection/mutations/record-receipt'
import { refund } from '@/server/collection/mutations/refund'
import { reverseRefund } from '@/server/collection/mutations/reverse-refund'
import { holdCustomer, liftHold } from '@/server/credit/mutations/hold'
import { setLimit } from '@/server/credit/mutations/limit'
import { accountRecord } from '@/server/credit/queries/accounts'
import { functions } from '@/server/functions'
import { issueForShipment } from '@/server/invoicing/mutations/issue'
import type { Ctx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import type { EventName } from '@/server/platform/events/events'
import { reactionsTo } from '@/server/platform/jobs/functions'
import { virtualClock } from '@/server/platform/time/clock'
import { shipmentRecord } from '@/server/shipping/queries/record'
import { checkOrganisation } from '@/server/simulation/check/check'
import { orderRecord } from '../queries/record'
import { cancel } from './cancel'
import { confirm } from './confirm'
import { decide } from './decide'
import { expireReservations } from './expire'
import { regate } from './regate'

const clock = virtualClock(new Date('2026-03-02T09:00:00Z'))
let made: MadeOrganisation
let ctx: Ctx
beforeAll(async () => {
  made = await makeOrganisation({ clock })
  ctx = made.ctx
  await giveLegalDetails(ctx)
})

const known = async (limitMinor: bigint) => {
  const { customerId } = await makeCustomer(ctx)
  await setLimit(ctx, { customerId, limitMinor, reason: 'Known' })
  return customerId
}
const order = async (orderId: string) => (await orderRecord(ctx, { id: orderId })).order
const ofPrice = async (customerId: string, unitPrice: string, stock = 1) => {
  const { productId } = await makeProduct(ctx, { stock, unitPrice })
  return confirm(ctx, { customerId, lines: [{ productId, quantity: 1 }] })
}

/** Runs order's own reactions to the newest event of a name about something. */
async function react(name: EventName, type: string, id: string) {
  const [[event]] = await read(
    ctx,
    sql<{
      id: string
      payload: Record<string, unknown>
    }>`SELECT e.id, e.payload FROM event e JOIN event_object x ON x.organisation_id = e.organisation_id AND x.event_id = e.id
      WHERE e.organisation_id = ${ctx.organisationId} AND e.name = ${name} AND x.object_type = ${type} AND x.object_id = ${id} ORDER BY e.id DESC LIMIT 1`,
  )
  if (!event) throw new Error(`no ${name}`)
  const { organisationId, now: at, actor } = ctx
  const facts = {
    id: event.id,
    name,
    organisationId,
    at,
    actor,
    objects: [[type, id]] as const,
    payload: event.payload,
  }
  const own = reactionsTo(functions, name).filter((one) => /^order\.(regate|serve)/.test(one.id))
  for (const reaction of own) await reaction.run(ctx, facts)
}

it('ends the hold of a lowered limit when the exposure fits the limit again', async () => {
  const customerId = await known(100_000n)
  const { shipmentId } = await makeShipped(ctx, { customerId })
  await issueForShipment(ctx, shipmentId)
  expect(await setLimit(ctx, { customerId, limitMinor: 5_000n, reason: 'Less' })).toMatchObject({ held: true })
  const waiting = await ofPrice(customerId, '10')
  expect(waiting.creditState).toBe('HELD')
  await recordReceipt(ctx, { customerId, amountMinor: 12_300n, receivedOn: ctx.today, method: 'BANK' })
  await react('collection/receipt.recorded', 'customer', customerId)
  expect((await accountRecord(ctx, { customerId })).account.holds).toBe(0)
  await react('credit/hold.lifted', 'customer', customerId)
  expect(await order(waiting.orderId)).toMatchObject({ creditState: 'PASSED', stage: 'FULFILMENT' })
})

it('judges a held first order when the hold ends: it passes or is referred', async () => {
  const held = async (unitPrice: string) => {
    const { customerId } = await makeCustomer(ctx, { taxNumber: 'IE7654321G', email: 'buyer@firm.example' })
    await holdCustomer(ctx, { customerId, reason: 'Call first' })
    const { orderId, creditState } = await ofPrice(customerId, unitPrice)
    expect(creditState).toBe('HELD')
    await liftHold(ctx, { customerId, cause: 'PERSON', reason: 'Called' })
    await regate(ctx, customerId)
    const { decisions, account } = await accountRecord(ctx, { customerId })
    return { order: await order(orderId), decisions, account }
  }
  const small = await held('10')
  expect(small.order).toMatchObject({ creditState: 'PASSED', stage: 'FULFILMENT' })
  expect(small.decisions[0]).toMatchObject({ state: 'APPROVED', cause: 'FIRST_ORDER' })
  expect(small.account.limitMinor).toBeGreaterThan(0n)
  const large = await held('999999')
  expect(large.order).toMatchObject({ creditState: 'REFERRED', waitsFor: 'CREDIT_DECISION' })
  expect(large.decisions[0]).toMatchObject({ state: 'REFERRED', cause: 'FIRST_ORDER' })
  await cancel(ctx, { orderId: large.order.id, reason: 'Too large' })
})

it('passes an order when another one of its payer is cancelled or approved with a higher limit', async () => {
  const customerId = await known(20_000n)
  const first = await ofPrice(customerId, '150')
  const second = await ofPrice(customerId, '100')
  expect(second.creditState).toBe('REFERRED')
  await cancel(ctx, { orderId: first.orderId, reason: 'Not wanted' })
  await react('order/lines.cancelled', 'order', first.orderId)
  expect(await order(second.orderId)).toMatchObject({ creditState: 'PASSED' })
  const [third, fourth] = [await ofPrice(customerId, '200'), await ofPrice(customerId, '100')]
  await decide(ctx, { orderId: third.orderId, decision: 'APPROVE', limitMinor: 90_000n, reason: 'Good payer' })
  await react('credit/limit.changed', 'customer', customerId)
  expect(await order(fourth.orderId)).toMatchObject({ creditState: 'PASSED' })
})

it('passes the oldest of the orders that each fit the limit, and not together', async () => {
  const customerId = await known(1_000n)
  const waiting = [await ofPrice(customerId, '100'), await ofPrice(customerId, '100')]
  await setLimit(ctx, { customerId, limitMinor: 24_599n, reason: 'grown' })
  expect(await regate(ctx, customerId)).toEqual({ released: 1 })
  const stands = await Promise.all(waiting.map(async ({ orderId }) => (await order(orderId)).creditState))
  expect(stands).toEqual(['PASSED', 'REFERRED'])
  await cancel(ctx, { orderId: waiting[1]?.orderId as string, reason: 'Not wanted' })
})

it('passes an order when a refund is reversed, because the money counts again', async () => {
  const customerId = await known(10_000n)
  const paid = { customerId, amountMinor: 12_300n, receivedOn: ctx.today, method: 'BANK' as const }
  const { receiptId: sourceId } = await recordReceipt(ctx, paid)
  const back = { sourceKind: 'RECEIPT' as const, sourceId, amountMinor: 12_300n, method: 'BANK' as const }
  const { refundId } = await refund(ctx, { ...back, refundedOn: ctx.today, reason: 'Paid twice' })
  const { orderId, creditState } = await ofPrice(customerId, '100')
  expect(creditState).toBe('REFERRED')
  await reverseRefund(ctx, { refundId, reason: 'Not sent' })
  await react('collection/refund.reversed', 'customer', customerId)
  expect(await order(orderId)).toMatchObject({ creditState: 'PASSED' })
})

it('lets a person overrule a hold for one order with a reason; a later hold stops the order again', async () => {
  const customerId = await known(5_000n)
  await holdCustomer(ctx, { customerId, reason: 'Call first' })
  const { productId } = await makeProduct(ctx, { stock: 9 })
  const lines = [{ productId, quantity: 3 }]
  const [urgent, other] = [await confirm(ctx, { customerId, lines }), await confirm(ctx, { customerId, lines })]
  await decide(ctx, { orderId: urgent.orderId, decision: 'APPROVE', reason: 'Paid in cash today' })
  expect(await order(other.orderId)).toMatchObject({ creditState: 'HELD' })
  expect((await accountRecord(ctx, { customerId })).decisions[0]).toMatchObject({ cause: 'HOLD', state: 'APPROVED' })
  const shipmentId = await ship(ctx, urgent.orderId, 2)
  expect((await shipmentRecord(ctx, { shipmentId })).held).toBe(false)
  clock.set(new Date('2026-03-02T10:00:00Z'))
  ctx = made.ctxOf('owner')
  await liftHold(ctx, { customerId, cause: 'PERSON', reason: 'Called' })
  await holdCustomer(ctx, { customerId, reason: 'Cheque came back' })
  await expect(ship(ctx, urgent.orderId, 1)).rejects.toMatchObject({ code: 'HELD' })
  expect(await checkOrganisation(ctx)).toEqual([])
  await decide(ctx, { orderId: other.orderId, decision: 'DECLINE', reason: 'Not again' })
})

it('gives stock that a referred or held order kept too long to waiting orders', async () => {
  const [poor, good] = [await known(100n), await known(1_000_000n)]
  const stopped = await known(1_000_000n)
  await holdCustomer(ctx, { customerId: stopped, reason: 'Call first' })
  const { productId } = await makeProduct(ctx, { stock: 4 })
  const lines = [{ productId, quantity: 2 }]
  const referred = await confirm(ctx, { customerId: poor, lines })
  const held = await confirm(ctx, { customerId: stopped, lines })
  const waits = await confirm(ctx, { customerId: good, lines: [{ productId, quantity: 4 }] })
  expect([referred.creditState, held.creditState, waits.backordered]).toEqual(['REFERRED', 'HELD', 4])
  clock.set(new Date('2026-03-04T22:00:00Z'))
  ctx = made.ctxOf('owner')
  expect(await expireReservations(ctx)).toEqual({ lost: 0 })
  clock.set(new Date('2026-03-05T09:00:00Z'))
  ctx = made.ctxOf('owner')
  expect(await expireReservations(ctx)).toEqual({ lost: 4 })
  expect(await expireReservations(ctx)).toEqual({ lost: 0 })
  for (const { orderId } of [referred, held]) await react('order/reservation.lost', 'order', orderId)
  expect((await orderRecord(ctx, { id: waits.orderId })).lines[0]).toMatchObject({ reserved: 4, backordered: 0 })
  expect(await checkOrganisation(ctx)).toEqual([])
})

it('keeps exposure and limit with a referral and with its decision', async () => {
  const customerId = await known(15_000n)
  await ofPrice(customerId, '100')
  const { orderId, creditState } = await ofPrice(customerId, '100')
  expect(creditState).toBe('REFERRED')
  const kept = async () => {
    const [[row]] = await read(
      ctx,
      sql<{
        inputs: Record<string, unknown>
        leastChange: { overMinor: string }
      }>`SELECT inputs, least_change FROM credit_decision WHERE organisation_id = ${ctx.organisationId} AND order_id = ${orderId}`,
    )
    return row
  }
  const referred = await kept()
  expect(referred?.inputs).toMatchObject({ exposureMinor: '12300', orderMinor: '12300', limitMinor: '15000', holds: 0 })
  expect(Number(referred?.leastChange.overMinor)).toBe(12_300 + 12_300 - 15_000)
  await setLimit(ctx, { customerId, limitMinor: 20_000n, reason: 'a little more' })
  await decide(ctx, { orderId, decision: 'APPROVE', reason: 'known' })
  expect((await kept())?.inputs).toMatchObject({
    exposureMinor: '12300',
    decidedWith: { exposureMinor: '12300', limitMinor: '20000', holds: 0 },
  })
})
