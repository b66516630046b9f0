import { afterEach, beforeAll, expect, it } from 'vitest'
import { meanwhile } from '@/prisma/seed/meanwhile'
import { type MadeOrganisation, makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer, makeProduct, termsOf } from '@/prisma/seed/records'
import { holdCustomer } from '@/server/credit/mutations/hold'
import { changePolicy, setLimit } from '@/server/credit/mutations/limit'
import type { Ctx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { virtualClock } from '@/server/platform/time/clock'
import { checkOrganisation } from '@/server/simulation/check/check'
import { orderRecord } from '../queries/record'
import { confirm } from './confirm'
import { decide } from './decide'
import { expireReservations } from './expire'

// A Monday; Tuesday, 17 March is a holiday in Ireland.
const clock = virtualClock(new Date('2026-03-16T09:00:00Z'))
let made: MadeOrganisation
let ctx: Ctx
let productId: string
beforeAll(async () => {
  made = await makeOrganisation({ clock })
  ctx = made.ctx
  await changePolicy(ctx, { starterLimitMinor: 1_000n, approveAtPoints: 100, reservationDays: 2 })
  ;({ productId } = await makeProduct(ctx, { stock: 100 }))
})
afterEach(async () => {
  expect(await checkOrganisation(ctx)).toEqual([])
})

function at(instant: string) {
  clock.set(new Date(instant))
  ctx = made.ctxOf('owner')
}
interface Wish {
  limitMinor?: bigint
  hold?: boolean
  terms?: string
  productId?: string
}
const soldOut = async () => (await makeProduct(ctx)).productId
async function order(quantity: number, { limitMinor = 1_000_000n, hold = false, terms = 'NET30', ...what }: Wish) {
  const { customerId } = await makeCustomer(ctx, { paymentTermsId: await termsOf(ctx, terms) })
  await setLimit(ctx, { customerId, limitMinor, reason: 'known' })
  if (hold) await holdCustomer(ctx, { customerId, reason: 'call first' })
  const { orderId, creditState } = await confirm(ctx, { customerId, lines: [{ productId, quantity, ...what }] })
  return { orderId, creditState }
}
async function lost(orderId: string) {
  const [rows] = await read(
    ctx,
    sql<{ payload: object }>`SELECT e.payload FROM event e
      JOIN event_object x ON x.organisation_id = e.organisation_id AND x.event_id = e.id
      WHERE e.organisation_id = ${ctx.organisationId} AND x.object_id = ${orderId} AND e.name = 'order/reservation.lost'`,
  )
  return rows.map((row) => row.payload)
}

it('stock stays reserved during credit for the whole working days of the policy, and no longer', async () => {
  const orders = [
    await order(3, { limitMinor: 1n }),
    await order(4, { hold: true }),
    await order(5, {}),
    await order(6, { terms: 'PREPAID' }),
    await order(7, { limitMinor: 1n, productId: await soldOut() }),
  ]
  expect(orders.map((one) => one.creditState)).toEqual(['REFERRED', 'HELD', 'PASSED', 'AWAITING_PAYMENT', 'REFERRED'])
  const reserved = async () =>
    Promise.all(orders.map(async ({ orderId }) => (await orderRecord(ctx, { id: orderId })).lines[0]?.reserved))
  expect(await reserved()).toEqual([3, 4, 5, 6, 0])
  const referred = orders[0]?.orderId as string
  const endsAt = async () => (await orderRecord(ctx, { id: referred })).decision?.expiresAt
  expect(await endsAt()).toEqual(new Date('2026-03-20T00:00:00Z'))
  at('2026-03-18T09:00:00Z')
  const late = await order(1, { limitMinor: 1n })
  at('2026-03-19T23:30:00Z')
  expect(await expireReservations(ctx)).toEqual({ lost: 0 })
  at('2026-03-20T00:30:00Z')
  expect(await expireReservations((await makeOrganisation({ clock })).ctx)).toEqual({ lost: 0 })
  expect(await expireReservations(ctx)).toEqual({ lost: 7 })
  expect(await reserved()).toEqual([0, 0, 5, 6, 0])
  // The referral still waits, but nobody looks at its reservation again.
  expect(await endsAt()).toBeNull()
  const { decision, lines } = await orderRecord(ctx, { id: late.orderId })
  expect([decision?.expiresAt, lines[0]?.reserved]).toEqual([new Date('2026-03-23T00:00:00Z'), 1])
  expect(await expireReservations(ctx)).toEqual({ lost: 0 })
  const told = await Promise.all(orders.map(({ orderId }) => lost(orderId)))
  const words = (units: number) => [{ units, cause: 'CREDIT_EXPIRED' }]
  expect(told).toEqual([words(3), words(4), [], [], []])
})

it('an order that was approved while the sweep looked at another one keeps its stock', async () => {
  at('2026-03-23T09:00:00Z')
  await expireReservations(ctx)
  const first = await order(3, { limitMinor: 1n })
  at('2026-03-23T10:00:00Z')
  const second = await order(4, { limitMinor: 1n })
  at('2026-03-30T09:00:00Z')
  const approve = () => decide(ctx, { orderId: second.orderId, decision: 'APPROVE', reason: 'known' })
  expect(await meanwhile(ctx, first.orderId, () => expireReservations(ctx), approve)).toEqual({ lost: 3 })
  const { order: after, lines } = await orderRecord(ctx, { id: second.orderId })
  expect([after.creditState, lines[0]?.reserved, await lost(second.orderId)]).toEqual(['PASSED', 4, []])
})
