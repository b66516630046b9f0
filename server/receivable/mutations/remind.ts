import { holdPlaced, lockCredit, placeHold } from '@/server/credit/mutations/account'
import { standingHolds } from '@/server/invoicing/mutations/settle'
import type { Ctx } from '@/server/platform/context/ctx'
import { newId } from '@/server/platform/context/ids'
import { read, type Tx, transaction } from '@/server/platform/database/run'
import { insert, json, type Statement, sql } from '@/server/platform/database/sql'
import { sellerOf } from '@/server/platform/documents/seller'
import { type NewEvent, recordEvents } from '@/server/platform/events/events'
import { queueMail } from '@/server/platform/mail/queue'
import { payToWords } from '@/server/platform/place/bank'
import { reminderMail } from '../emails/reminder'
import { bankChecked, dueItems, payerFacts, payersDue, policyInForce, surroundings } from '../queries/reminding'
import { horizonOn, type PayerFacts, type Plan, type PlannedItem, planFor, type SkipReason } from '../rules/reminding'
import { flagOverdue } from './flag-overdue'

const payersAtOnce = 200

/**
 * Records which steps of which items were sent or skipped. A step is recorded once; a second attempt changes nothing.
 */
function writeItems(
  ctx: Ctx,
  items: readonly {
    openItemId: string
    stepCode: string
    reminderId: string | null
    outcome: 'SENT' | 'SKIPPED'
    reason: SkipReason | null
  }[],
): Statement<never>[] {
  if (items.length === 0) return []
  return [
    sql`INSERT INTO reminder_item (organisation_id, open_item_id, step_code, reminder_id, outcome, reason, at)
      SELECT ${ctx.organisationId}::uuid, x."openItemId", x."stepCode", x."reminderId", x.outcome, x.reason, ${ctx.now}::timestamptz
      FROM jsonb_to_recordset(${json(items)}) AS x("openItemId" uuid, "stepCode" text, "reminderId" uuid, outcome text, reason text) ON CONFLICT DO NOTHING`,
  ]
}

const skippedItem = ({ openItemId, code, reason }: Plan['leftOut'][number]) => ({
  openItemId,
  stepCode: code,
  reminderId: null,
  outcome: 'SKIPPED' as const,
  reason,
})

/** Records why a payer gets no reminder, once per day and reason. */
function writeSkipped(ctx: Ctx, customerId: string, plan: Plan): Statement<never>[] {
  const reason = plan.reason
  const kind = plan.kind ?? plan.spared[0]?.step.kind
  if (!reason || !kind) return []
  return [
    sql`INSERT INTO reminder (organisation_id, id, customer_id, day, kind, state, reason, total_minor, at)
      SELECT ${ctx.organisationId}::uuid, ${newId(ctx.now)}::uuid, ${customerId}::uuid, ${ctx.today}::date, ${kind}, 'SKIPPED', ${reason}, ${plan.totalMinor}::bigint, ${ctx.now}::timestamptz
      WHERE NOT EXISTS (SELECT 1 FROM reminder WHERE organisation_id = ${ctx.organisationId} AND customer_id = ${customerId} AND day = ${ctx.today}::date
        AND state = 'SKIPPED' AND reason = ${reason})`,
  ]
}

const planned = ({ item }: PlannedItem) => ({
  number: item.number,
  issuedOn: item.issuedOn,
  dueOn: item.dueOn,
  openMinor: item.openMinor,
})

async function writeMail(
  tx: Tx,
  customerId: string,
  payer: PayerFacts & { name: string },
  plan: Plan,
  reminderId: string,
): Promise<string | null> {
  const { ctx } = tx
  const [[seller]] = await tx.run(sellerOf(ctx))
  const content = reminderMail(
    {
      kind: plan.kind ?? 'OVERDUE',
      buyerName: payer.name,
      sellerName: ctx.organisation.name,
      currency: ctx.organisation.currency,
      payTo: seller ? payToWords(seller) : null,
      totalMinor: plan.totalMinor,
      atHandMinor: plan.atHandMinor,
      items: plan.items.map(planned),
    },
    ctx.organisation,
  )
  const subject = {
    effectKey: `reminder/${reminderId}`,
    kind: 'reminder' as const,
    objectType: 'reminder',
    objectId: reminderId,
  }
  const [[mail]] = await tx.run(queueMail(ctx, { ...subject, customerId, ...content }))
  return mail?.id ?? null
}

/**
 * Places the hold of the last reminder on a payer who has no e-mail address. The step is recorded as skipped, so that the next run
 * does not place the hold again after a person ended it.
 */
