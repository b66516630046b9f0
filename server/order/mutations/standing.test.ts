import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { meanwhile } from '@/prisma/seed/meanwhile'
import { type MadeOrganisation, makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer, makeProduct, termsOf } from '@/prisma/seed/records'
import { refused } from '@/prisma/seed/refused'
import { recordReceipt } from '@/server/collection/mutations/record-receipt'
import { holdCustomer, liftHold } from '@/server/credit/mutations/hold'
import { setLimit } from '@/server/credit/mutations/limit'
import { changeCustomer } from '@/server/customer/mutations/change'
import { release } from '@/server/fulfilment/mutations/release'
import { listStock, stockRecord } from '@/server/inventory/queries/stock'
import type { Ctx } from '@/server/platform/context/ctx'
import { read, transaction } from '@/server/platform/database/run'
import { json, type Statement, sql } from '@/server/platform/database/sql'
import { countryCodes } from '@/server/platform/place/country'
import { isWholeAddress } from '@/server/platform/place/place'
import { virtualClock } from '@/server/platform/time/clock'
import { checkOrganisation } from '@/server/simulation/check/check'
import { listOrders } from '../queries/list'
import { orderRecord } from '../queries/record'
import { addressWaiting, completeAddress } from './address'
import { cancel } from './cancel'
import { confirm } from './confirm'
import { decide } from './decide'
import { expireReservations } from './expire'
import { mailConfirmation } from './mail-order'
import { regate } from './regate'

// A Monday morning before the cut-off: goods that leave now arrive on Wednesday.
const clock = virtualClock(new Date('2026-11-30T09:00:00Z'))
let made: MadeOrganisation
let ctx: Ctx
let productId: string

beforeAll(async () => {
  made = await makeOrganisation({ clock })
  ctx = made.ctx
  ;({ productId } = await makeProduct(ctx, { stock: 1000 }))
})
afterEach(async () => expect(await checkOrganisation(ctx)).toEqual([]))

const orderOf = async (id: string) => (await orderRecord(ctx, { id })).order
async function mails(orderId: string) {
  const [rows] = await read(
    ctx,
    sql<{
      kind: string
      subject: string
      body: { text: string; papers?: unknown[] }
    }>`SELECT kind, subject, body FROM mail WHERE organisation_id = ${ctx.organisationId} AND object_id = ${orderId} ORDER BY created_at, id`,
  )
  return rows.map(({ kind, subject, body }) => ({ kind, subject, text: body.text, papers: body.papers?.length ?? 0 }))
}

async function buyer(limitMinor = 1_000_000n, overrides = {}) {
  const { customerId } = await makeCustomer(ctx, overrides)
  await setLimit(ctx, { customerId, limitMinor, reason: 'known' })
  return customerId
}
const change = (statement: Statement) => transaction(ctx, {}, (tx) => tx.commit(statement))
const order = (customerId: string, quantity = 1, more = {}) =>
  confirm(ctx, { customerId, lines: [{ productId, quantity }], ...more })

