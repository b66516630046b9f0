import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer } from '@/prisma/seed/records'
import { type Heard, heardTwice, makeWaiting, nobody, once, type WaitingWish } from '@/prisma/seed/waiting'
import type { Ctx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { mailMoved } from '@/server/shipping/mutations/mail-dispatch'
import { checkOrganisation } from '@/server/simulation/check/check'
import { cancel } from './cancel'
import { mailAmendment, mailCancellation } from './mail-order'
import { mailElsewhere, mailPlanned } from './mail-waiting'

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

describe('a promised day that another warehouse cannot keep', () => {
  const promised = async (facts: WaitingWish = {}) => {
    const orderId = await ordered(facts)
    await read(
      ctx,
      sql`UPDATE sales_order SET moved_on = '2027-03-01' WHERE organisation_id = ${ctx.organisationId} AND id = ${orderId}`,
    )
    return orderId
  }
  const forgotten = (orderId: string) =>
    read(
      ctx,
      sql`UPDATE sales_order SET moved_on = NULL WHERE organisation_id = ${ctx.organisationId} AND id = ${orderId}`,
    )

  it.each<[string, WaitingWish, object, boolean]>([
    ['is told while no line has a day', {}, { unkept: true }, true],
    ['is told while one line has none', { expected: true }, { unkept: true }, true],
    ['is not told when nothing waits', { here: 3 }, { unkept: true }, false],
    ['is not told when it had none', {}, {}, false],
    ['is not told when nobody hears of the order', { quiet: true }, { unkept: true }, false],
  ])('%s', async (_, facts, payload, told) => {
    const orderId = await promised(facts)
    const { mailed, mail } = await heard(mailElsewhere, orderId, payload)
    await forgotten(orderId)
    expect(mailed).toEqual(told ? once : nobody.mailed)
    if (told)
      expect(mail).toMatchObject({ kind: 'PROMISE_MOVED', subject: expect.stringContaining('no day of arrival known') })
    if (told) expect(mail?.text).toContain('we cannot keep Mon 1 Mar 2027')
  })

  it('is not told after the order was cancelled', async () => {
    const orderId = await promised()
    await cancel(ctx, { orderId, reason: 'not wanted' })
    expect(await heard(mailElsewhere, orderId, { unkept: true })).toMatchObject(nobody)
    await forgotten(orderId)
  })
})

describe('the day of an order that waits for goods', () => {
  const [monday, tuesday] = ['2027-03-01', '2027-03-02']
  it.each([
    ['a first day', { from: null, to: tuesday }, 'ARRIVAL_NOTICE', /arrives on Tue 2 Mar 2027$/],
    [
      'another day',
      { from: monday, to: tuesday },
      'PROMISE_MOVED',
      /arrives on Tue 2 Mar 2027 instead of Mon 1 Mar 2027$/,
    ],
    ['none any more', { from: monday, to: null }, 'PROMISE_MOVED', /no day of arrival known any more$/],
  ])('is told: %s', async (_, payload, kind, subject) => {
    const { mailed, mail } = await heard(mailPlanned, await ordered(), payload)
    expect([mailed, mail?.kind, mail?.subject]).toEqual([once, kind, expect.stringMatching(subject)])
  })

  it('is that of the others where some lines have none, and these are named', async () => {
    const orderId = await ordered({ expected: true })
    const { mail } = await heard(mailPlanned, orderId, { from: monday, to: tuesday, open: true })
    expect(mail?.text).toContain('For 2 of Blue pot')
    expect(mail?.text).toMatch(/no day is known yet/)
    const all = await heard(mailPlanned, orderId, { from: monday, to: tuesday })
    expect(all.mails.filter(({ text }) => String(text).includes('no day is known yet'))).toHaveLength(1)
  })

  it.each<[string, WaitingWish]>([
    ['nothing waits any more', { here: 3 }],
    ['the order was cancelled', { cancelled: true }],
    ['nobody hears of the order', { quiet: true }],
  ])('is not told when %s', async (_, wish) => {
    expect(await heard(mailPlanned, await ordered(wish), { from: monday, to: tuesday })).toMatchObject(nobody)
  })
})

it.each([
  [false, once],
  [true, nobody.mailed],
])('an order of the program before is not told to its customer before this one counts: %s', async (quiet, expected) => {
  const orderId = await ordered({ quiet })
  const day = { from: '2027-03-01', to: '2027-03-02' }
  expect((await heard(mailMoved, orderId, day)).mailed).toEqual(expected)
  expect((await heard(mailAmendment, orderId, { day: [null, '2027-03-02'] })).mailed).toEqual(expected)
  await cancel(ctx, { orderId, reason: 'not wanted' })
  const { mailed, mails } = await heard((by) => mailCancellation(by, orderId), orderId, {})
  expect([mailed, mails.length]).toEqual([expected, quiet ? 0 : 3])
})
