import { setTimeout } from 'node:timers/promises'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { payloadsOf } from '@/prisma/seed/events'
import { workedWednesday } from '@/prisma/seed/later'
import { meanwhile } from '@/prisma/seed/meanwhile'
import { type MadeOrganisation, makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer, makeProduct, termsOf } from '@/prisma/seed/records'
import { importStatement } from '@/server/collection/mutations/import-statement'
import { recordReceipt } from '@/server/collection/mutations/record-receipt'
import { refund } from '@/server/collection/mutations/refund'
import { reverseReceipt } from '@/server/collection/mutations/reverse-receipt'
import { listWaiting } from '@/server/home/queries/waiting'
import { amend } from '@/server/order/mutations/amend'
import { cancel } from '@/server/order/mutations/cancel'
import { confirm } from '@/server/order/mutations/confirm'
import { mailCancellation } from '@/server/order/mutations/mail-order'
import { orderRecord } from '@/server/order/queries/record'
import type { Ctx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { changeOrganisation } from '@/server/platform/organisation/mutations/settings'
import { addDays, instantAt } from '@/server/platform/time/calendar'
import { checkOrganisation } from '@/server/simulation/check/check'
import { pursueProforma, pursueProformas } from './lapse'

let made: MadeOrganisation
let productId: string
beforeAll(async () => {
  made = await makeOrganisation()
  ;({ productId } = await makeProduct(made.ctx, { stock: 1000 }))
})
afterEach(async () => expect(await checkOrganisation(made.ctx)).toEqual([]))

/** A worked Wednesday at least this many days later; the bank was checked that morning. */
async function later(days: number, isChecked = true): Promise<Ctx> {
  const ctx = workedWednesday(made.ctx, days)
  const upTo = isChecked ? ctx.today : null
  await read(
    ctx,
    sql`UPDATE bank_account SET checked_up_to = ${upTo}::date WHERE organisation_id = ${ctx.organisationId}`,
  )
  return ctx
}
async function beforehand() {
  const { customerId } = await makeCustomer(made.ctx, { paymentTermsId: await termsOf(made.ctx, 'PREPAID') })
  const placed = await confirm(made.ctx, { customerId, lines: [{ productId, quantity: 2 }] })
  return { customerId, orderId: placed.orderId, grossMinor: BigInt(placed.grossMinor) }
}
const record = (orderId: string) => orderRecord(made.ctx, { id: orderId })
const reserved = async () =>
  (
    await read(
      made.ctx,
      sql<{
        reserved: number
      }>`SELECT reserved FROM stock_level WHERE organisation_id = ${made.ctx.organisationId} AND product_id = ${productId}`,
    )
  )[0][0]?.reserved ?? 0
const pay = (ctx: Ctx, { customerId, orderId, grossMinor }: Awaited<ReturnType<typeof beforehand>>) =>
  recordReceipt(ctx, { customerId, orderId, amountMinor: grossMinor, receivedOn: ctx.today, method: 'BANK' })
const mails = async (orderId: string) =>
  (
    await read(
      made.ctx,
      sql<{
        kind: string
        text: string
      }>`SELECT kind, body->>'text' AS text FROM mail WHERE organisation_id = ${made.ctx.organisationId} AND object_id = ${orderId} ORDER BY created_at`,
    )
  )[0]

describe('an order that is to be paid beforehand and is not', () => {
  it('gets one reminder, then lapses: it is cancelled, its stock is free, and its customer is told', async () => {
    const before = await reserved()
    const { orderId } = await beforehand()
    expect(await reserved()).toBe(before + 2)
    expect(await pursueProforma(await later(1), orderId)).toBeNull()
    const soon = await later(10)
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => pursueProforma(soon, orderId)))
    expect(outcomes.filter((one) => one === 'REMINDED')).toHaveLength(1)
    expect(outcomes.filter((one) => one !== 'REMINDED' && one !== null)).toEqual([])
    const { proforma } = await record(orderId)
    expect(await mails(orderId)).toMatchObject([{ kind: 'PROFORMA_EXPIRES' }])
    const said = { number: proforma?.number, expiresOn: proforma?.expiresOn }
    expect(await payloadsOf(made.ctx, 'receivable/proforma.reminded', orderId)).toEqual([said])
    expect((await mails(orderId))[0]?.text).toContain(proforma?.number)
    const late = await later(30)
    const nobody: Ctx = { ...late, actor: { kind: 'PERSON', id: 'nobody' } }
    await expect(pursueProformas(nobody)).rejects.toThrow(/uuid/)
    expect(await pursueProformas(late)).toEqual({ reminded: 0, lapsed: 1 })
    const gone = await record(orderId)
    expect(gone.order.stage).toBe('CANCELLED')
    expect(gone.proforma?.state).toBe('LAPSED')
    expect(gone.timeline.map((row) => row.name)).toEqual(
      expect.arrayContaining(['receivable/proforma.reminded', 'receivable/proforma.lapsed', 'order/order.cancelled']),
    )
    expect(await reserved()).toBe(before)
    expect(await payloadsOf(made.ctx, 'receivable/proforma.lapsed', orderId)).toEqual([said])
    expect(await payloadsOf(made.ctx, 'order/lines.cancelled', orderId)).toMatchObject([
      { units: 2, picked: 0, reason: expect.stringContaining(`${Number(proforma?.expiresOn?.slice(8))}`) },
    ])
    await mailCancellation(late, orderId)
    expect((await mails(orderId)).at(-1)?.text).toContain('received no payment')
    expect(await pursueProformas(await later(60))).toEqual({ reminded: 0, lapsed: 0 })
  })

  it('is reminded first and has time after it, however long the program was down', async () => {
    const { orderId } = await beforehand()
    const late = await later(300)
    expect(await pursueProforma(late, orderId)).toBe('REMINDED')
    expect((await record(orderId)).proforma?.expiresOn).toBe(addDays(late.today, 3))
    expect(await pursueProforma(late, orderId)).toBeNull()
    // Counted from any weekday: the Wednesday after that day.
    expect(await pursueProforma(await later(307), orderId)).toBe('LAPSED')
  })

  it('is counted as reminded by the sweep, and its mail carries the pro forma; at night nothing is sent or noted', async () => {
    const { ctx } = await makeOrganisation()
    const { customerId } = await makeCustomer(ctx, { paymentTermsId: await termsOf(ctx, 'PREPAID') })
    const product = await makeProduct(ctx, { stock: 9 })
    const wish = { customerId, lines: [{ productId: product.productId, quantity: 1 }] }
    const [order] = [await confirm(ctx, wish), await confirm(ctx, wish), await confirm(ctx, wish)]
    const noon = await later(10)
    const day = { ...ctx, today: noon.today, now: noon.now }
    await read(
      day,
      sql`UPDATE bank_account SET checked_up_to = ${day.today}::date WHERE organisation_id = ${day.organisationId}`,
    )
    const night = { ...day, now: instantAt(day.organisation.timeZone, day.today, '03:00') }
    const heldBack = async () => (await orderRecord(day, { id: order.orderId })).proforma?.heldBack
    expect(await pursueProforma(night, order.orderId)).toBe('OUTSIDE_HOURS')
    expect([await pursueProformas(night), await heldBack()]).toEqual([{ reminded: 0, lapsed: 0 }, null])
    // One at a time, so that it looks as often as there are orders.
    expect([await pursueProformas(day, 1), await heldBack()]).toEqual([{ reminded: 3, lapsed: 0 }, null])
    expect(await pursueProformas(day)).toEqual({ reminded: 0, lapsed: 0 })
    const [[mail]] = await read(
      day,
      sql<{
        papers: unknown
      }>`SELECT body->'papers' AS papers FROM mail WHERE organisation_id = ${day.organisationId} AND object_id = ${order.orderId}`,
    )
    expect(mail?.papers).toMatchObject([{ kind: 'proforma' }])
  })

  it('stays while the bank was not checked, or part of its money has come, and says why', async () => {
    const [blind, partly] = [await beforehand(), await beforehand()]
    expect(await pursueProforma(await later(20, false), blind.orderId)).toBe('BANK_STALE')
    expect((await record(blind.orderId)).proforma?.heldBack).toBe('BANK_STALE')
    expect((await record(partly.orderId)).proforma?.heldBack).toBeNull()
    const late = await later(20)
    await recordReceipt(late, { ...partly, amountMinor: 1n, receivedOn: late.today, method: 'BANK' })
    expect(await pursueProforma(late, partly.orderId)).toBe('PART_PAID')
    expect((await record(partly.orderId)).order.stage).toBe('CREDIT')
    const somewhere = await beforehand()
    const unnamed = { customerId: somewhere.customerId, amountMinor: 5n, method: 'BANK' } as const
    const { receiptId } = await recordReceipt(late, { ...unnamed, receivedOn: late.today })
    expect(await pursueProforma(late, somewhere.orderId)).toBe('UNAPPLIED_CASH')
    await reverseReceipt(late, { receiptId, cause: 'MISTAKE', reason: 'of another' })
    expect(await pursueProforma(late, somewhere.orderId)).toBe('REMINDED')
    expect(await pursueProforma(late, blind.orderId)).toBe('REMINDED')
    expect((await record(blind.orderId)).proforma?.heldBack).toBeNull()
  })

  it.each([
    ['of its amount', 0n, []],
    ['that may be of its customer', 1n, ['own']],
  ])('stays while a bank line %s waits for a person', async (_, more, customers) => {
    const { orderId, customerId, grossMinor } = await beforehand()
    const late = await later(20)
    const amount = `${(grossMinor + more) / 100n}.${String((grossMinor + more) % 100n).padStart(2, '0')}`
    const file = `Date;Description;Amount\n${late.today};transfer;${amount}`
    await importStatement(late, { fileName: `${orderId}.csv`, content: Buffer.from(file).toString('base64') })
    const lineState = (state: string) =>
      read(
        late,
        sql`UPDATE bank_line SET state = ${state}, cause = NULL, evidence = jsonb_build_object('customerIds', ${customers.map(() => customerId)}::text[])
          WHERE organisation_id = ${late.organisationId} AND reference = 'transfer' AND state = 'UNMATCHED'`,
      )
    await lineState('UNMATCHED')
    expect(await pursueProforma(late, orderId)).toBe('BANK_LINE')
    expect((await record(orderId)).proforma).toMatchObject({ heldBack: 'BANK_LINE', remindedOn: null })
    await lineState('IGNORED')
    expect(await pursueProforma(late, orderId)).toBe('REMINDED')
  })

  it('gets its time again when the payment was returned', async () => {
    const one = await beforehand()
    const { receiptId } = await pay(made.ctx, one)
    const then = await later(100)
    await reverseReceipt(then, { receiptId, cause: 'RETURNED', reason: 'no funds' })
    expect((await record(one.orderId)).proforma).toMatchObject({ state: 'OPEN', expiresOn: addDays(then.today, 14) })
    expect(await pursueProforma(then, one.orderId)).toBeNull()
  })

  it('is left alone when a person cancels or amends it in that moment', async () => {
    const [cancelled, other] = [await beforehand(), await beforehand()]
    const soon = await later(10)
    let swept: Promise<unknown> = Promise.resolve()
    const reason = 'not wanted'
    // The sweep has read what was there before, and waits behind the person.
    await meanwhile(
      made.ctx,
      cancelled.orderId,
      () => cancel(made.ctx, { orderId: cancelled.orderId, reason }),
      async () => {
        swept = pursueProformas(soon)
        await setTimeout(100)
      },
    )
    expect(await swept).toEqual({ reminded: 1, lapsed: 0 })
    expect(await mails(cancelled.orderId)).toEqual([])
    const changed = await beforehand()
    await meanwhile(
      made.ctx,
      changed.orderId,
      () => amend(made.ctx, { orderId: changed.orderId, added: [{ productId, quantity: 1 }] }),
      async () => {
        swept = pursueProforma(soon, changed.orderId)
        await setTimeout(100)
      },
    )
    expect(await swept).toBeNull()
    expect(await pursueProforma(soon, changed.orderId)).toBe('REMINDED')
    expect((await record(other.orderId)).proforma?.remindedOn).toBe(soon.today)
  })

  it('waits for ever when the organisation’s settings say so', async () => {
    await changeOrganisation(made.ctx, { prepaidDays: null })
    const { orderId } = await beforehand()
    await changeOrganisation(made.ctx, { prepaidDays: 7 })
    expect((await record(orderId)).proforma?.expiresOn).toBeNull()
    expect(await pursueProforma(await later(400), orderId)).toBeNull()
    expect((await record((await beforehand()).orderId)).proforma?.expiresOn).toBe(addDays(made.ctx.today, 7))
  })

  it('lapses after its own last day for a customer without an address, and says until then why nobody was reminded', async () => {
    const { orderId, customerId } = await beforehand()
    await read(
      made.ctx,
      sql`UPDATE customer SET email = NULL WHERE organisation_id = ${made.ctx.organisationId} AND id = ${customerId}`,
    )
    const soon = await later(5)
    await read(
      soon,
      sql`UPDATE proforma SET expires_on = ${soon.today} WHERE organisation_id = ${soon.organisationId} AND order_id = ${orderId}`,
    )
    expect(await pursueProforma(soon, orderId)).toBe('NO_ADDRESS')
    expect((await record(orderId)).proforma).toMatchObject({ state: 'OPEN', heldBack: 'NO_ADDRESS' })
    expect(await pursueProforma(await later(20), orderId)).toBe('LAPSED')
    expect(await record(orderId)).toMatchObject({ order: { stage: 'CANCELLED' }, proforma: { state: 'LAPSED' } })
  })
})

