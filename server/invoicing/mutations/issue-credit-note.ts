import type { Ctx } from '@/server/platform/context/ctx'
import { notFound } from '@/server/platform/context/errors'
import { idempotent } from '@/server/platform/database/idempotency'
import { type Tx, transaction } from '@/server/platform/database/run'
import {
  discountLeftOfOrder,
  type InvoiceFacts,
  invoiceFacts,
  invoiceOfLines,
  leftOfOrder,
  type ReturnFacts,
  returnFacts,
  returnLines,
} from '../queries/credit'
import { skusOf } from '../queries/facts'
import { creditWanted } from '../queries/foresee-credit'
import { withReturnables } from '../rules/charging'
import { creditOfReturn } from '../rules/giving-back'
import type { CreditInput } from '../schema'
import { cameBackWords, withoutCameBack } from '../words/en'
import { type CreditNote, lockCorrection, writeCreditNote } from './credit'

/**
 * Credits an invoice by hand: everything left of it, quantities of its lines and whole charges, or an amount before tax; of its discount goes
 * back what the lines took. Deposits whose empties came back before are not given back again, and the note says so. Refuses
 * MORE_THAN_INVOICED, NOTHING_TO_CREDIT, LEGAL_DETAILS_MISSING.
 */
export async function issueCreditNote(ctx: Ctx, input: CreditInput): Promise<CreditNote> {
  return transaction(ctx, idempotent('invoicing.credit', input.idempotencyKey, input), async (tx) => {
    const [[found]] = await tx.run(invoiceFacts(ctx, input.invoiceId))
    if (!found?.orderId) notFound('invoice')
    const locked = await lockCorrection(tx, found.orderId, found.payerId)
    const { charged, ...credited } = await creditWanted(ctx, (...statements) => tx.run(...statements), input)
    const all = !input.lines && !input.charges && input.netMinor === undefined
    const reason = all ? withoutCameBack(input.reason, cameBackWords(charged, ctx.organisation.locale)) : input.reason
    return writeCreditNote(tx, locked, { ...credited, returnId: null, reason })
  })
}

async function creditLocked(tx: Tx, returned: ReturnFacts, invoice: InvoiceFacts): Promise<CreditNote | null> {
  const { ctx } = tx
  const locked = await lockCorrection(tx, returned.orderId, returned.payerId)
  const [lines, called, [again], [left], discount] = await tx.run(
    returnLines(ctx, returned.id),
    skusOf(ctx, returned.orderId),
    returnFacts(ctx, returned.id),
    leftOfOrder(ctx, returned.orderId),
    discountLeftOfOrder(ctx, returned.orderId),
  )
  if (again?.creditNoteId) return { creditNoteId: again.creditNoteId, number: null }
  const quantities = new Map(lines.map((line) => [line.orderLineId, line.quantity]))
  const goods = locked.lines.flatMap((line) => {
    const quantity = Math.min(quantities.get(line.id) ?? 0, line.invoiced - line.credited)
    return quantity > 0 ? [{ line, quantity }] : []
  })
  if (goods.length === 0) return null
  const credited = creditOfReturn(withReturnables(locked.lines, goods), {
    lines: locked.lines,
    called: new Map(called.map((product) => [product.id, product])),
    discount,
    leftMinor: left?.netMinor ?? 0n,
    currency: ctx.organisation.currency,
  })
  return writeCreditNote(tx, locked, {
    invoice,
    ...credited,
    returnId: returned.id,
    reason: returned.cause,
  })
}

/**
 * Credits returned goods once per return, by quantity or by amount, never more than was invoiced and not credited yet.
 * Answers null while none of them has been invoiced: the return is credited when the invoice is issued.
 */
export async function creditReturn(ctx: Ctx, returnId: string): Promise<CreditNote | null> {
  return transaction(ctx, {}, async (tx) => {
    const [[returned]] = await tx.run(returnFacts(ctx, returnId))
    if (!returned) notFound('return')
    if (returned.creditNoteId) return { creditNoteId: returned.creditNoteId, number: null }
    const [[charging]] = await tx.run(invoiceOfLines(ctx, returned.orderId, returnId))
    if (!charging) return null
    const [[invoice]] = await tx.run(invoiceFacts(ctx, charging.id))
    return invoice ? creditLocked(tx, returned, invoice) : null
  })
}