async function holdUnmailed(tx: Tx, customerId: string, plan: Plan): Promise<void> {
  const { ctx } = tx
  const [holds] = await tx.run(standingHolds(ctx, customerId))
  const held = !holds.some((hold) => hold.cause === 'OVERDUE')
  await tx.commit(
    ...writeSkipped(ctx, customerId, plan),
    ...writeItems(ctx, [
      ...plan.items
        .filter(({ step }) => step.placesHold)
        .map(({ item, step }) => skippedItem({ openItemId: item.id, code: step.code, reason: 'NO_ADDRESS' })),
      ...plan.leftOut.map(skippedItem),
    ]),
    ...(held ? [placeHold(ctx, customerId, 'OVERDUE', 'FINAL_REMINDER')] : []),
    ...(held ? [recordEvents(ctx, [holdPlaced(customerId, 'OVERDUE')])] : []),
  )
}

async function send(tx: Tx, customerId: string, payer: PayerFacts & { name: string }, plan: Plan): Promise<void> {
  const { ctx } = tx
  const kind = plan.kind ?? 'OVERDUE'
  const reminderId = newId(ctx.now)
  const [holds] = await tx.run(standingHolds(ctx, customerId))
  const mailId = await writeMail(tx, customerId, payer, plan, reminderId)
  const held = plan.placesHold && !holds.some((hold) => hold.cause === 'OVERDUE')
  const sent: NewEvent = {
    name: 'receivable/reminder.sent',
    objects: [
      ['reminder', reminderId],
      ['customer', customerId],
    ],
    payload: { kind, totalMinor: plan.totalMinor, items: plan.items.length },
  }
  await tx.commit(
    insert(ctx, 'reminder', [
      {
        id: reminderId,
        customerId,
        day: ctx.today,
        kind,
        state: 'SENT',
        reason: null,
        totalMinor: plan.totalMinor,
        mailId,
        at: ctx.now,
      },
    ]),
    ...writeItems(ctx, [
      ...plan.items.map(({ item, step }) => ({
        openItemId: item.id,
        stepCode: step.code,
        reminderId,
        outcome: 'SENT' as const,
        reason: null,
      })),
      ...plan.leftOut.map(skippedItem),
    ]),
    ...(held ? [placeHold(ctx, customerId, 'OVERDUE', 'FINAL_REMINDER')] : []),
    recordEvents(ctx, [sent, ...(held ? [holdPlaced(customerId, 'OVERDUE')] : [])]),
  )
}

/**
 * Reminds one payer, or records why not, in one transaction under the lock of the credit account. Every receipt, credit
 * note and write-off takes that lock too, so an invoice that is paid before this commits is not reminded of (rule 13).
 * Two calls at once send one reminder.
 */
export async function remindPayer(ctx: Ctx, customerId: string): Promise<'SENT' | SkipReason | null> {
  return transaction(ctx, {}, async (tx) => {
    await tx.run(lockCredit(ctx, customerId))
    const [[policy], [bank], [payer], items] = await tx.run(
      policyInForce(ctx),
      bankChecked(ctx),
      payerFacts(ctx, customerId),
      dueItems(ctx, customerId),
    )
    if (!policy?.enabled || !payer) return null
    const plan = planFor(payer, items, policy, surroundings(ctx, bank?.checkedUpTo ?? null))
    if (!plan) return null
    if (plan.reason === null && plan.items.length > 0) {
      await send(tx, customerId, payer, plan)
      return 'SENT'
    }
    if (plan.reason === 'NO_ADDRESS' && plan.placesHold) {
      await holdUnmailed(tx, customerId, plan)
      return plan.reason
    }
    await tx.commit(...writeSkipped(ctx, customerId, plan), ...writeItems(ctx, plan.leftOut.map(skippedItem)))
    return plan.reason
  })
}

/**
 * Handles all payers with due steps, `atOnce` of them in each look at the database. Each gets at most one mail; every other
 * step is recorded with its reason.
 */
export async function remind(ctx: Ctx, atOnce = payersAtOnce): Promise<{ sent: number; skipped: number }> {
  const [[policy]] = await read(ctx, policyInForce(ctx))
  if (!policy?.enabled || policy.steps.length === 0) return { sent: 0, skipped: 0 }
  // The last reminder places a hold, which ends when nothing flagged is open: so flagging comes first, also after days
  // on which the program did not run.
  while ((await flagOverdue(ctx)).flagged > 0);
  const totals = { sent: 0, skipped: 0 }
  let after: string | null = null
  for (;;) {
    const [payers] = (await read(ctx, payersDue(ctx, horizonOn(policy.steps, ctx.today), after, atOnce))) as [
      { customerId: string }[],
    ]
    for (const { customerId } of payers) {
      const outcome = await remindPayer(ctx, customerId)
      if (outcome === 'SENT') totals.sent++
      else if (outcome) totals.skipped++
    }
    after = payers.at(-1)?.customerId ?? null
    if (payers.length < atOnce) return totals
  }
}
