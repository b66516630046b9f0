import type { Ctx } from '@/server/platform/context/ctx'
import { notFound, refuse } from '@/server/platform/context/errors'
import { type Reader, read } from '@/server/platform/database/run'
import { sumMinor } from '@/server/platform/money/money'
import { lessByAdjustments } from '../rules/adjusting'
import { amountsOf, totalsOfDocument } from '../rules/charging'
import { creditedRounding, overLeft } from '../rules/crediting'
import { lessEmpties } from '../rules/empties'
import { creditByHand } from '../rules/giving-back'
import type { CreditParts } from '../schema'
import { creditableAdjustments, creditableLines, invoiceFacts } from './credit'
import { outOfInvoice } from './empties'
import { documentTaxesOf } from './printed'

/**
 * What a credit note by hand would say, its amounts below zero. Refuses NOT_FOUND, MORE_THAN_INVOICED and NOTHING_TO_CREDIT.
 */
export async function creditWanted(ctx: Ctx, reader: Reader, wanted: CreditParts & { reason: string }) {
  const [[invoice], charged, adjustments, taxes, out] = await reader(
    invoiceFacts(ctx, wanted.invoiceId),
    creditableLines(ctx, wanted.invoiceId),
    creditableAdjustments(ctx, wanted.invoiceId),
    documentTaxesOf(ctx, wanted.invoiceId),
    outOfInvoice(ctx, wanted.invoiceId),
  )
  if (!invoice) notFound('invoice')
  const { currency } = ctx.organisation
  const lines = lessEmpties(charged, out)
  const cameBackMinor = sumMinor(lines.map((line) => amountsOf(line, line.cameBack, currency).netMinor))
  const leftMinor = invoice.netMinor - invoice.creditedNetMinor - cameBackMinor
  const credited = creditByHand(wanted, { lines, adjustments, taxes, leftMinor, currency })
  if (credited.lines.length + credited.adjustments.length === 0) refuse('NOTHING_TO_CREDIT')
  if (overLeft(credited.lines, leftMinor + lessByAdjustments(credited.adjustments)) > 0n)
    refuse('MORE_THAN_INVOICED', { leftMinor, field: 'netMinor' })
  return { invoice, ...credited, nothingLeft: credited.nothingLeft === true && cameBackMinor === 0n, charged: lines }
}

/** The amounts of a credit note before it is issued, above zero, in minor units: net, tax, and what the payer gets back. */
export interface ForeseenCredit {
  netMinor: bigint
  taxMinor: bigint
  amountMinor: bigint
}

/** What a credit note by hand would come to, by the rules that issue it. Refuses as `creditWanted` does. */
export async function foreseeCredit(ctx: Ctx, wanted: CreditParts): Promise<ForeseenCredit> {
  const reader: Reader = (...statements) => read(ctx, ...statements)
  const { invoice, lines, adjustments, nothingLeft } = await creditWanted(ctx, reader, { ...wanted, reason: '' })
  const totals = totalsOfDocument(lines, adjustments)
  const amountMinor = totals.grossMinor + creditedRounding(invoice, totals, nothingLeft)
  return { netMinor: -totals.netMinor, taxMinor: -totals.taxMinor, amountMinor: -amountMinor }
}
