import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer } from '@/prisma/seed/records'
import { type Heard, heardTwice, makeWaiting, nobody, once, type WaitingWish } from '@/prisma/seed/waiting'
import type { Ctx } from '@/server/platform/context/ctx'
import { checkOrganisation } from '@/server/simulation/check/check'
import { orderRecord } from '../queries/record'
import { mailAllocated, mailClosed, mailShort } from './mail-waiting'

let ctx: Ctx
let customerId: string
beforeAll(async () => {
  ctx = (await makeOrganisation()).ctx
  ;({ customerId } = await makeCustomer(ctx))
})
afterAll(async () => {
  expect(await checkOrganisation(ctx)).toEqual([])
})

const ordered = (wish?: WaitingWish) => makeWaiting(ctx, customerId, wish)
const heard = (...said: Heard) => heardTwice(ctx, ...said)

describe('units that have to wait', () => {
  it.each([
    ['after a short pick', { backordered: 2 }, /2 units will come later/],
    ['after a count', { units: 1 }, /1 unit will come later/],
    ['by weight', { units: 0.5, unit: 'KGM' }, /0\.5\skg will come later/],
  ])('%s are told once, with what waits now', async (_, payload, subject) => {
    const { mailed, mail } = await heard(mailShort, await ordered(), payload)
    expect([mailed, mail?.kind, mail?.subject]).toEqual([once, 'SHORTAGE_NOTICE', expect.stringMatching(subject)])
    expect(mail?.text).toMatch(/Blue pot.*2\s.*Red pot.*2\s/s)
  })

  it.each<[string, object, WaitingWish]>([
    ['when none has to wait', { backordered: 0 }, {}],
    ['when credit took its time', { units: 2, cause: 'CREDIT_EXPIRED' }, {}],
    ['when they were reserved again meanwhile', { backordered: 2 }, { here: 3 }],
    ['when nobody hears of the order', { backordered: 2 }, { quiet: true }],
  ])('are not told %s', async (_, payload, wish) => {
    expect(await heard(mailShort, await ordered(wish), payload)).toMatchObject(nobody)
  })
})

describe('units that waited and are here', () => {
  it('are told with the day of the event, otherwise with the promise, and with what still waits', async () => {
    const waiting = await heard(mailAllocated, await ordered(), { units: 2, arrivesOn: '2027-03-02' })
    expect([waiting.mailed, waiting.mail?.subject]).toEqual([
      once,
      expect.stringContaining('arrives on Tue 2 Mar 2027'),
    ])
    expect(waiting.mail?.text).toMatch(/^2 units of your order that waited for stock are here now.*These still wait/ms)
    const orderId = await ordered({ here: 3 })
    const { promisedOn } = (await orderRecord(ctx, { id: orderId })).order
    const whole = await heard(mailAllocated, orderId, { units: 1 })
    expect(whole.mail?.kind).toBe('ARRIVAL_NOTICE')
    expect(whole.mail?.subject).toContain(`${Number(promisedOn?.slice(8))} `)
    expect(whole.mail?.text).not.toContain('These still wait')
  })

  it.each<[string, object, WaitingWish]>([
    ['while no day is known', { units: 1, arrivesOn: null }, { here: 3 }],
    ['when the order has no promise', { units: 1 }, {}],
    ['after the order was cancelled', { units: 1, arrivesOn: '2027-03-02' }, { cancelled: true }],
    ['when nobody hears of the order', { units: 1, arrivesOn: '2027-03-02' }, { quiet: true }],
  ])('are not told %s', async (_, payload, wish) => {
    expect(await heard(mailAllocated, await ordered(wish), payload)).toMatchObject(nobody)
  })
})

it('units that were taken off are told line by line, and other cancellations are not', async () => {
  const orderId = await ordered()
  expect(await heard(mailClosed, orderId, { units: 2 })).toMatchObject(nobody)
  expect(await heard(mailClosed, await ordered({ quiet: true }), { closed: [[2, 2]] })).toMatchObject(nobody)
  const { mailed, mail } = await heard(mailClosed, orderId, { closed: [[2, 2]] })
  expect([mailed, mail?.kind, mail?.subject]).toEqual([
    once,
    'ORDER_AMENDMENT',
    expect.stringContaining('2 units taken off'),
  ])
  expect(mail?.text).toContain('Red pot')
  expect(mail?.text).not.toContain('Blue pot')
})
