import { beforeEach, describe, expect, it } from 'vitest'
import { payloadsOf } from '@/prisma/seed/events'
import { tasksOfOrder } from '@/prisma/seed/floor'
import { type MadeOrganisation, makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer, makeProduct } from '@/prisma/seed/records'
import { refused } from '@/prisma/seed/refused'
import { ship } from '@/prisma/seed/shipment'
import { setLimit } from '@/server/credit/mutations/limit'
import { pack } from '@/server/fulfilment/mutations/pack'
import { pick } from '@/server/fulfilment/mutations/pick'
import { release } from '@/server/fulfilment/mutations/release'
import type { Ctx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { virtualClock } from '@/server/platform/time/clock'
import { followAmendment } from '@/server/shipping/mutations/follow-amendment'
import { plan } from '@/server/shipping/mutations/plan'
import { checkOrganisation } from '@/server/simulation/check/check'
import { sentence } from '@/server/words'
import { orderRecord } from '../queries/record'
import { amend } from './amend'
import { fitting } from './amend-facts'
import { confirm } from './confirm'

// A Monday morning in Dublin, before the cut-off.
const clock = virtualClock(new Date('2026-03-02T09:00:00Z'))
let made: MadeOrganisation
let ctx: Ctx
let customerId: string
let productId: string
beforeEach(async () => {
  made = await makeOrganisation({ clock })
  ctx = made.ctx
  ;({ customerId } = await makeCustomer(ctx))
  ;({ productId } = await makeProduct(ctx, { stock: 20 }))
  await setLimit(ctx, { customerId, limitMinor: 1_000_000n, reason: 'known' })
})

const take = async (wish: object = {}) =>
  (await confirm(ctx, { customerId, lines: [{ productId, quantity: 2 }], ...wish })).orderId
const orderOf = async (id: string) => (await orderRecord(ctx, { id })).order
const amendedIn = async (id: string) => {
  const { timeline } = await orderRecord(ctx, { id })
  return timeline.filter(({ name }) => name === 'order/order.amended').map((event) => sentence(event, ctx.organisation))
}
const cork = { name: 'Depot', line: '7 New Road', city: 'Cork', country: 'IE' }

describe('another wished day or ship-to address', () => {
  it('moves the promise to the wished day or to the first possible one, and records old and new values', async () => {
    const orderId = await take()
    const first = (await orderOf(orderId)).promisedOn
    await amend(ctx, { orderId, requestedOn: '2026-03-20' })
    expect(await orderOf(orderId)).toMatchObject({ requestedOn: '2026-03-20', promisedOn: '2026-03-20' })
    await amend(ctx, { orderId, requestedOn: null })
    expect(await orderOf(orderId)).toMatchObject({ requestedOn: null, promisedOn: first })
    expect(await amendedIn(orderId)).toEqual([
      `Amended: wanted on Fri 20 Mar 2026 instead of no day of their own; promised for Fri 20 Mar 2026 instead of ${first === '2026-03-04' ? 'Wed 4 Mar' : 'Tue 3 Mar'} 2026`,
      expect.stringContaining('wanted on no day of their own instead of Fri 20 Mar 2026'),
    ])
    await expect(amend(ctx, { orderId, requestedOn: null })).rejects.toMatchObject({ code: 'NOTHING_CHANGED' })
    expect(await checkOrganisation(ctx)).toEqual([])
  })

  it('replaces the whole address, and refuses an incomplete one', async () => {
    const orderId = await take()
    const { promisedOn } = await orderOf(orderId)
    await expect(amend(ctx, { orderId, shipTo: { ...cork, city: ' ' } })).rejects.toMatchObject({
      code: 'ADDRESS_INCOMPLETE',
      parameters: { field: 'city' },
    })
    await expect(amend(ctx, { orderId, shipTo: { ...cork, country: 'DE', postcode: 'XYZ' } })).rejects.toMatchObject({
      code: 'POSTCODE_WRONG',
      parameters: { field: 'postcode', example: '20457' },
    })
    const perth = { ...cork, city: 'Perth', country: 'AU' }
    await expect(amend(ctx, { orderId, shipTo: perth })).rejects.toMatchObject({
      code: 'STATE_MISSING',
      parameters: { field: 'region', called: 'state' },
    })
    expect(await refused(amend(ctx, { orderId, shipTo: { ...cork, line: '' } }))).toBe('ADDRESS_INCOMPLETE')
    await amend(ctx, { orderId, shipTo: cork })
    expect(await orderOf(orderId)).toMatchObject({ shipTo: cork, promisedOn })
    expect(await amendedIn(orderId)).toEqual(['Amended: goes to another address'])
    expect(await payloadsOf(ctx, 'order/order.addressed', orderId)).toEqual([])
    await expect(amend(ctx, { orderId, shipTo: cork })).rejects.toMatchObject({ code: 'NOTHING_CHANGED' })
  })

  it('gives a promise and a confirmation to an order that waited for its address', async () => {
    const { customerId: nowhere } = await makeCustomer(ctx, { billLine: '', billCity: '' })
    await setLimit(ctx, { customerId: nowhere, limitMinor: 1_000_000n, reason: 'known' })
    const orderId = await take({ customerId: nowhere })
    expect(await orderOf(orderId)).toMatchObject({ waitsFor: 'ADDRESS', promisedOn: null })
    await amend(ctx, { orderId, shipTo: cork })
    const { order, timeline } = await orderRecord(ctx, { id: orderId })
    expect(order).toMatchObject({ stage: 'FULFILMENT', waitsFor: 'PICKING' })
    expect(order.promisedOn).not.toBeNull()
    expect(timeline.map(({ name }) => name)).toContain('order/order.addressed')
    // There was no promise that could have moved.
    expect((await payloadsOf(ctx, 'order/order.amended', orderId))[0]).not.toHaveProperty('promised')
  })

  it('is refused after a part has left', async () => {
    const orderId = await take()
    await ship(ctx, orderId, 2)
    await expect(amend(ctx, { orderId, shipTo: cork })).rejects.toMatchObject({ code: 'SHIP_TO_FIXED' })
  })

  it('moves a planned shipment to the new day, and its labels are asked for again', async () => {
    const orderId = await take()
    await release(ctx, orderId)
    const tasks = await tasksOfOrder(ctx, orderId)
    await pick(ctx, { orderId, picks: tasks.map(({ id, quantity }) => ({ taskId: id, quantity })) })
    await pack(ctx, { orderId })
    const { shipmentId } = await plan(ctx, orderId)
    const printed = sql`UPDATE parcel SET labelled_of = 1 WHERE organisation_id = ${ctx.organisationId} AND shipment_id = ${shipmentId}`
    await read(ctx, printed)
    const standing = async () => {
      const [[row]] = await read(
        ctx,
        sql<{ plannedOn: string; labelledOf: number }>`SELECT s.planned_on, p.labelled_of FROM shipment s
          JOIN parcel p ON p.organisation_id = s.organisation_id AND p.shipment_id = s.id
          WHERE s.organisation_id = ${ctx.organisationId} AND s.id = ${shipmentId}`,
      )
      return row
    }
    await amend(ctx, { orderId, requestedOn: '2026-03-20' })
    expect(await followAmendment(ctx, orderId, { day: [null, '2026-03-20'] })).toEqual({ followed: 1 })
    expect(await standing()).toMatchObject({ plannedOn: expect.stringMatching(/^2026-03-1[89]$/), labelledOf: 1 })
    await amend(ctx, { orderId, shipTo: cork })
    expect(await followAmendment(ctx, orderId, { shipTo: ['IE', 'IE'] })).toEqual({ followed: 1 })
    expect(await standing()).toMatchObject({ labelledOf: 0 })
    expect(await followAmendment(ctx, orderId, { shipTo: undefined })).toEqual({ followed: 0 })
  })
})

it('a number that the customer requires can be changed, and only not taken away', async () => {
  const { customerId: strict } = await makeCustomer(ctx, { referenceRequired: true })
  const orderId = await take({ customerId: strict, customerReference: 'PO-1' })
  expect(await refused(amend(ctx, { orderId, note: 'Ring twice' }))).toBe('done')
  expect(await refused(amend(ctx, { orderId, customerReference: ' ' }))).toBe('REFERENCE_REQUIRED')
  expect(await refused(amend(ctx, { orderId, note: 'Ring three times' }))).toBe('done')
  expect(await refused(amend(ctx, { orderId, customerReference: 'PO-2', note: null }))).toBe('done')
  expect(await amendedIn(orderId)).toEqual([
    'Amended: note added: it stands under Note',
    'Amended: note replaced: it stands under Note',
    'Amended: their number from PO-1 to PO-2; note taken away',
  ])
  expect(await orderOf(orderId)).toMatchObject({ customerReference: 'PO-2', note: null })
})

it.each([
  ['a short one', 2, 2, [2, 2]],
  ['more changed lines than new ones', 5, 2, [4, 2]],
  ['as many of both', 4, 4, [3, 3]],
])('an event tells of as many lines as fit: of %s', (_, changed, added, told) => {
  const line = { line: 1, units: ['1000', '2000'], price: 'x'.repeat(20) }
  const of = (count: number) => Array.from({ length: count }, () => line)
  const { changes, news } = fitting({ changes: of(changed), news: of(added) })
  expect([changes.length, news.length]).toEqual(told)
})
