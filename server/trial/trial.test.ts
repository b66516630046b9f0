import { beforeAll, describe, expect, it } from 'vitest'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { foundOnTrial } from '@/server/founding/mutations'
import type { Ctx, Organisation } from '@/server/platform/context/ctx'
import { GivenUp, Refusal } from '@/server/platform/context/errors'
import type { Role } from '@/server/platform/context/permissions'
import { lookUp, read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { jobPorts } from '@/server/platform/jobs/ports'
import { queueMail } from '@/server/platform/mail/queue'
import type { Day } from '@/server/platform/time/calendar'
import { addDays } from '@/server/platform/time/calendar'
import { changePolicy } from '@/server/receivable/mutations/policy'
import { policyInForce } from '@/server/receivable/queries/reminding'
import { createCaller } from '@/server/router'
import { checkOrganisation } from '@/server/simulation/check/check'
import { proposals } from '@/server/supply/queries/proposals'
import { goOnWithout, tryAgain } from './mutations/after-failure'
import { goOn } from './mutations/go-on'
import { letPass } from './mutations/let-pass'
import { readTrial } from './queries'

type Made = Awaited<ReturnType<typeof makeOrganisation>>
let real: Made
let trial: Organisation

/** A context of the system at the organisation's present time, as background work gets it. */
const present = () => jobPorts.mintCtx(trial.id)

async function callerOf(
  held: Role[] | null,
  of: () => Promise<Organisation> = async () => (await present()).organisation,
) {
  const { userId, email, name } = real.owner
  const membership = held && { organisation: await of(), roles: held }
  return createCaller({
    person: { userId, email, name, sessionId: userId, confirmed: true },
    membership,
    address: 'trial',
  })
}

const refusal = (work: Promise<unknown>) =>
  work.then(
    () => 'OK',
    (error: Error) =>
      error.cause instanceof Refusal ? error.cause.code : error instanceof Refusal ? error.code : error.message,
  )

async function turnOnReminders(ctx: Ctx): Promise<void> {
  const [[policy]] = await read(ctx, policyInForce(ctx))
  if (!policy) throw new Error('no policy')
  const { version: fromVersion, maxBankAgeDays, minGapDays, sendFrom, sendUntil } = policy
  const steps = policy.steps.map(({ offsetDays, kind, placesHold }) => ({ offsetDays, kind, placesHold }))
  await changePolicy(ctx, { fromVersion, enabled: true, maxBankAgeDays, minGapDays, sendFrom, sendUntil, steps })
}

const dueFor = async (due: string) =>
  (
    await lookUp(sql<{ organisationId: string }>`SELECT organisation_id FROM due_organisations(${due}, ${new Date()})`)
  ).some((row) => row.organisationId === trial.id)

/** The counts and states when the growth is over. */
async function standing(ctx: Ctx) {
  const id = ctx.organisationId
  const [stages, [counts]] = await read(
    ctx,
    sql<{
      place: string
      n: number
    }>`SELECT stage || coalesce(' ' || waits_for, '') AS place, count(*)::int AS n FROM sales_order WHERE organisation_id = ${id} GROUP BY 1`,
    sql<Record<string, number>>`SELECT
      (SELECT count(*)::int FROM customer WHERE organisation_id = ${id}) AS customers,
      (SELECT count(*)::int FROM product WHERE organisation_id = ${id} AND NOT free_text) AS products,
      (SELECT count(*)::int FROM sales_order WHERE organisation_id = ${id}) AS orders,
      (SELECT count(*)::int FROM membership WHERE organisation_id = ${id}) AS members,
      (SELECT count(*)::int FROM credit_decision WHERE organisation_id = ${id} AND state = 'REFERRED') AS referred,
      (SELECT count(*)::int FROM credit_hold WHERE organisation_id = ${id} AND ended_at IS NULL) AS holds,
      (SELECT sum(backordered)::int FROM order_line WHERE organisation_id = ${id}) AS backordered,
      (SELECT count(*)::int FROM pick_task WHERE organisation_id = ${id} AND state = 'SHORT') AS short,
      (SELECT count(*)::int FROM shipment WHERE organisation_id = ${id} AND state = 'DISPATCHED') AS travelling,
      (SELECT count(DISTINCT customer_id)::int FROM open_item WHERE organisation_id = ${id} AND settled_at IS NULL AND kind = 'INVOICE' AND due_on < ${ctx.today}::date - 21) AS long_overdue,
      (SELECT count(*)::int FROM bank_line WHERE organisation_id = ${id} AND state = 'UNMATCHED') AS unmatched,
      (SELECT count(*)::int FROM promise_to_pay WHERE organisation_id = ${id} AND state = 'OPEN') AS promises,
      (SELECT count(*)::int FROM dispute WHERE organisation_id = ${id} AND state = 'OPEN') AS disputes,
      (SELECT count(*)::int FROM goods_return WHERE organisation_id = ${id}) AS returns,
      (SELECT count(*)::int FROM lot WHERE organisation_id = ${id} AND blocked_at IS NOT NULL) AS recalled,
      (SELECT count(*)::int FROM lot l WHERE l.organisation_id = ${id} AND l.expires_on BETWEEN ${ctx.today}::date AND ${ctx.today}::date + 30 AND EXISTS (SELECT 1 FROM bin_stock b
        WHERE b.organisation_id = l.organisation_id AND b.product_id = l.product_id AND b.lot = l.number AND b.quantity > 0)) AS expiring,
      (SELECT count(*)::int FROM transfer WHERE organisation_id = ${id} AND state = 'SENT') AS transfers,
      (SELECT count(*)::int FROM sales_order WHERE organisation_id = ${id} AND served_because = 'SPLIT') AS divided,
      (SELECT count(*)::int FROM (SELECT h.order_id FROM shipment h JOIN invoice i ON i.organisation_id = h.organisation_id AND i.shipment_id = h.id AND i.kind = 'INVOICE'
        WHERE h.organisation_id = ${id} GROUP BY h.order_id HAVING count(DISTINCT h.warehouse_id) = 2) AS o) AS invoiced_twice,
      (SELECT count(*)::int FROM invoice_line l JOIN product p ON p.organisation_id = l.organisation_id AND p.id = l.product_id WHERE l.organisation_id = ${id} AND p.free_text) AS worded,
      (SELECT count(*)::int FROM order_line WHERE organisation_id = ${id} AND discount_amount IS NOT NULL) AS pence_off,
      (SELECT count(*)::int FROM product WHERE organisation_id = ${id} AND floor_price IS NOT NULL) AS floors,
      (SELECT count(*)::int FROM quote WHERE organisation_id = ${id} AND state = 'SENT') AS quotes,
      (SELECT count(*)::int FROM mail WHERE organisation_id = ${id} AND state <> 'SENT') AS unsent,
      (SELECT count(*)::int FROM outbox WHERE organisation_id = ${id}) AS outbox`,
  )
  return { places: Object.fromEntries(stages.map(({ place, n }) => [place, n])), counts: counts ?? {} }
}

const alive = [
  'CREDIT CREDIT_DECISION',
  'CREDIT PAYMENT',
  'FULFILMENT PICKING',
  'FULFILMENT PACKING',
  'FULFILMENT STOCK',
  'SHIPPING DISPATCH',
  'RECEIVABLE DUE',
  'COLLECTION OVERDUE',
  'SETTLED',
]

beforeAll(async () => {
  real = await makeOrganisation({ country: 'DE', currency: 'EUR', timeZone: 'Europe/Berlin' })
  // A currency without cents, in a zone far from the machine's.
  const facts = { name: 'Probe', country: 'JP', currency: 'JPY', timeZone: 'Asia/Tokyo', sample: true }
  trial = await foundOnTrial(real.owner, facts)
})

describe('an organisation founded with sample trade', () => {
  it('waits for its past, and takes no orders until then', async () => {
    expect(trial.sample).toBe('ASKED')
    expect(await readTrial(await present())).toMatchObject({
      state: 'GROWING',
      running: { kind: 'PAST', waits: true, percent: 0 },
    })
    const owner = await callerOf(['owner'])
    expect(await refusal(owner.catalog.create({ sku: 'X', name: 'X', unitPrice: '1' }))).toBe('SAMPLE_GROWS')
    expect(await refusal(owner.trial.letPass({ kind: 'DAY', today: '2026-11-23' }))).toBe('SAMPLE_GROWS')
    expect(await dueFor('passage')).toBe(true)
  })

  it('gets a quarter of trade with something on every work list, in which every rule holds, although several processes try at once', async () => {
    const ctx = await present()
    await Promise.all([goOn(ctx), goOn(ctx)])
    const grown = await present()
    expect(grown.organisation.sample).toBe('GROWN')
    expect(await checkOrganisation(grown)).toEqual([])
    expect(await readTrial(grown)).toMatchObject({
      state: 'STANDING',
      running: null,
      remindersOff: true,
      today: grown.today,
    })
    const { places, counts } = await standing(grown)
    expect(Object.keys(places)).toEqual(expect.arrayContaining(alive))
    expect(counts).toMatchObject({ products: 89, members: 1, unsent: 0, outbox: 0 })
    expect(counts.customers).toBeGreaterThanOrEqual(25)
    expect(counts.orders).toBeGreaterThanOrEqual(120)
    expect(counts.orders).toBeLessThanOrEqual(200)
    expect(counts.longOverdue).toBeGreaterThanOrEqual(2)
    expect((await proposals(grown)).length).toBeGreaterThan(0)
    const some = [
      'worded',
      'penceOff',
      'floors',
      'referred',
      'holds',
      'backordered',
      'short',
      'travelling',
      'unmatched',
      'promises',
      'disputes',
    ]
    for (const what of [...some, 'returns', 'quotes', 'recalled', 'expiring', 'transfers', 'divided', 'invoicedTwice'])
      expect([what, counts[what] ?? 0]).not.toEqual([what, 0])
    expect(await dueFor('passage')).toBe(false)
    expect(await dueFor('overdue')).toBe(true)
    await goOn(grown)
    expect((await present()).now.getTime() - grown.now.getTime()).toBeLessThan(60_000)
  }, 600_000)
})

describe('letting time pass', () => {
  let before: Day

  it('refuses everybody but the owner of that organisation', async () => {
    const { today } = await present()
    for (const role of ['sales', 'finance', 'viewer'] as const)
      expect(await refusal((await callerOf([role])).trial.letPass({ kind: 'DAY', today }))).toBe('FORBIDDEN')
    expect(await refusal((await callerOf(null)).trial.letPass({ kind: 'DAY', today }))).toBe('NOT_FOUND')
    expect((await (await callerOf(['viewer'])).trial.view())?.state).toBe('STANDING')
  })

  it('refuses by name when the trade is real, in the verb and in the database', async () => {
    const owner = await callerOf(['owner'], async () => real.organisation)
    expect(await refusal(owner.trial.letPass({ kind: 'DAY', today: real.ctx.today }))).toBe('NOT_ON_TRIAL')
    expect(await owner.trial.view()).toBeNull()
    const shift = read(
      real.ctx,
      sql`UPDATE organisation SET clock_shift_ms = 86400000 WHERE id = ${real.organisation.id}`,
    )
    await expect(shift).rejects.toThrow(/organisation_clock_check/)
  })

  it('lets time pass once when several ask at once or twice on the same day', async () => {
    await turnOnReminders(await present())
    const colleague = {
      effectKey: 'invitation',
      kind: 'INVITATION' as const,
      objectType: 'organisation',
      objectId: trial.id,
    }
    const mail = { to: 'colleague@company.test', subject: 'Join us', text: 'x', html: '<p>x</p>' }
    await read(await present(), queueMail(await present(), { ...colleague, ...mail }))
    const ctx = await present()
    before = ctx.today
    const asked = await Promise.all(
      Array.from({ length: 4 }, () => refusal(letPass(ctx, { kind: 'WEEK', today: before }))),
    )
    expect(asked.filter((one) => one === 'OK')).toHaveLength(1)
    expect(new Set(asked.filter((one) => one !== 'OK'))).toEqual(new Set(['TIME_PASSES']))
    expect(await readTrial(ctx)).toMatchObject({ state: 'PASSING', running: { kind: 'WEEK' } })
  })

  it('shows reminder, hold, payment and release within a week, and every rule still holds', async () => {
    const [early] = await Promise.all([present(), goOn(await present()), goOn(await present())])
    const ctx = await present()
    expect(ctx.today).toBe(addDays(before, 7))
    expect(ctx.now.getTime()).toBeGreaterThan(early.now.getTime())
    expect(await checkOrganisation(ctx)).toEqual([])
    const view = await readTrial(ctx)
    const seen = view?.last?.happened.map(({ event }) => event)
    expect(seen).toEqual(
      expect.arrayContaining([
        'receivable/reminder.sent',
        'credit/hold.placed',
        'order/order.confirmed',
        'collection/receipt.recorded',
        'collection/item.settled',
        'credit/hold.lifted',
        'credit/order.released',
        'invoicing/invoice.issued',
      ]),
    )
    expect(await refusal(letPass(ctx, { kind: 'WEEK', today: before }))).toBe('TIME_HAS_PASSED')
    const [[mails]] = await read(
      ctx,
      sql<{
        unsent: string[]
      }>`SELECT array_agg(to_address) AS unsent FROM mail WHERE organisation_id = ${trial.id} AND state <> 'SENT'`,
    )
    // A mail that a person really sent still waits for real time.
    expect(mails?.unsent).toEqual(['colleague@company.test'])
  }, 600_000)
})

describe('sample trade that cannot be grown', () => {
  it('gives up after three attempts, says so, and lets the owner try again or go on without', async () => {
    const facts = { name: 'Broken', country: 'DE', currency: 'EUR', timeZone: 'Europe/Berlin', sample: true }
    const { id } = await foundOnTrial(real.owner, facts)
    const now = () => jobPorts.mintCtx(id)
    const due = async () =>
      (
        await lookUp(
          sql<{ organisationId: string }>`SELECT organisation_id FROM due_organisations('passage', ${new Date()})`,
        )
      ).some((row) => row.organisationId === id)
    // Without the person who founded it nobody can trade, so no attempt can succeed.
    await read(await now(), sql`UPDATE passage SET asked_by = NULL WHERE organisation_id = ${id}`)
    const failThrice = async () => {
      for (let attempt = 1; attempt <= 3; attempt++) {
        const failure = await goOn(await now()).then(
          () => null,
          (error: Error) => error,
        )
        expect([failure instanceof Error, failure instanceof GivenUp]).toEqual([true, attempt === 3])
      }
    }
    await failThrice()
    expect(await due()).toBe(false)
    expect(await readTrial(await now())).toMatchObject({ state: 'FAILED', running: { kind: 'PAST', failed: true } })
    const of = async () => (await now()).organisation
    const [owner, sales] = [await callerOf(['owner'], of), await callerOf(['sales'], of)]
    expect(await refusal(sales.trial.tryAgain())).toBe('FORBIDDEN')
    expect(await refusal(owner.catalog.create({ sku: 'X', name: 'X', unitPrice: '1' }))).toBe('SAMPLE_GROWS')
    await owner.trial.tryAgain()
    expect(await readTrial(await now())).toMatchObject({ state: 'GROWING', running: { waits: true, failed: false } })
    expect(await due()).toBe(true)
    // All of them, since in a shared database any number of others wait before this one.
    const handedOver = await lookUp(
      sql<{ name: string }>`SELECT name FROM relay_pending(${2 ** 31 - 1}) WHERE organisation_id = ${id}`,
    )
    expect(handedOver.map((row) => row.name)).toEqual(['trial/passage.retried'])
    expect(await refusal(tryAgain(await now()))).toBe('NOTHING_FAILED')
    await failThrice()
    await owner.trial.goOnWithout()
    expect(await readTrial(await now())).toMatchObject({ state: 'STANDING', running: null })
    expect((await of()).sample).toBe('GROWN')
    expect(await refusal(goOnWithout(await now()))).toBe('NOTHING_FAILED')
    await goOn(await now())
  })
})