/** Runs both, from one well before the other to the reverse. */
async function together<A, B>(round: number, one: () => Promise<A>, other: () => Promise<B>): Promise<[A, B]> {
  if (round === 0) return [await one(), await other()]
  if (round < rounds - 1) return Promise.all([setTimeout(round * 3).then(one), other()])
  const second = await other()
  return [await one(), second]
}

const rounds = 12

describe('money in the moment in which its order lapses', () => {
  it('either pays the order, or finds it lapsed and can be refunded: never both', async () => {
    const seen = new Set<string>()
    for (let round = 0; round < rounds; round++) {
      const one = await beforehand()
      expect(await pursueProforma(await later(12), one.orderId)).toBe('REMINDED')
      const late = await later(30)
      const money = () => pay(late, one)
      const end = () => pursueProforma(late, one.orderId)
      const [paid, ended] = await together(round, money, end)
      const { order, proforma } = await record(one.orderId)
      seen.add(order.stage)
      if (order.stage === 'CANCELLED') {
        expect([ended, proforma?.state, paid.unappliedMinor]).toEqual(['LAPSED', 'LAPSED', String(one.grossMinor)])
        const waits = await listWaiting(late, { kind: 'UNAPPLIED' })
        expect(waits.rows.map((row) => row.recordId)).toContain(paid.receiptId)
        await refund(late, {
          sourceKind: 'RECEIPT',
          sourceId: paid.receiptId,
          amountMinor: one.grossMinor,
          method: 'BANK',
          refundedOn: late.today,
          reason: 'came too late',
          idempotencyKey: crypto.randomUUID(),
        })
      } else {
        expect([ended, order.creditState, proforma?.state]).toEqual([null, 'NOT_NEEDED', 'PAID'])
      }
    }
    expect([...seen].sort()).toEqual(['CANCELLED', 'FULFILMENT'])
  })
})
