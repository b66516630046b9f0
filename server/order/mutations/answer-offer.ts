import { fitsLimit } from '@/server/credit/rules'
import { restoring } from '@/server/customer/mutations/archive'
import type { Ctx } from '@/server/platform/context/ctx'
import { Refusal, refuse } from '@/server/platform/context/errors'
import { idempotent } from '@/server/platform/database/idempotency'
import { type NumberTaken, withNumber } from '@/server/platform/database/numbers'
import { read, transaction } from '@/server/platform/database/run'
import { expectRows, json, type Statement, sql } from '@/server/platform/database/sql'
import { type NewEvent, recordEvents } from '@/server/platform/events/events'
import { taxesOfToday } from '../queries/offer'
import { exposureOf, taxedOtherwise } from '../rules/amounts'
import type { Asks, OrderLine } from '../rules/position'
import { taxedAnew } from '../rules/whole'
import type { AnswerOfferInput } from '../schema'
import { advance } from './advance'
import { pricesOf } from './amend-lines'
import { loadToChange } from './cancel'
import { issueProforma, proformaSeries } from './proforma'
import { otherCharges } from './whole'

const answers: Record<AnswerOfferInput['answer'], Asks> = { TAKE: 'CUSTOMER', QUOTED_TAX: 'TAX', TODAYS_TAX: 'TAX' }

/** Writes the new tax of lines. The totals are written together with the order. */
const taxesOf = (ctx: Ctx, lines: readonly OrderLine[]): Statement<never> =>
  expectRows(
    lines.length,
    sql`UPDATE order_line l SET tax_code = x."taxCode", tax_rate = x."taxRate"
      FROM jsonb_to_recordset(${json(lines.map(({ id, taxCode, taxRate }) => ({ id, taxCode, taxRate })))}) AS x(id uuid, "taxCode" text, "taxRate" numeric)
      WHERE l.organisation_id = ${ctx.organisationId} AND l.id = x.id AND l.id = ANY(${lines.map((line) => line.id)}::uuid[])`,
  )

/**
 * The seller answers the question about an accepted offer: the archived customer is restored, or the tax stays as quoted, or it becomes
 * today's. Then the order passes credit, gets its promise and is mailed to the customer like any other. After a customer is restored, the
 * question about the tax may follow. Refuses with NOT_FOUND, ORDER_CANCELLED, NOTHING_ASKED, CREDIT_EXCEEDED (with the tax of today the
 * order would exceed the limit).
 */
export async function answerOffer(ctx: Ctx, input: AnswerOfferInput): Promise<{ orderId: string; stage: string }> {
  return withNumber(ctx, proformaSeries, (number) => answerWith(ctx, input, number))
}

function answerWith(ctx: Ctx, input: AnswerOfferInput, number: NumberTaken) {
  return transaction(ctx, idempotent('order.answer', input.idempotencyKey, input), async (tx) => {
    const { account, order, lines } = await loadToChange(tx, input.orderId)
    if (order.asks !== answers[input.answer]) refuse('NOTHING_ASKED')
    const {
      buyer,
      taxes,
      today: retaxed,
    } = await taxesOfToday((...statements) => tx.run(...statements), ctx, {
      customerId: order.customerId,
      lines,
    })
    const today = input.answer === 'TODAYS_TAX'
    const after = today ? retaxed : lines
    const charges = today ? taxedAnew(order.charges, lines, after) : order.charges
    const asks = input.answer === 'TAKE' && taxedOtherwise(lines, taxes).length > 0 ? 'TAX' : null
    const raiseMinor =
      exposureOf(after, 'PASSED', { ...order, charges }).committedMinor -
      exposureOf(lines, 'PASSED', order).committedMinor
    if (raiseMinor > 0n && order.creditState === 'PASSED' && !fitsLimit(account, raiseMinor))
      refuse('CREDIT_EXCEEDED', { raiseMinor })
    const moved = advance(ctx, order, lines, after, { asks, charges })
    const back = input.answer === 'TAKE' && buyer.archived ? restoring(ctx, order.customerId) : null
    const { grossMinor } = moved.order
    const asked =
      order.creditState === 'AWAITING_PAYMENT' && !asks
        ? issueProforma(ctx, { order, number: number(), grossMinor, prepaidDays: buyer.prepaidDays })
        : { statements: [], events: [] }
    const event: NewEvent = {
      name: 'order/offer.answered',
      objects: [
        ['order', order.id],
        ['customer', order.customerId],
      ],
      payload: { answer: input.answer, ...(today && { gross: [order.grossMinor, grossMinor] }) },
    }
    return tx.conclude(
      { orderId: order.id, stage: moved.order.stage },
      ...(back ? [back.statement] : []),
      ...(today ? [taxesOf(ctx, after), ...pricesOf(ctx, lines, after), ...otherCharges(ctx, order.id, charges)] : []),
      ...moved.statements,
      ...asked.statements,
      recordEvents(ctx, [event, ...(back ? [back.event] : []), ...moved.events, ...asked.events]),
    )
  })
}

const takenAtOnce = 200

/** Answers the accepted offers that waited for an archived customer, as soon as somebody restores the customer. */
export async function takeReturned(ctx: Ctx, customerId: string): Promise<{ taken: number }> {
  const [waiting] = await read(
    ctx,
    sql<{
      id: string
    }>`SELECT id FROM sales_order WHERE organisation_id = ${ctx.organisationId} AND customer_id = ${customerId}
      AND stage = 'ORDER' AND asks = 'CUSTOMER' ORDER BY ordered_at, id LIMIT ${takenAtOnce}`,
  )
  for (const { id } of waiting)
    await answerOffer(ctx, { orderId: id, answer: 'TAKE' }).catch((error) => {
      // A person has answered it meanwhile.
      if (!(error instanceof Refusal) || error.code !== 'NOTHING_ASKED') throw error
    })
  return { taken: waiting.length }
}
