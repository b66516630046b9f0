import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { tasksOfOrder } from '@/prisma/seed/floor'
import { type MadeOrganisation, makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer, makeProduct, termsOf } from '@/prisma/seed/records'
import { giveLegalDetails, ship } from '@/prisma/seed/shipment'
import { recordReceipt } from '@/server/collection/mutations/record-receipt'
import { holdCustomer, liftHold } from '@/server/credit/mutations/hold'
import { setLimit } from '@/server/credit/mutations/limit'
import { pack } from '@/server/fulfilment/mutations/pack'
import { pick } from '@/server/fulfilment/mutations/pick'
import { release } from '@/server/fulfilment/mutations/release'
import { issueForShipment } from '@/server/invoicing/mutations/issue'
import type { Ctx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { virtualClock } from '@/server/platform/time/clock'
import { dispatch } from '@/server/shipping/mutations/dispatch'
import { plan } from '@/server/shipping/mutations/plan'
import { checkOrganisation } from '@/server/simulation/check/check'
import { orderRecord } from '../queries/record'
import type { DecideInput } from '../schema'
import { confirm } from './confirm'
import { decide } from './decide'
import { endApprovals } from './end-approval'
import { mailConfirmation } from './mail-order'
import { regate } from './regate'

// A Monday morning.
const clock = virtualClock(new Date('2026-11-30T09:00:00Z'))
let made: MadeOrganisation
let ctx: Ctx
beforeAll(async () => {
  made = await makeOrganisation({ clock })
  ctx = made.ctx
  await giveLegalDetails(ctx)
})
afterEach(async () => expect(await checkOrganisation(ctx)).toEqual([]))

const refused = (code: string) => expect.objectContaining({ code })
const record = (id: string) => orderRecord(ctx, { id })
function later(at: string) {
  clock.set(new Date(at))
  ctx = made.ctxOf('owner')
}
async function buyer(limitMinor: bigint) {
  const { customerId } = await makeCustomer(ctx)
  await setLimit(ctx, { customerId, limitMinor, reason: 'known' })
  return customerId
}
/** Ten and four units of two products at 10.00 net, 172.20 with tax. One unit of the second product is short. */
async function referred(limitMinor = 10_000n) {
  const customerId = await buyer(limitMinor)
  const [first, second] = [await makeProduct(ctx, { stock: 10 }), await makeProduct(ctx, { stock: 3 })]
  const lines = [
    { productId: first.productId, quantity: 10 },
    { productId: second.productId, quantity: 4 },
  ]
  const { orderId } = await confirm(ctx, { customerId, lines })
  const ids = (await record(orderId)).lines.map((line) => line.id)
  return { customerId, orderId, lineIds: ids as [string, string], productIds: [first.productId, second.productId] }
}
const say = (orderId: string, more: Partial<DecideInput> = {}) =>
  decide(ctx, { orderId, decision: 'APPROVE', reason: 'talked to them', ...more })
const part = ([first, second]: [string, string], rest: 'WAITS' | 'CANCELLED' | 'PREPAID', units = [6, 1]) => ({
  rest,
  lines: [
    { lineId: first, quantity: units[0] as number },
    { lineId: second, quantity: units[1] as number },
  ],
})
const quantities = (lines: Awaited<ReturnType<typeof record>>['lines']) =>
  lines.map((line) => [line.ordered - line.cancelled, line.reserved, line.backordered])
const stockOf = async (productId: string | undefined) => {
  const [[row]] = await read(
    ctx,
    sql<{
      reserved: number
    }>`SELECT reserved FROM stock_level WHERE organisation_id = ${ctx.organisationId} AND product_id = ${productId}`,
  )
  return row?.reserved
}
async function mails(orderId: string) {
  await mailConfirmation(ctx, orderId)
  const [rows] = await read(
    ctx,
    sql<{
      kind: string
      subject: string
      body: { text: string }
    }>`SELECT kind, subject, body FROM mail WHERE organisation_id = ${ctx.organisationId} AND object_id = ${orderId} ORDER BY created_at, id`,
  )
  return rows
}

describe('an order approved in part', () => {
  it('is released with that part; the rest waits as an order of its own with its stock, and passes when it fits', async () => {
    const { customerId, orderId, lineIds, productIds } = await referred()
    const decided = await say(orderId, { part: part(lineIds, 'WAITS') })
    const [one, rest] = [await record(orderId), await record(decided.restOrderId as string)]
    expect(one.order).toMatchObject({ creditState: 'PASSED', stage: 'FULFILMENT', grossMinor: 8_610n })
    expect(quantities(one.lines)).toEqual([
      [6, 6, 0],
      [1, 1, 0],
    ])
    expect(rest.order).toMatchObject({ creditState: 'REFERRED', waitsFor: 'CREDIT_DECISION', grossMinor: 8_610n })
    expect(rest.order.orderedAt).toEqual(one.order.orderedAt)
    expect(quantities(rest.lines)).toEqual([
      [4, 4, 0],
      [3, 2, 1],
    ])
    expect(await Promise.all(productIds.map(stockOf))).toEqual([10, 3])
    expect(one.credit?.committedMinor).toBe(8_610n)
    expect([one.told.restNumber, rest.told.restOfNumber]).toEqual([rest.order.number, one.order.number])
    expect(rest.decision).toMatchObject({ state: 'REFERRED', cause: 'REST' })
    expect((await mails(orderId)).at(-1)?.body.text).toContain(`The rest waits as order ${rest.order.number}`)
    expect((await regate(ctx, customerId)).released).toBe(0)
    await setLimit(ctx, { customerId, limitMinor: 17_220n, reason: 'more' })
    expect((await regate(ctx, customerId)).released).toBe(1)
    expect((await record(rest.order.id)).order.creditState).toBe('PASSED')
  })

  it('has its rest cancelled and the stock freed when the person chooses that', async () => {
    const { orderId, lineIds, productIds } = await referred()
    expect(await say(orderId, { part: part(lineIds, 'CANCELLED') })).toMatchObject({ restOrderId: null })
    expect((await record(orderId)).order).toMatchObject({ creditState: 'PASSED', grossMinor: 8_610n })
    expect(await Promise.all(productIds.map(stockOf))).toEqual([6, 1])
    expect((await mails(orderId))[0]?.body.text).toContain('the rest of it is cancelled')
  })

  it('has its rest paid beforehand when the person chooses that', async () => {
    const { orderId, lineIds, customerId } = await referred()
    const { restOrderId } = await say(orderId, { part: part(lineIds, 'PREPAID') })
    const rest = await record(restOrderId as string)
    expect(rest.order).toMatchObject({ creditState: 'AWAITING_PAYMENT', termsKind: 'PREPAID', waitsFor: 'PAYMENT' })
    expect(rest.proforma).toMatchObject({ state: 'OPEN', grossMinor: 8_610n })
    expect((await mails(rest.order.id))[0]).toMatchObject({ kind: 'PROFORMA' })
    const money = { amountMinor: 8_610n, receivedOn: ctx.today, method: 'BANK' as const }
    await recordReceipt(ctx, { customerId, orderId: rest.order.id, ...money })
    expect((await record(rest.order.id)).order).toMatchObject({ creditState: 'NOT_NEEDED', stage: 'FULFILMENT' })
  })

  it('is decided once, needs a part between nothing and all, and a new limit that covers the part', async () => {
    const { orderId, lineIds } = await referred()
    await expect(say(orderId, { part: part(lineIds, 'WAITS', [0, 0]) })).rejects.toEqual(refused('PART_EMPTY'))
    await expect(say(orderId, { part: part(lineIds, 'WAITS', [10, 4]) })).rejects.toEqual(refused('PART_WHOLE'))
    await expect(say(orderId, { part: part(lineIds, 'WAITS', [11, 4]) })).rejects.toEqual(refused('PART_TOO_LARGE'))
    await expect(say(orderId, { part: part(lineIds, 'WAITS'), limitMinor: 8_609n })).rejects.toEqual(
      refused('LIMIT_TOO_LOW'),
    )
    const both = await Promise.allSettled([
      say(orderId, { part: part(lineIds, 'WAITS'), limitMinor: 8_610n }),
      say(orderId, { part: part(lineIds, 'CANCELLED') }),
      say(orderId),
    ])
    expect(both.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
    await expect(decide((await makeOrganisation()).ctx, { orderId, decision: 'PREPAY', reason: 'x' })).rejects.toEqual(
      refused('NOT_FOUND'),
    )
  })
})

describe('an order that a hold stops, approved in part', () => {
  it('is released in spite of the hold; its rest stays held and is judged when the hold ends', async () => {
    const { orderId, lineIds, customerId } = await heldOrder()
    const { restOrderId } = await say(orderId, { part: part(lineIds, 'WAITS') })
    expect(await release(ctx, orderId)).toMatchObject({ parked: null, tasks: 2 })
    const rest = restOrderId as string
    expect((await record(rest)).order).toMatchObject({ creditState: 'HELD', waitsFor: 'CREDIT_HOLD' })
    await liftHold(ctx, { customerId, cause: 'PERSON', reason: 'called' })
    expect((await regate(ctx, customerId)).released).toBe(1)
    expect((await record(rest)).order.creditState).toBe('PASSED')
  })
})

async function heldOrder() {
  const customerId = await buyer(1_000_000n)
  await holdCustomer(ctx, { customerId, reason: 'call first' })
  const [first, second] = [await makeProduct(ctx, { stock: 10 }), await makeProduct(ctx, { stock: 4 })]
  const lines = [
    { productId: first.productId, quantity: 10 },
    { productId: second.productId, quantity: 4 },
  ]
  const { orderId, creditState } = await confirm(ctx, { customerId, lines })
  expect(creditState).toBe('HELD')
  return { customerId, orderId, lineIds: (await record(orderId)).lines.map((line) => line.id) as [string, string] }
}

describe('an order approved against payment beforehand', () => {
  it('keeps its stock, asks the customer for the money, and leaves when it is paid, in spite of a hold', async () => {
    const { orderId, customerId, productIds } = await referred()
    await holdCustomer(ctx, { customerId, reason: 'owes too long' })
    expect(await say(orderId, { decision: 'PREPAY' })).toMatchObject({ creditState: 'AWAITING_PAYMENT' })
    const waits = await record(orderId)
    expect(waits.order).toMatchObject({ termsKind: 'PREPAID', termsName: 'Prepaid', waitsFor: 'PAYMENT' })
    expect(waits.proforma).toMatchObject({ state: 'OPEN', grossMinor: 17_220n })
    expect(waits.credit?.committedMinor).toBe(0n)
    expect(await Promise.all(productIds.map(stockOf))).toEqual([10, 3])
    const [mail] = await mails(orderId)
    expect(mail).toMatchObject({ kind: 'PROFORMA' })
    expect(mail?.body.text).toContain('cannot send it on account, but against payment beforehand')
    await expect(say(orderId)).rejects.toEqual(refused('NOT_WAITING'))
    const money = { customerId, orderId, receivedOn: ctx.today, method: 'BANK' as const }
    await recordReceipt(ctx, { ...money, amountMinor: 17_219n })
    expect((await record(orderId)).order.creditState).toBe('AWAITING_PAYMENT')
    await recordReceipt(ctx, { ...money, amountMinor: 1n })
    expect((await record(orderId)).order).toMatchObject({ creditState: 'NOT_NEEDED', stage: 'FULFILMENT' })
    expect(await release(ctx, orderId)).toMatchObject({ parked: null, tasks: 2 })
  })
})

describe('an order approved until a day', () => {
  it('comes back to the credit desk after that day when it has not left, and counts in exposure no longer', async () => {
    later('2026-11-30T09:00:00Z')
    const { orderId, customerId } = await referred()
    await expect(say(orderId, { approvedUntil: '2026-11-29' })).rejects.toEqual(refused('APPROVAL_IN_PAST'))
    await say(orderId, { approvedUntil: '2026-12-02' })
    await mails(orderId)
    await ship(ctx, orderId, 4)
    later('2026-12-02T22:00:00Z')
    expect(await endApprovals(ctx)).toEqual({ back: 0, goOn: 0 })
    later('2026-12-03T09:00:00Z')
    const races = await Promise.all([endApprovals(ctx), endApprovals(ctx)])
    expect(races.reduce((sum, race) => sum + race.back, 0)).toBe(1)
    const { order, decision, credit } = await record(orderId)
    expect(order).toMatchObject({ creditState: 'REFERRED', stage: 'CREDIT', waitsFor: 'CREDIT_DECISION' })
    expect(decision).toMatchObject({ state: 'REFERRED', cause: 'APPROVAL_ENDED' })
    expect(credit?.committedMinor).toBe(0n)
    // Seven units of 12.30 have left and have no invoice yet: they count whatever is decided.
    expect(credit?.shippedNotInvoicedMinor).toBe(8_610n)
    expect(await release(ctx, orderId)).toMatchObject({ parked: 'CREDIT' })
    expect((await regate(ctx, customerId)).released).toBe(0)
    const told = await mails(orderId)
    expect(told.map((mail) => mail.subject)).toEqual([
      expect.stringContaining('confirmed'),
      expect.stringContaining('waits again'),
    ])
    await expect(say(orderId, { decision: 'PREPAY' })).rejects.toEqual(refused('PART_HAS_LEFT'))
    await say(orderId)
    expect((await mails(orderId)).at(-1)?.body.text).toContain('your order goes on')
    expect((await record(orderId)).order).toMatchObject({ creditState: 'PASSED', stage: 'FULFILMENT' })
  })

  it('keeps the approval for units that have left, and does not dispatch units that are only packed', async () => {
    later('2026-12-07T09:00:00Z')
    const [gone, packed] = [await referred(), await referred()]
    for (const { orderId } of [gone, packed]) await say(orderId, { approvedUntil: '2026-12-07' })
    await issueForShipment(ctx, await ship(ctx, gone.orderId, 10))
    const { shipmentId } = await packedOf(packed.orderId)
    later('2026-12-08T09:00:00Z')
    expect(await endApprovals(ctx)).toEqual({ back: 2, goOn: 0 })
    await expect(dispatch(ctx, { shipmentId })).rejects.toEqual(refused('CREDIT_NOT_PASSED'))
    expect((await record(gone.orderId)).order).toMatchObject({ creditState: 'REFERRED', openMinor: 15_990n })
    const { restOrderId } = await say(gone.orderId, { part: { lines: [], rest: 'PREPAID' } })
    expect((await record(gone.orderId)).order).toMatchObject({ stage: 'RECEIVABLE', grossMinor: 15_990n })
    expect((await record(restOrderId as string)).proforma).toMatchObject({ state: 'OPEN', grossMinor: 1_230n })
    await expect(say(packed.orderId, { part: { lines: [], rest: 'PREPAID' } })).resolves.toMatchObject({
      creditState: 'PASSED',
    })
  })

  it('is released without a decision when it fits the limit by then', async () => {
    later('2026-12-09T09:00:00Z')
    const { orderId, customerId } = await referred()
    await say(orderId, { approvedUntil: '2026-12-09' })
    await setLimit(ctx, { customerId, limitMinor: 17_220n, reason: 'paid well' })
    later('2026-12-10T09:00:00Z')
    expect(await endApprovals(ctx)).toEqual({ back: 0, goOn: 1 })
    expect(await endApprovals(ctx)).toEqual({ back: 0, goOn: 0 })
    expect((await record(orderId)).order.creditState).toBe('PASSED')
  })
})

it('an approval of a referred order overrules a hold that was placed meanwhile, for this order only', async () => {
  const { orderId, customerId } = await referred()
  await holdCustomer(ctx, { customerId, reason: 'call first' })
  await say(orderId)
  expect(await release(ctx, orderId)).toMatchObject({ parked: null, tasks: 2 })
  expect((await record(orderId)).decision).toMatchObject({ state: 'APPROVED', cause: 'LIMIT_EXCEEDED' })
  await liftHold(ctx, { customerId, cause: 'PERSON', reason: 'called' })
})

async function packedOf(orderId: string) {
  await release(ctx, orderId)
  const open = (await tasksOfOrder(ctx, orderId)).filter((task) => task.state === 'OPEN')
  await pick(ctx, { orderId, picks: open.map((task) => ({ taskId: task.id, quantity: task.quantity })) })
  await pack(ctx, { orderId })
  const { shipmentId } = await plan(ctx, orderId)
  return { shipmentId: shipmentId as string }
}

it('refuses prepayment when the organisation has no prepaid terms', async () => {
  const { orderId, lineIds } = await referred()
  const id = await termsOf(ctx, 'PREPAID')
  await read(
    ctx,
    sql`UPDATE payment_terms SET kind = 'CASH' WHERE organisation_id = ${ctx.organisationId} AND id = ${id}`,
  )
  await expect(say(orderId, { decision: 'PREPAY' })).rejects.toEqual(refused('NO_PREPAID_TERMS'))
  await expect(say(orderId, { part: part(lineIds, 'PREPAID') })).rejects.toEqual(refused('NO_PREPAID_TERMS'))
})
