import { lockItems } from '@/server/ledger/mutations'
import type { Ctx } from '@/server/platform/context/ctx'
import { conflict, notFound, Refusal, refuse } from '@/server/platform/context/errors'
import { idempotent } from '@/server/platform/database/idempotency'
import { type NumberTaken, withNumber } from '@/server/platform/database/numbers'
import { read, type Tx, transaction } from '@/server/platform/database/run'
import { expectRows, json, type Statement, sql } from '@/server/platform/database/sql'
import { type EventName, type NewEvent, recordEvents } from '@/server/platform/events/events'
import { sumMinor } from '@/server/platform/money/money'
import { candidatesOf } from '../queries/candidates'
import { type Match, type Money, matchMoney } from '../rules/match'
import type { MatchInput } from '../schema'
import { lockPayer, payerOf, receiptSeries, receive } from './receive'

interface BankLine extends Money {
  id: string
  bookedOn: string
  state: string
}

function lockLine(ctx: Ctx, id: string): Statement<BankLine> {
  return sql`SELECT id, booked_on, amount_minor, currency, reference, counterparty, counterparty_iban, state FROM bank_line
    WHERE organisation_id = ${ctx.organisationId} AND id = ${id} FOR NO KEY UPDATE`
}

function markMatched(ctx: Ctx, lineId: string, receiptId: string, match: Match | null): Statement<never> {
  const decidedBy = match ? null : ctx.actor.id
  return expectRows(
    1,
    sql`UPDATE bank_line SET state = 'MATCHED', cause = NULL, receipt_id = ${receiptId}, decided_by = ${decidedBy}, decided_at = ${ctx.now},
        evidence = coalesce(${match ? json(match) : null}::jsonb, evidence)
      WHERE organisation_id = ${ctx.organisationId} AND id = ${lineId} AND state = 'UNMATCHED'`,
  )
}

interface Target {
  customerId: string
  openItemIds: readonly string[] | undefined
  orderId: string | null
}

/** Writes the receipt of a bank line. Without a person (`match`) it does so only if the match is still certain under the locks. */
async function post(tx: Tx, lineId: string, taken: NumberTaken, target: Target, match: Match | null): Promise<string> {
  const { ctx } = tx
  const payer = await lockPayer(tx, target.customerId)
  const [[line]] = await tx.run(lockLine(ctx, lineId))
  if (!line) notFound('bankLine')
  if (line.state !== 'UNMATCHED') conflict('LINE_DECIDED')
  if (line.amountMinor <= 0n) refuse('MONEY_OUT')
  if (match && target.openItemIds && target.openItemIds.length > 0) {
    const [items] = await tx.run(lockItems(ctx, target.openItemIds))
    if (sumMinor(items.map((item) => item.openMinor)) !== line.amountMinor) conflict('STALE')
  }
  const received = await receive(tx, payer, {
    number: taken(),
    amountMinor: line.amountMinor,
    receivedOn: [line.bookedOn, ctx.today].toSorted()[0] as string,
    method: 'BANK',
    reference: line.reference.slice(0, 200) || null,
    orderId: target.orderId,
    openItemIds: target.openItemIds,
    bankLineId: line.id,
  })
  const matched: NewEvent = {
    name: 'collection/line.matched',
    objects: [
      ['bankLine', line.id],
      ['receipt', received.receiptId],
      ['customer', target.customerId],
    ],
    payload: { byPerson: match === null, amountMinor: line.amountMinor },
  }
  await tx.commit(
    ...received.statements,
    markMatched(ctx, line.id, received.receiptId, match),
    recordEvents(ctx, [...received.events, matched]),
  )
  return received.receiptId
}

/**
 * A person chooses the payer of a bank line and what it pays: chosen items, an order, or otherwise the oldest items. The
 * program never undoes what a person matched. Refuses with LINE_DECIDED, MONEY_OUT.
 */
export async function matchLine(ctx: Ctx, input: MatchInput): Promise<{ receiptId: string }> {
  return withNumber(ctx, receiptSeries, (taken) =>
    transaction(ctx, idempotent('collection.match', input.idempotencyKey, input), async (tx) => {
      const [[payer]] = await tx.run(payerOf(ctx, input.customerId))
      if (!payer) notFound('customer')
      const target = { customerId: payer.payerId, openItemIds: input.openItemIds, orderId: input.orderId ?? null }
      return { receiptId: await post(tx, input.bankLineId, taken, target, null) }
    }),
  )
}

