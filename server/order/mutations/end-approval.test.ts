import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { payloadsOf } from '@/prisma/seed/events'
import { meanwhile } from '@/prisma/seed/meanwhile'
import { type MadeOrganisation, makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer, makeProduct } from '@/prisma/seed/records'
import { ship } from '@/prisma/seed/shipment'
import { holdCustomer } from '@/server/credit/mutations/hold'
import { setLimit } from '@/server/credit/mutations/limit'
import type { Ctx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { addDays } from '@/server/platform/time/calendar'
import { virtualClock } from '@/server/platform/time/clock'
import { checkOrganisation } from '@/server/simulation/check/check'
import { orderRecord } from '../queries/record'
import { cancel } from './cancel'
import { confirm } from './confirm'
import { decide } from './decide'
import { endApprovals } from './end-approval'

// A Monday morning.
const clock = virtualClock(new Date('2026-11-30T09:00:00Z'))
let made: MadeOrganisation
let ctx: Ctx
beforeAll(async () => {
  made = await makeOrganisation({ clock })
  ctx = made.ctx
})
afterAll(async () => {
  expect(await checkOrganisation(ctx)).toEqual([])
})

/** An order of 123.00 by a customer with a limit of 100.00, approved until today; and the next morning. */
async function approved() {
  const { customerId } = await makeCustomer(ctx)
  await setLimit(ctx, { customerId, limitMinor: 10_000n, reason: 'known' })
  const { productId } = await makeProduct(ctx, { stock: 10 })
  const { orderId } = await confirm(ctx, { customerId, lines: [{ productId, quantity: 10 }] })
  await decide(ctx, { orderId, decision: 'APPROVE', reason: 'this once', approvedUntil: ctx.today })
  return { orderId, customerId }
}
function tomorrow() {
  clock.set(new Date(`${addDays(ctx.today, 1)}T09:00:00Z`))
  ctx = made.ctxOf('owner')
}
const stand = async (orderId: string) => (await orderRecord(ctx, { id: orderId })).order.creditState
const told = (orderId: string) => payloadsOf(ctx, 'credit/approval.ended', orderId)
const limit = (customerId: string, limitMinor: bigint) => setLimit(ctx, { customerId, limitMinor, reason: 'paid well' })

it('an approval ends once, however many sweeps look for it', async () => {
  const { orderId, customerId } = await approved()
  const until = ctx.today
  await limit(customerId, 12_300n)
  tomorrow()
  const sweeps = () => Promise.all([endApprovals(ctx), endApprovals(ctx)])
  const both = await meanwhile(ctx, orderId, sweeps, () => sleep(50))
  expect(both.reduce((sum, { goOn }) => sum + goOn, 0)).toBe(1)
  expect(await told(orderId)).toEqual([{ until, goesOn: true }])
})

it('an approval that ended covers what has left by then, and no more', async () => {
  const { orderId } = await approved()
  const said = await payloadsOf(ctx, 'credit/decision.made', orderId)
  expect(said.at(-1)).toMatchObject({ state: 'APPROVED', until: ctx.today })
  await ship(ctx, orderId, 1)
  tomorrow()
  expect(await endApprovals(ctx)).toEqual({ back: 1, goOn: 0 })
  const [ended] = await read(
    ctx,
    sql`SELECT override_minor FROM credit_decision
      WHERE organisation_id = ${ctx.organisationId} AND order_id = ${orderId} AND state = 'ENDED'`,
  )
  expect(ended).toEqual([{ overrideMinor: 1_230n }])
})

it('an order goes on only when it fits the limit and no hold stops its payer', async () => {
  const [fits, held, over] = [await approved(), await approved(), await approved()]
  for (const { customerId } of [fits, held]) await limit(customerId, 12_300n)
  await limit(over.customerId, 12_299n)
  await holdCustomer(ctx, { customerId: held.customerId, reason: 'call first' })
  tomorrow()
  expect(await endApprovals(ctx)).toEqual({ back: 2, goOn: 1 })
  const all = [fits, held, over]
  expect(await Promise.all(all.map(({ orderId }) => stand(orderId)))).toEqual(['PASSED', 'REFERRED', 'REFERRED'])
})

it('an order that was cancelled while the sweep looked at another one does not come back to the credit desk', async () => {
  const [one, other] = [await approved(), await approved()]
  tomorrow()
  const both = [one.orderId, other.orderId].sort()
  const gone = both[1] as string
  const stop = () => cancel(ctx, { orderId: gone, reason: 'not wanted' })
  expect(await meanwhile(ctx, both[0] as string, () => endApprovals(ctx), stop)).toEqual({ back: 1, goOn: 0 })
  expect([await stand(gone), await told(gone)]).toEqual(['PASSED', []])
  expect((await orderRecord(ctx, { id: gone })).decision?.state).not.toBe('REFERRED')
})