describe('an order that waits for credit', () => {
  it('mails "received" without a day, and mails the confirmation with the day once, at its release', async () => {
    const customerId = await buyer(1n)
    const taken = await order(customerId)
    expect(taken).toMatchObject({ creditState: 'REFERRED', promisedOn: null, waitsFor: 'CREDIT_DECISION' })
    const committed = async () => (await orderRecord(ctx, { id: taken.orderId })).credit?.committedMinor
    expect(await committed()).toBe(0n)
    await mailConfirmation(ctx, taken.orderId)
    const [received, ...none] = await mails(taken.orderId)
    expect(none).toEqual([])
    expect(received).toMatchObject({ kind: 'ORDER_RECEIVED', papers: 0 })
    expect(received?.subject).toContain('received')
    expect(received?.text).toContain('will write to you')
    expect(received?.text).not.toMatch(/promise arrival|December|confirmed by/)
    await decide(ctx, { orderId: taken.orderId, decision: 'APPROVE', reason: 'known' })
    expect(await committed()).toBe(BigInt(taken.grossMinor))
    expect((await orderOf(taken.orderId)).promisedOn).toBe('2026-12-02')
    await Promise.all([mailConfirmation(ctx, taken.orderId), mailConfirmation(ctx, taken.orderId)])
    const told = await mails(taken.orderId)
    expect(told.map((mail) => mail.kind)).toEqual(['ORDER_RECEIVED', 'ORDER_CONFIRMATION'])
    expect(told[1]?.text).toMatch(/We promise arrival on Wed\w*,? 2 Dec/)
    expect(told[1]?.papers).toBe(1)
  })

  it('mails no confirmation after it is declined', async () => {
    const { orderId } = await order(await buyer(1n))
    await decide(ctx, { orderId, decision: 'DECLINE', reason: 'unknown' })
    expect(await mailConfirmation(ctx, orderId)).toEqual({ mailed: false })
  })

  it('reserves its lost stock again during the release, so that the mail does not say that goods are short', async () => {
    const customerId = await buyer()
    await holdCustomer(ctx, { customerId, reason: 'asked to' })
    const { productId: few } = await makeProduct(ctx, { stock: 10 })
    const held = await confirm(ctx, { customerId, lines: [{ productId: few, quantity: 10 }] })
    expect(held).toMatchObject({ creditState: 'HELD', promisedOn: null })
    clock.set(new Date('2026-12-07T09:00:00Z'))
    ctx = made.ctxOf('owner')
    await expireReservations(ctx)
    expect((await orderRecord(ctx, { id: held.orderId })).lines[0]).toMatchObject({ reserved: 0, backordered: 10 })
    const [listed] = (await listOrders(ctx, { unreserved: true })).rows
    expect(listed).toMatchObject({ id: held.orderId, unreserved: 10, waitsFor: 'CREDIT_HOLD' })
    const stock = await stockRecord(ctx, { productId: few })
    expect(stock).toMatchObject({ available: 10, backordered: 0, unreserved: 10, waiting: [{ unreserved: true }] })
    const wanted = async () => (await listStock(ctx, { state: 'WAITED_FOR' })).rows.map((row) => row.productId)
    expect(await wanted()).not.toContain(few)
    const buys = await confirm(ctx, { customerId: await buyer(), lines: [{ productId: few, quantity: 11 }] })
    expect(await wanted()).toContain(few)
    await cancel(ctx, { orderId: buys.orderId, reason: 'only asked' })
    await liftHold(ctx, { customerId, cause: 'PERSON', reason: 'settled' })
    expect(await regate(ctx, customerId)).toEqual({ released: 1 })
    expect((await orderRecord(ctx, { id: held.orderId })).lines[0]).toMatchObject({ reserved: 10, backordered: 0 })
    expect((await orderOf(held.orderId)).promisedOn).toBe('2026-12-09')
    await mailConfirmation(ctx, held.orderId)
    expect((await mails(held.orderId)).map((mail) => mail.text)).toEqual([
      expect.stringMatching(/We promise arrival on Wed\w*,? 9 Dec/),
    ])
  })

  it('gets its promise and its confirmation when the payment beforehand arrives', async () => {
    const { customerId } = await makeCustomer(ctx, { paymentTermsId: await termsOf(ctx, 'PREPAID') })
    const taken = await order(customerId)
    expect(taken).toMatchObject({ creditState: 'AWAITING_PAYMENT', promisedOn: null })
    await mailConfirmation(ctx, taken.orderId)
    const money = { amountMinor: BigInt(taken.grossMinor), receivedOn: ctx.today, method: 'BANK' as const }
    await recordReceipt(ctx, { customerId, orderId: taken.orderId, ...money })
    expect((await orderOf(taken.orderId)).promisedOn).toBe('2026-12-09')
    await mailConfirmation(ctx, taken.orderId)
    expect((await mails(taken.orderId)).map((mail) => mail.kind)).toEqual(['PROFORMA', 'ORDER_CONFIRMATION'])
  })
})