const atOnce = 500
/** A transaction can commit this long after the time that it writes. */
const lateMs = 60_000

/** Stores the evidence for all lines that wait for a person, in one statement. */
async function keepProposals(ctx: Ctx, proposals: readonly { id: string; match: Match }[]): Promise<void> {
  if (proposals.length === 0) return
  const rows = proposals.map(({ id, match }) => ({ id, cause: match.cause, evidence: match }))
  await read(
    ctx,
    sql`UPDATE bank_line b SET cause = x.cause, evidence = x.evidence, tried_at = ${ctx.now} FROM jsonb_to_recordset(${json(rows)}) AS x(id uuid, cause text, evidence jsonb)
      WHERE b.organisation_id = ${ctx.organisationId} AND b.id = x.id AND b.state = 'UNMATCHED' AND b.decided_by IS NULL`,
  )
}

/** Posts one certain match. Returns false when another call was faster or the match is no longer certain. */
async function postCertain(ctx: Ctx, lineId: string, match: Match): Promise<boolean> {
  const target = {
    customerId: match.customerId as string,
    openItemIds: match.orderId ? undefined : match.openItemIds,
    orderId: match.orderId,
  }
  try {
    await withNumber(ctx, receiptSeries, (taken) =>
      transaction(ctx, {}, (tx) => post(tx, lineId, taken, target, match)),
    )
    return true
  } catch (error) {
    if (error instanceof Refusal) return false
    throw error
  }
}

/** The time of the newest change that could explain a line that nothing explained before. */
const explaining: readonly EventName[] = [
  'invoicing/invoice.issued',
  'order/proforma.issued',
  'receivable/proforma.lapsed',
  'customer/customer.created',
  'customer/customer.changed',
  'collection/receipt.recorded',
  'collection/receipt.reversed',
]

/** The lines that were never tried, or were tried before the last change that could explain them. The longest waiting comes first. */
function linesToTry(ctx: Ctx): Statement<BankLine> {
  return sql`WITH changed AS (SELECT max(x.at) + make_interval(secs => ${lateMs / 1000}) AS at FROM unnest(${explaining}::text[]) AS n(name),
      LATERAL (SELECT e.at FROM event e WHERE e.organisation_id = ${ctx.organisationId} AND e.name = n.name ORDER BY e.at DESC LIMIT 1) x)
    SELECT id, booked_on, amount_minor, currency, reference, counterparty, counterparty_iban, state FROM bank_line
    WHERE organisation_id = ${ctx.organisationId} AND state = 'UNMATCHED' AND decided_by IS NULL
      AND (tried_at IS NULL OR tried_at < ${ctx.now}::timestamptz AND tried_at < (SELECT at FROM changed))
    ORDER BY tried_at NULLS FIRST, booked_on, id LIMIT ${atOnce}`
}

/**
 * Matches the bank lines that nobody has decided on. It posts certain matches, and stores for the others the evidence for each
 * candidate and the reason why it asks a person. It tries a line when it comes in, and again after a new invoice, pro forma,
 * customer or receipt that could explain it. It leaves alone what a person decided or took back. A second run changes nothing.
 */
export async function matchWaiting(ctx: Ctx): Promise<{ posted: number; left: number }> {
  const [lines] = await read(ctx, linesToTry(ctx))
  if (lines.length === 0) return { posted: 0, left: 0 }
  let candidates = await candidatesOf(ctx)
  const left: { id: string; match: Match }[] = []
  let posted = 0
  for (const line of lines) {
    const match = matchMoney(line, candidates, ctx.organisation.currency)
    const done = match.certain && (await postCertain(ctx, line.id, match))
    if (done) {
      posted++
      candidates = {
        ...candidates,
        invoices: candidates.invoices.filter((invoice) => !match.openItemIds.includes(invoice.openItemId)),
        proformas: candidates.proformas.filter((proforma) => proforma.orderId !== match.orderId),
      }
    } else
      left.push({ id: line.id, match: match.certain ? { ...match, certain: false, cause: 'AMOUNT_DIFFERS' } : match })
  }
  await keepProposals(ctx, left)
  if (lines.length < atOnce) return { posted, left: left.length }
  const more = await matchWaiting(ctx)
  return { posted: posted + more.posted, left: left.length + more.left }
}
