import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type MadeOrganisation, makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer, makeProduct } from '@/prisma/seed/records'
import { refused } from '@/prisma/seed/refused'
import { giveLegalDetails, ship } from '@/prisma/seed/shipment'
import { recordReceipt } from '@/server/collection/mutations/record-receipt'
import { setLimit } from '@/server/credit/mutations/limit'
import { creditWork } from '@/server/credit/queries/work'
import { reviseTasks } from '@/server/fulfilment/mutations/revise-tasks'
import type { Ctx } from '@/server/platform/context/ctx'
import { virtualClock } from '@/server/platform/time/clock'
import { checkOrganisation } from '@/server/simulation/check/check'
import { orderRecord } from '../queries/record'
import { amend } from './amend'
import { cancel } from './cancel'
import { confirm } from './confirm'
import { decide } from './decide'
import { endApprovals } from './end-approval'

const clock = virtualClock(new Date('2026-03-02T09:00:00Z'))
let made: MadeOrganisation
let ctx: Ctx
beforeAll(async () => {
  made = await makeOrganisation({ clock })
  ctx = made.ctx
  await giveLegalDetails(ctx)
})
afterAll(async () => {
  expect(await checkOrganisation(ctx)).toEqual([])
})

/** An order of one unit at 12.30 that is referred. */
async function referred(quantity = 1) {
  const { customerId } = await makeCustomer(ctx)
  await setLimit(ctx, { customerId, limitMinor: 1n, reason: 'unknown' })
  const { productId } = await makeProduct(ctx, { stock: quantity })
  return { customerId, ...(await confirm(ctx, { customerId, lines: [{ productId, quantity }] })) }
}
const record = (id: string) => orderRecord(ctx, { id })

describe('an order that is to be paid beforehand instead', () => {
  it.each([
    ['a cent less than it costs', 1229n, 'done'],
    ['what it costs', 1230n, 'NOTHING_TO_PAY'],
  ])('when %s was received already', async (_, amountMinor, answer) => {
    const { customerId, orderId } = await referred()
    await recordReceipt(ctx, { customerId, orderId, amountMinor, receivedOn: ctx.today, method: 'BANK' })
    expect(await refused(decide(ctx, { orderId, decision: 'PREPAY', reason: 'pays first' }))).toBe(answer)
    const { order, proforma } = await record(orderId)
    expect(order.termsKind).toBe(answer === 'done' ? 'PREPAID' : 'NET')
    if (answer === 'done') expect(proforma).toMatchObject({ state: 'OPEN', grossMinor: 1230n })
  })
})

describe('an order with nothing left to decide', () => {
  const offTheDesk = async (orderId: string, stage: string) => {
    const { order, decision } = await record(orderId)
    expect([order.stage, decision?.state]).toEqual([stage, 'WITHDRAWN'])
    expect((await creditWork(ctx, {})).rows.map((row) => row.id)).not.toContain(orderId)
    for (const decision of ['APPROVE', 'PREPAY', 'DECLINE'] as const)
      expect(await refused(decide(ctx, { orderId, decision, reason: 'late' }))).toBe('NOT_WAITING')
  }
  const to = async (orderId: string, quantity: number) => {
    const [line] = (await record(orderId)).lines
    await amend(ctx, { orderId, lines: [{ lineId: line?.id as string, quantity }] })
  }

  it('refuses a decision when all units were taken off, and takes one when only a part was', async () => {
    const { orderId } = await referred(3)
    await to(orderId, 1)
    expect((await record(orderId)).decision).toMatchObject({ state: 'REFERRED' })
    await to(orderId, 0)
    await offTheDesk(orderId, 'CANCELLED')
  })

  it.each<[string, (orderId: string) => Promise<unknown>]>([
    ['cancelled', (orderId) => cancel(ctx, { orderId, reason: 'no more of it' })],
    ['taken off', (orderId) => to(orderId, 1)],
  ])('refuses a decision after an ended approval when a part has left and the rest is %s', async (_, deed) => {
    const { orderId } = await referred(3)
    await decide(ctx, { orderId, decision: 'APPROVE', reason: 'today only', approvedUntil: ctx.today })
    await ship(ctx, orderId, 1)
    clock.set(new Date(clock.now().getTime() + 86_400_000))
    ctx = made.ctxOf('owner')
    expect(await endApprovals(ctx)).toEqual({ back: 1, goOn: 0 })
    await deed(orderId)
    await reviseTasks(ctx, orderId)
    await offTheDesk(orderId, 'INVOICING')
    const { productId } = await makeProduct(ctx, { stock: 1 })
    await amend(ctx, { orderId, added: [{ productId, quantity: 1 }] })
    const asked = (await creditWork(ctx, {})).rows.find((row) => row.id === orderId)
    expect(asked).toMatchObject({ waitsFor: 'CREDIT_DECISION', cause: 'APPROVAL_ENDED' })
    await decide(ctx, { orderId, decision: 'APPROVE', reason: 'one more' })
    expect((await record(orderId)).decision).toMatchObject({ state: 'APPROVED', reason: 'one more' })
  })
})
