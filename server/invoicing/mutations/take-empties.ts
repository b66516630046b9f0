import { lockCredit, moveExposure } from '@/server/credit/mutations/account'
import { post } from '@/server/ledger/mutations'
import { taxFor } from '@/server/order/rules/amounts'
import type { Ctx } from '@/server/platform/context/ctx'
import { notFound, refuse } from '@/server/platform/context/errors'
import { newId } from '@/server/platform/context/ids'
import { idempotent } from '@/server/platform/database/idempotency'
import { type Tx, transaction } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { type NewEvent, recordEvents } from '@/server/platform/events/events'
import { goodsIn } from '@/server/platform/money/quantity'
import { ratesOut, ratesToday } from '../queries/empties'
import { buyerFacts, sellerFacts } from '../queries/facts'
import { type DocumentLine, documentPosting, missingLegalDetails, totalsOfDocument } from '../rules/charging'
import { beyondOut, linesOfEmpties, type RateOut } from '../rules/empties'
import type { EmptiesInput } from '../schema'
import type { CreditNote } from './credit'
import { writeDocument } from './write-document'

async function load(tx: Tx, customerId: string) {
  const { ctx } = tx
  const [[customer]] = await tx.run(
    sql<{
      payerId: string
      merged: boolean
    }>`SELECT coalesce(payer_id, id) AS payer_id, merged_into IS NOT NULL AS merged FROM customer WHERE organisation_id = ${ctx.organisationId} AND id = ${customerId}`,
  )
  if (!customer || customer.merged) notFound('customer')
  const [[account]] = await tx.run(lockCredit(ctx, customer.payerId))
  if (!account) notFound('customer')
  // Under the lock, so that the same empties are not given back twice.
  const [rates, articles, [seller], [buyer], [owed]] = await tx.run(
    ratesOut(ctx, customerId),
    ratesToday(ctx, customerId),
    sellerFacts(ctx),
    buyerFacts(ctx, customer.payerId),
    sql<{
      owes: boolean
    }>`SELECT EXISTS (SELECT 1 FROM open_item WHERE organisation_id = ${ctx.organisationId} AND customer_id = ${customer.payerId} AND open_minor > 0) AS owes`,
  )
  if (!seller || !buyer) notFound('customer')
  const missing = missingLegalDetails(seller)
  if (missing.length > 0) refuse('LEGAL_DETAILS_MISSING', { missing })
  const today = articles.map(({ treatment, ...rate }) => {
    const own = { code: rate.taxCode, rate: rate.taxRate }
    return [rate.productId, treatment === 'CHARGED' ? rate : { ...rate, ...taxFor(treatment, own) }] as const
  })
  return { payerId: customer.payerId, rates, today: new Map(today), seller, buyer, owes: owed?.owes === true }
}

/** Refuses what comes back beyond what is out, unless somebody said why. Answers whether anything does. */
function keepOut(input: EmptiesInput, rates: readonly RateOut[], today: ReadonlyMap<string, RateOut>): boolean {
  const [first] = beyondOut(input.lines, rates)
  const article = first && today.get(first.productId)
  if (article && !input.beyond)
    refuse('MORE_THAN_OUT', { name: article.name, ...goodsIn([article], () => first.out), field: 'lines' })
  return first !== undefined
}

const events = (
  customerId: string,
  payerId: string,
  creditNoteId: string,
  lines: readonly DocumentLine[],
  grossMinor: bigint,
): NewEvent[] => [
  {
    name: 'invoicing/empties.returned',
    objects: [
      ['customer', customerId],
      ['creditNote', creditNoteId],
    ],
    payload: { ...goodsIn(lines, (line) => -line.quantity), grossMinor },
  },
  {
    name: 'invoicing/creditNote.issued',
    objects: [
      ['creditNote', creditNoteId],
      ['customer', payerId],
    ],
    payload: { grossMinor, appliedMinor: 0n },
  },
]

/** A credit note for empties, and what can be done with its credit. */
export interface EmptiesTaken extends CreditNote {
  itemId: string
  payerId: string
  /** What it gives back with tax, as text. */
  givenMinor: string
  /** Whether the payer has something open that it can be applied to. */
  owes: boolean
}

/**
 * Records that a customer brought returnable packaging back, with or without an order, fewer or more than they have; and gives the deposits
 * back by a credit note: each at the rate at which it was charged, the first charged first. More than is out needs a reason, which the credit
 * note keeps unprinted, and is given back at today's deposit. The credit stays open with the payer until it is taken off what they owe. Refuses with NOT_FOUND
 * (customer, returnable packaging), MORE_THAN_OUT, LEGAL_DETAILS_MISSING.
 */
export async function takeEmpties(ctx: Ctx, input: EmptiesInput): Promise<EmptiesTaken> {
  return transaction(ctx, idempotent('invoicing.empties', input.idempotencyKey, input), async (tx) => {
    const { customerId, note } = input
    const { payerId, rates, today, seller, buyer, owes } = await load(tx, customerId)
    if (input.lines.some(({ productId }) => !today.has(productId))) notFound('returnable packaging')
    const beyond = keepOut(input, rates, today) ? input.beyond : undefined
    const lines = linesOfEmpties(input.lines, rates, today, ctx.organisation.currency)
    const totals = totalsOfDocument(lines)
    const creditNoteId = newId(ctx.now)
    const itemId = newId(ctx.now)
    const rows = await tx.commit(
      ...post(ctx, {
        cause: 'CREDIT_NOTE',
        objectType: 'invoice',
        objectId: creditNoteId,
        effectiveOn: ctx.today,
        lines: documentPosting(payerId, lines, totals, new Set()),
      }),
      ...moveExposure(ctx, { customerId: payerId, openMinor: totals.grossMinor }),
      recordEvents(ctx, events(customerId, payerId, creditNoteId, lines, totals.grossMinor)),
      writeDocument(ctx, {
        id: creditNoteId,
        openItemId: itemId,
        kind: 'CREDIT_NOTE',
        customerId,
        payerId,
        orderId: null,
        shipmentId: null,
        returnId: null,
        correctsId: null,
        reason: note || 'EMPTIES',
        beyondReason: beyond ?? null,
        dueOn: ctx.today,
        termsKind: 'NET',
        termsDays: 0,
        seller,
        buyer,
        customerReference: null,
        deductedMinor: 0n,
        roundingMinor: 0n,
        lines,
        adjustments: [],
        totals,
        applications: [],
      }),
    )
    const [numbered] = rows.at(-1) as { number: string }[]
    const givenMinor = String(-totals.grossMinor)
    return { creditNoteId, number: numbered?.number ?? null, itemId, payerId, givenMinor, owes }
  })
}
