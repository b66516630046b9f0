import { afterAll, beforeAll, expect, it } from 'vitest'
import { payloadsOf } from '@/prisma/seed/events'
import { workedWednesday } from '@/prisma/seed/later'
import { type MadeOrganisation, makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer } from '@/prisma/seed/records'
import { refused } from '@/prisma/seed/refused'
import { giveLegalDetails, makeShipped } from '@/prisma/seed/shipment'
import { markChecked } from '@/server/collection/mutations/bank-line'
import { closeDispute, raiseDispute } from '@/server/collection/mutations/dispute'
import { recordReceipt } from '@/server/collection/mutations/record-receipt'
import { agreements } from '@/server/collection/queries/records'
import { liftHold } from '@/server/credit/mutations/hold'
import { issueForShipment } from '@/server/invoicing/mutations/issue'
import type { Ctx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { changeOrganisation } from '@/server/platform/organisation/mutations/settings'
import { addDays } from '@/server/platform/time/calendar'
import { checkOrganisation } from '@/server/simulation/check/check'
import { flagOverdue } from './flag-overdue'
import { changePolicy, pauseCustomer } from './policy'
import { remind, remindPayer } from './remind'

let made: MadeOrganisation
beforeAll(async () => {
  made = await makeOrganisation()
  await giveLegalDetails(made.ctx)
  await changeOrganisation(made.ctx, { accountNumber: '12345', bankCode: '900017' })
  await changePolicy(made.ctx, {
    fromVersion: 1,
    enabled: true,
    maxBankAgeDays: 3,
    minGapDays: 5,
    sendFrom: '00:00',
    sendUntil: '23:59',
    steps: [
      { offsetDays: 1, kind: 'OVERDUE', placesHold: false },
      { offsetDays: 21, kind: 'FINAL', placesHold: true },
      { offsetDays: 40, kind: 'FINAL', placesHold: true },
    ],
  })
})
afterAll(async () => {
  expect(await checkOrganisation(made.ctx)).toEqual([])
})

const after = (days: number): Ctx => workedWednesday(made.ctx, days)

async function checked(ctx: Ctx, checkedUpTo = ctx.today, by = ctx) {
  const [[account]] = await read(
    ctx,
    sql<{ id: string }>`SELECT id FROM bank_account WHERE organisation_id = ${ctx.organisationId}`,
  )
  return markChecked(by, { bankAccountId: account?.id as string, checkedUpTo })
}
async function customer() {
  const { customerId } = await makeCustomer(made.ctx)
  const { orderId, shipmentId } = await makeShipped(made.ctx, { customerId })
  await issueForShipment(made.ctx, shipmentId)
  return { customerId, orderId }
}
async function facts(customerId: string) {
  const [mails, skipped, [account]] = await read(
    made.ctx,
    sql`SELECT 1 FROM mail WHERE organisation_id = ${made.ctx.organisationId} AND customer_id = ${customerId} AND kind = 'reminder'`,
    sql<{
      reason: string
    }>`SELECT reason FROM reminder WHERE organisation_id = ${made.ctx.organisationId} AND customer_id = ${customerId} AND state = 'SKIPPED' ORDER BY at`,
    sql<{
      holds: number
    }>`SELECT holds FROM credit_account WHERE organisation_id = ${made.ctx.organisationId} AND customer_id = ${customerId}`,
  )
  return { mails: mails.length, skipped: skipped.map((row) => row.reason), holds: account?.holds }
}

it('sends one reminder, however many try, and none after the money came', async () => {
  const { customerId, orderId } = await customer()
  const late = after(32)
  await flagOverdue(late)
  expect(
    (
      await read(
        late,
        sql<{
          stage: string
        }>`SELECT stage FROM sales_order WHERE organisation_id = ${late.organisationId} AND id = ${orderId}`,
      )
    )[0],
  ).toEqual([{ stage: 'COLLECTION' }])
  expect(await remind(late)).toEqual({ sent: 0, skipped: 1 })
  await checked(late)
  const outcomes = await Promise.all(Array.from({ length: 12 }, () => remindPayer(late, customerId)))
  expect(outcomes.filter((outcome) => outcome === 'SENT')).toHaveLength(1)
  expect(await facts(customerId)).toMatchObject({ mails: 1, skipped: ['BANK_STALE'], holds: 0 })
  const final = after(60)
  await checked(final)
  expect(await remind(final)).toMatchObject({ sent: 1 })
  expect(await facts(customerId)).toMatchObject({ mails: 2, holds: 1 })
  await recordReceipt(final, { customerId, amountMinor: 12300n, receivedOn: final.today, method: 'BANK' })
  expect(await facts(customerId)).toMatchObject({ mails: 2, holds: 0 })
  expect(await remind(after(90))).toEqual({ sent: 0, skipped: 0 })
})

it('reminds every payer, however few of them it reads at once', async () => {
  const customers = [await customer(), await customer(), await customer()]
  const late = after(32)
  await checked(late)
  await remind(late, 1)
  const mailed = await Promise.all(customers.map(async ({ customerId }) => (await facts(customerId)).mails))
  expect(mailed).toEqual([1, 1, 1])
})

it('never sends a reminder after money that comes at the same time', async () => {
  const late = after(40)
  await checked(late)
  for (let round = 0; round < 6; round++) {
    const { customerId } = await customer()
    const [outcome] = await Promise.all([
      remindPayer(late, customerId),
      recordReceipt(late, { customerId, amountMinor: 12300n, receivedOn: late.today, method: 'BANK' }),
    ])
    expect(['SENT', null]).toContain(outcome)
    expect(await remindPayer(late, customerId)).toBeNull()
  }
})

it('the last step places the hold once on a payer without an address', async () => {
  const { customerId } = await customer()
  await read(
    made.ctx,
    sql`UPDATE customer SET email = NULL WHERE organisation_id = ${made.ctx.organisationId} AND id = ${customerId}`,
  )
  const late = after(60)
  await checked(late)
  expect(await remindPayer(late, customerId)).toBe('NO_ADDRESS')
  expect(await facts(customerId)).toMatchObject({ mails: 0, skipped: ['NO_ADDRESS'], holds: 1 })
  await liftHold(late, { customerId, cause: 'OVERDUE', reason: 'telephoned' })
  await remindPayer(late, customerId)
  expect(await facts(customerId)).toMatchObject({ holds: 0 })
})

it('an invoice that nobody flagged yet is flagged before its payer is reminded and held', async () => {
  const { customerId, orderId } = await customer()
  const late = after(60)
  await checked(late)
  await remind(late)
  const [[item], [order]] = await read(
    late,
    sql<{
      since: string | null
    }>`SELECT overdue_since AS since FROM open_item WHERE organisation_id = ${late.organisationId} AND customer_id = ${customerId}`,
    sql<{
      stage: string
    }>`SELECT stage FROM sales_order WHERE organisation_id = ${late.organisationId} AND id = ${orderId}`,
  )
  expect(item?.since).toBe(late.today)
  expect(order?.stage).toBe('COLLECTION')
  expect(await facts(customerId)).toMatchObject({ mails: 1, holds: 1 })
})

it('a disputed invoice is not reminded of until the dispute ends; only an open invoice can be disputed', async () => {
  const { customerId } = await customer()
  const late = after(40)
  await checked(late)
  await flagOverdue(late)
  const [[item]] = await read(
    late,
    sql<{
      id: string
    }>`SELECT id FROM open_item WHERE organisation_id = ${late.organisationId} AND customer_id = ${customerId}`,
  )
  const openItemId = item?.id as string
  const stranger = (await makeOrganisation()).ctx
  expect(await refused(raiseDispute(stranger, { openItemId, cause: 'PRICE' }))).toBe('NOT_FOUND')
  const raise = () => raiseDispute(late, { openItemId, cause: 'QUALITY', note: 'two were broken' })
  const atOnce = await Promise.allSettled([raise(), raise()])
  const [{ disputeId } = { disputeId: '' }] = atOnce.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
  expect(await refused(raise())).toBe('ALREADY_DISPUTED')
  expect(atOnce.map((one) => one.status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect((await agreements(late, customerId)).disputes).toMatchObject([{ id: disputeId, note: 'two were broken' }])
  expect(await remindPayer(late, customerId)).toBe('DISPUTED')
  expect(await refused(closeDispute(stranger, { disputeId, outcome: 'REJECTED' }))).toBe('NOT_FOUND')
  await closeDispute(late, { disputeId, outcome: 'REJECTED' })
  expect(await refused(closeDispute(late, { disputeId, outcome: 'UPHELD' }))).toBe('STALE')
  expect(await remindPayer(late, customerId)).toBe('SENT')
  await recordReceipt(late, { customerId, amountMinor: 12300n, receivedOn: late.today, method: 'BANK' })
  expect(await refused(raiseDispute(late, { openItemId, cause: 'PRICE' }))).toBe('NOT_OPEN')
})

it('a pause stops reminders until its last day has passed or it is ended', async () => {
  const { customerId } = await customer()
  const late = after(40)
  await checked(late)
  const stranger = (await makeOrganisation()).ctx
  const pause = (until: string | null, by = late) => refused(pauseCustomer(by, { customerId, until }))
  expect(await pause(late.today, stranger)).toBe('NOT_FOUND')
  expect(await pause(addDays(late.today, -1))).toBe('PAUSE_IN_PAST')
  expect(await pause(late.today)).toBe('done')
  expect(await remindPayer(late, customerId)).toBe('PAUSED')
  expect(await pause(null)).toBe('done')
  expect(await remindPayer(late, customerId)).toBe('SENT')
})

it('the bank counts as checked up to the last day that somebody gave, never in the future and never earlier than before', async () => {
  // On every day of the week this is before the final step, which places a hold.
  const late = after(35)
  const stranger = (await makeOrganisation()).ctx
  expect(await refused(checked(late, addDays(late.today, 1)))).toBe('DAY_IN_FUTURE')
  expect(await refused(checked(late, late.today, { ...stranger, today: late.today }))).toBe('STALE')
  await checked(late)
  await checked(late, addDays(late.today, -30))
  const { customerId } = await customer()
  expect(await remindPayer(late, customerId)).toBe('SENT')
})

it.each([
  ['of a payer with an address', ['Reminder', 'Final reminder', 'Final reminder'], 'SENT'],
  ['of a payer without one', [], 'NO_ADDRESS'],
])(
  'the last steps, and not the first, hold the goods %s, and a second one places no second hold',
  async (_, subjects, outcome) => {
    const { customerId } = await customer()
    if (outcome === 'NO_ADDRESS')
      await read(
        made.ctx,
        sql`UPDATE customer SET email = NULL WHERE organisation_id = ${made.ctx.organisationId} AND id = ${customerId}`,
      )
    const holds = []
    for (const days of [32, 55, 75]) {
      const late = after(days)
      await checked(late)
      await flagOverdue(late)
      expect(await remindPayer(late, customerId)).toBe(outcome)
      holds.push((await facts(customerId)).holds)
    }
    expect(holds).toEqual([0, 1, 1])
    expect(await payloadsOf(made.ctx, 'credit/hold.placed', customerId)).toEqual([{ cause: 'OVERDUE' }])
    const [mails] = await read(
      made.ctx,
      sql<{
        subject: string
        text: string
      }>`SELECT subject, body->>'text' AS text FROM mail WHERE organisation_id = ${made.ctx.organisationId} AND customer_id = ${customerId} AND kind = 'reminder' ORDER BY created_at`,
    )
    expect(mails.map(({ text }) => text.replace(/\s+/g, ' '))).toEqual(
      mails.map(() => expect.stringContaining('account number 12345, bank code 900017, naming')),
    )
    expect(mails.map(({ subject }) => subject.split(':')[0])).toEqual(subjects)
  },
)

it('a reminder before the due day that was not sent in time is noted as left out, and nothing is mailed', async () => {
  const { ctx } = await makeOrganisation()
  await giveLegalDetails(ctx)
  const steps = [{ offsetDays: -5, kind: 'BEFORE_DUE' as const, placesHold: false }]
  const facts = { maxBankAgeDays: 3, minGapDays: 5, sendFrom: '00:00', sendUntil: '23:59' }
  await changePolicy(ctx, { fromVersion: 1, enabled: true, ...facts, steps })
  const { customerId } = await makeCustomer(ctx)
  await issueForShipment(ctx, (await makeShipped(ctx, { customerId })).shipmentId)
  const late = workedWednesday(ctx, 32)
  await checked(late)
  expect(await remindPayer(late, customerId)).toBeNull()
  const [mails, left] = await read(
    late,
    sql`SELECT 1 FROM mail WHERE organisation_id = ${ctx.organisationId} AND kind = 'reminder'`,
    sql`SELECT outcome, reason FROM reminder_item WHERE organisation_id = ${ctx.organisationId}`,
  )
  expect([mails, left]).toEqual([[], [{ outcome: 'SKIPPED', reason: 'DAY_PASSED' }]])
})
