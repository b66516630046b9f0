import type { Ctx } from '@/server/platform/context/ctx'
import { notFound, refuse } from '@/server/platform/context/errors'
import { newId } from '@/server/platform/context/ids'
import { type NumberTaken, withNumber } from '@/server/platform/database/numbers'
import { type Tx, transaction } from '@/server/platform/database/run'
import { expectRows, sql } from '@/server/platform/database/sql'
import { recordEvents } from '@/server/platform/events/events'
import { buyerOfQuote, type QuoteHead, quoteLinesOf, quoteOf } from '../queries/quotes'
import { canonical } from '../rules/offered'
import { offeredDeposits } from '../rules/offered-deposits'
import { acceptedContent, leavesChoice, tickedQuote } from '../rules/options'
import { quoteCan } from '../rules/quote'
import { keepAnswer } from './keep-version'
import { orderSeries, place } from './place'
import { proformaSeries } from './proforma'

/** Locks the quote first, so that a second answer waits for the first one and then sees it. */
async function lock(tx: Tx, id: string) {
  const { ctx } = tx
  const [, [quote], lines, [buyer]] = await tx.run(
    sql`SELECT 1 FROM quote WHERE organisation_id = ${ctx.organisationId} AND id = ${id} FOR NO KEY UPDATE`,
    quoteOf(ctx, id),
    quoteLinesOf(ctx, id),
    buyerOfQuote(ctx, id),
  )
  if (!quote || !buyer) notFound('quote')
  return { quote, lines, buyerId: buyer.id }
}

/** The person at the customer who accepted, and the customer's own order number. */
interface Acceptance {
  id: string
  name: string
  reference?: string
  comment?: string
  /** The version that the customer saw; without it, the newest. */
  version?: number
  /** The positions of the optional lines that they take. */
  ticked?: readonly number[]
}

/** The note of the order, which its picker, packer and seller read: what the quote says, and what the customer wrote. */
const noteOf = (quote: QuoteHead, { comment }: Acceptance): string | undefined =>
  [quote.note, comment].filter(Boolean).join('\n').slice(0, 2000) || undefined

/** Refuses an answer to a replaced version. */
function mustBeNewest(quote: QuoteHead, seen: number | undefined) {
  if (seen !== undefined && seen !== quote.versionNumber)
    refuse('QUOTE_REPLACED', { version: quote.versionNumber, ready: quote.state === 'SENT' })
}

/**
 * Accepts a quote for the customer, who uses the link or telephones a person of the team. One transaction closes the quote and places the
 * order with the prices, terms and tax that were offered, whatever was edited since, and of the optional lines with those that are ticked. If the customer was merged into another, the other one
 * orders. If the customer was archived or the tax has changed, the order waits for the seller's answer (`answerOffer`). Accepting again
 * returns the same order. Refuses with QUOTE_REPLACED, QUOTE_NOT_OPEN, QUOTE_EXPIRED, QUOTE_NOT_OPTIONAL, REFERENCE_REQUIRED.
 */
export async function acceptQuote(ctx: Ctx, input: Acceptance): Promise<{ orderId: string; number: string }> {
  return withNumber(ctx, orderSeries, (number) =>
    withNumber(ctx, proformaSeries, (proformaNumber) => accept(ctx, input, number, proformaNumber)),
  )
}

function accept(ctx: Ctx, input: Acceptance, number: NumberTaken, proformaNumber: NumberTaken) {
  return transaction(ctx, {}, async (tx) => {
    const { quote, lines: offered, buyerId } = await lock(tx, input.id)
    mustBeNewest(quote, input.version)
    if (quote.state === 'ACCEPTED' && quote.orderId && quote.orderNumber)
      return { orderId: quote.orderId, number: quote.orderNumber }
    if (!quoteCan('accept', quote.state)) refuse('QUOTE_NOT_OPEN', { state: quote.state })
    if (quote.validUntil < ctx.today) refuse('QUOTE_EXPIRED', { validUntil: quote.validUntil })
    const taken = tickedQuote(quote, offered, input.ticked ?? [])
    const { lines } = taken
    const deposits = offeredDeposits(quote, lines)
    const wish = {
      customerId: buyerId,
      customerReference: input.reference || undefined,
      note: noteOf(quote, input),
      lines: lines.map(({ productId, quantity, unitPrice, description, section, note }) => ({
        productId,
        quantity,
        unitPrice,
        description,
        section: section ?? undefined,
        note: note ?? undefined,
      })),
    }
    const { paymentTermsId, termsKind, termsDays } = quote
    const { grossMinor } = taken.quote
    const offer = { paymentTermsId, termsKind, termsDays, lines, whole: taken.quote, grossMinor }
    const placed = {
      orderId: newId(ctx.now),
      number,
      proformaNumber,
      source: 'QUOTE' as const,
      quoteId: quote.id,
      offer,
    }
    const { statements, answer } = await place(tx, wish, placed)
    await tx.commit(
      expectRows(
        1,
        sql`UPDATE quote SET state = 'ACCEPTED', decided_at = ${ctx.now}, accepted_by = ${input.name}, order_id = ${answer.orderId}
          WHERE organisation_id = ${ctx.organisationId} AND id = ${quote.id} AND state = 'SENT'`,
      ),
      keepAnswer(ctx, quote.versionId ?? notFound('version'), 'ACCEPTED', {
        ...input,
        ...((leavesChoice(offered) || deposits) && { accepted: canonical(acceptedContent(taken, deposits)) }),
      }),
      ...statements,
      recordEvents(ctx, [
        {
          name: 'order/quote.accepted',
          objects: [
            ['quote', quote.id],
            ['order', answer.orderId],
            ['customer', buyerId],
          ],
          payload: { told: ctx.actor.kind === 'PERSON', version: quote.versionNumber },
        },
      ]),
    )
    return { orderId: answer.orderId, number: answer.number }
  })
}

/** The person at the customer who declined, and the reason. */
interface Refused {
  id: string
  name?: string
  reason?: string
  /** The version that the customer saw; without it, the newest. */
  version?: number
}

/** Declines a quote for the customer. Refuses with QUOTE_REPLACED, QUOTE_NOT_OPEN. */
export async function declineQuote(ctx: Ctx, input: Refused): Promise<{ id: string }> {
  return transaction(ctx, {}, async (tx) => {
    const { quote } = await lock(tx, input.id)
    mustBeNewest(quote, input.version)
    if (!quoteCan('decline', quote.state)) refuse('QUOTE_NOT_OPEN', { state: quote.state })
    await tx.commit(
      sql`UPDATE quote SET state = 'DECLINED', decided_at = ${ctx.now} WHERE organisation_id = ${ctx.organisationId} AND id = ${quote.id}`,
      keepAnswer(ctx, quote.versionId ?? notFound('version'), 'DECLINED', { name: input.name, comment: input.reason }),
      recordEvents(ctx, [
        {
          name: 'order/quote.declined',
          objects: [
            ['quote', quote.id],
            ['customer', quote.customerId],
          ],
          payload: { reason: input.reason?.slice(0, 200) ?? null },
        },
      ]),
    )
    return { id: quote.id }
  })
}