describe('an order without a complete address', () => {
  const nowhere = { billLine: null, billPostcode: null, billCity: null }

  it('gets no promise and no pick task until the customer has a complete address', async () => {
    const customerId = await buyer(1_000_000n, nowhere)
    const taken = await order(customerId)
    expect(taken).toMatchObject({ creditState: 'PASSED', stage: 'ORDER', waitsFor: 'ADDRESS', promisedOn: null })
    expect(await release(ctx, taken.orderId)).toMatchObject({ tasks: 0, parked: 'ADDRESS' })
    await mailConfirmation(ctx, taken.orderId)
    expect((await mails(taken.orderId))[0]?.text).toContain('street and town')
    expect(await addressWaiting(ctx, customerId)).toEqual({ addressed: 0 })
    await changeCustomer(ctx, { id: customerId, name: 'Somewhere Ltd', billLine: '3 Lane', billCity: 'Cork' })
    const nobody: Ctx = { ...ctx, actor: { kind: 'PERSON', id: 'nobody' } }
    await expect(addressWaiting(nobody, customerId)).rejects.toThrow(/uuid/)
    const once = () => addressWaiting(ctx, customerId)
    const both = await meanwhile(
      ctx,
      taken.orderId,
      () => Promise.all([once(), once()]),
      () => sleep(50),
    )
    expect(both.map(({ addressed }) => addressed).sort()).toEqual([0, 1])
    expect(await addressWaiting(ctx, customerId)).toEqual({ addressed: 0 })
    expect(await orderOf(taken.orderId)).toMatchObject({ stage: 'FULFILMENT', promisedOn: '2026-12-09' })
    expect(await release(ctx, taken.orderId)).toMatchObject({ tasks: 1, parked: null })
  })

  it('takes an address of its own once, and refuses an incomplete one', async () => {
    const shipTo = { name: 'Site 4', line: '  ', city: 'Galway', country: 'IE' }
    const { orderId } = await order(await buyer(), 1, { shipTo })
    expect(await orderOf(orderId)).toMatchObject({ waitsFor: 'ADDRESS' })
    await expect(completeAddress(ctx, { orderId, shipTo })).rejects.toMatchObject({ code: 'ADDRESS_INCOMPLETE' })
    const berlin = { ...shipTo, line: 'Gate 2', country: 'DE', postcode: 'ABC' }
    expect(await refused(completeAddress(ctx, { orderId, shipTo: berlin }))).toBe('POSTCODE_WRONG')
    const whole = { orderId, shipTo: { ...shipTo, line: 'Gate 2' } }
    const races = await Promise.allSettled([completeAddress(ctx, whole), completeAddress(ctx, whole)])
    expect(races.filter((race) => race.status === 'fulfilled')).toHaveLength(1)
    await expect(completeAddress((await makeOrganisation()).ctx, whole)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  it('waits for the state in a country of states, until the customer has one; an order from before the rule does not', async () => {
    const dallas = { billLine: '1 Main St', billCity: 'Dallas', billPostcode: '75201', billRegion: 'TX', country: 'US' }
    const customerId = await buyer(1_000_000n, { ...dallas, taxTreatment: 'DOMESTIC' })
    const region = (value: string | null) =>
      change(
        sql`UPDATE customer_address SET region = ${value} WHERE organisation_id = ${ctx.organisationId} AND customer_id = ${customerId}`,
      )
    await region(null)
    const { orderId } = await order(customerId)
    expect(await orderOf(orderId)).toMatchObject({ waitsFor: 'ADDRESS', promisedOn: null })
    const { shipTo } = await orderOf(orderId)
    await expect(completeAddress(ctx, { orderId, shipTo })).rejects.toMatchObject({
      code: 'STATE_MISSING',
      parameters: { field: 'region', called: 'state' },
    })
    await change(
      sql`UPDATE sales_order SET state_needed = false WHERE organisation_id = ${ctx.organisationId} AND id = ${orderId}`,
    )
    expect(await refused(completeAddress(ctx, { orderId, shipTo: { ...shipTo, region: 'TX' } }))).toBe('ADDRESS_KNOWN')
    await change(
      sql`UPDATE sales_order SET state_needed = true WHERE organisation_id = ${ctx.organisationId} AND id = ${orderId}`,
    )
    expect(await addressWaiting(ctx, customerId)).toEqual({ addressed: 0 })
    await region('TX')
    expect(await addressWaiting(ctx, customerId)).toEqual({ addressed: 1 })
    expect(await orderOf(orderId)).toMatchObject({ waitsFor: 'PICKING', promisedOn: '2026-12-09' })
  })

  it('is one rule in the program and in the database, in every country', async () => {
    const places = countryCodes().map((country) => ({ line: '1 Street', city: 'Town', country }))
    const [rows] = await read(
      ctx,
      sql<{
        country: string
        lacks: boolean
        before: boolean
        region: boolean
      }>`SELECT p->>'country' AS country, lacks_address(p, true) AS lacks,
        lacks_address(p, false) AS before, lacks_address(p || '{"region": "R"}', true) AS region FROM jsonb_array_elements(${json(places)}::jsonb) p`,
    )
    expect(rows.filter(({ lacks }) => lacks).map(({ country }) => country)).toEqual(
      places.filter((place) => !isWholeAddress(place)).map(({ country }) => country),
    )
    expect(rows.filter(({ before, region }) => before || region)).toEqual([])
  })
})

describe('a wished day', () => {
  it.each([
    ['a Saturday', '2026-12-12', '2026-12-14'],
    ['Christmas Day', '2026-12-25', '2026-12-28'],
    ['a working day', '2026-12-15', '2026-12-15'],
    ['a day too early', '2026-12-08', '2026-12-09'],
  ])(
    'that is %s becomes a promise for the first possible day, and the confirmation says so',
    async (_, requestedOn, day) => {
      const { orderId, promisedOn } = await order(await buyer(), 1, { requestedOn })
      expect(promisedOn).toBe(day)
      await mailConfirmation(ctx, orderId)
      const text = (await mails(orderId))[0]?.text ?? ''
      if (day === requestedOn) expect(text).not.toContain('You asked for')
      else expect(text).toContain('this is the first day after it that we can keep')
    },
  )

  it('that is a holiday in the country of delivery is not promised', async () => {
    const shipTo = { name: 'Messestand', line: 'Messeplatz 1', city: 'Berlin', country: 'DE' }
    const { promisedOn } = await order(await buyer(), 1, { shipTo, requestedOn: '2027-05-06' })
    expect(promisedOn).toBe('2027-05-07')
  })
})
