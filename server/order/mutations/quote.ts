import type { Ctx } from '@/server/platform/context/ctx'
import { conflict, notFound, refuse } from '@/server/platform/context/errors'
import { newId } from '@/server/platform/context/ids'
import { idempotent } from '@/server/platform/database/idempotency'
import { type NumberTaken, withNumber } from '@/server/platform/database/numbers'
import { type Tx, transaction } from '@/server/platform/database/run'
import { expectRows, insert, sql } from '@/server/platform/database/sql'
import { priceOnPaper } from '@/server/platform/documents/paper'
import { type NewEvent, recordEvents } from '@/server/platform/events/events'
import { extendedMinor } from '@/server/platform/money/money'
import { priceCandidates } from '@/server/pricing/queries/lists'
import type { Charge } from '@/server/pricing/rules/whole'
import { buyerFacts, productsToWrite } from '../queries/facts'
import { taxFor, totalsOf } from '../rules/amounts'
import { goodsValue, keepMinimum } from '../rules/charges'
import { packOfLine } from '../rules/packs'
import { keepFloor, keepSold, keptPrice, knownReasons, pricer, saysAll } from '../rules/pricing'
import { shipToOf } from '../rules/promise'
import { makesVersion, quoteCan } from '../rules/quote'
import { keptWords } from '../rules/sections'
import { afterWhole, chargeRows, wholeColumns, wholeOf } from '../rules/whole'
import type { ChangeQuoteInput, WriteQuoteInput } from '../schema'
import { offeredDepositWords } from '../words/en/deposit'

type Wishes = Pick<WriteQuoteInput, 'customerId' | 'lines' | 'validUntil' | 'discount' | 'charges'>

/**
 * Today's prices and tax of the offered lines. Refuses with NOT_FOUND, CUSTOMER_ARCHIVED, PRODUCT_ARCHIVED, QUOTE_ENDED_BEFORE,
 * DISCOUNT_TOO_LARGE, BELOW_FLOOR, QUOTE_ALL_OPTIONAL.
 */
async function priced(tx: Tx, quoteId: string, wishes: Wishes) {
  const { ctx } = tx
  if (wishes.validUntil < ctx.today) refuse('QUOTE_ENDED_BEFORE')
  const productIds = wishes.lines.map((line) => line.productId)
  const [[buyer], found, listed] = await tx.run(
    buyerFacts(ctx, wishes.customerId, null),
    productsToWrite(ctx, productIds),
    priceCandidates(ctx, wishes.customerId, productIds),
  )
  if (!buyer) notFound('customer')
  if (buyer.archived) refuse('CUSTOMER_ARCHIVED')
  const products = new Map(found.map((product) => [product.id, product]))
  knownReasons([...wishes.lines, wishes], buyer.reasons)
  const price = pricer(listed, ctx.today)
  const lines = wishes.lines.map((wish, index) => {
    const product = products.get(wish.productId) ?? notFound('product')
    if (product.archived) refuse('PRODUCT_ARCHIVED', { sku: product.sku })
    saysAll(product, wish)
    keepSold(product, wish.quantity)
    const priced = keptPrice(price(product, wish))
    keepFloor(ctx, product, priced)
    return {
      quoteId,
      position: index + 1,
      productId: product.id,
      description: wish.description ?? product.name,
      ...keptWords(wish),
      optional: wish.optional ?? false,
      deposit: offeredDepositWords({ ...product, quantity: wish.quantity }, (one) =>
        priceOnPaper(one.unitPrice, one.priceQuantity, one, ctx.organisation.locale),
      ),
      quantity: wish.quantity,
      unit: product.unit,
      places: product.places,
      ...packOfLine(product, wish),
      ...priced,
      ...taxFor(buyer.taxTreatment, { code: product.taxCode, rate: product.taxRate }),
      netMinor: extendedMinor(priced.unitPrice, wish.quantity, priced.priceQuantity, buyer.currency),
    }
  })
  const parts = lines
    .filter((line) => !line.optional)
    .map((line) => ({
      line: { ...line, kind: products.get(line.productId)?.kind ?? 'GOODS' },
      quantity: line.quantity,
      weightGrams: products.get(line.productId)?.weightGrams ?? 0,
    }))
  if (parts.length === 0) refuse('QUOTE_ALL_OPTIONAL')
  const whole = wholeOf(wishes, parts, { ...buyer, shipCountry: shipToOf(buyer).country })
  keepMinimum(ctx, goodsValue(parts, whole, buyer.currency), buyer)
  for (const line of whole.discountReasonId === null ? [] : lines)
    keepFloor(ctx, products.get(line.productId) ?? notFound('product'), afterWhole(line, whole))
  const { netMinor, taxMinor, grossMinor, allowanceMinor: discountMinor, chargeMinor } = totalsOf(parts, whole)
  const kept = { ...wholeColumns(whole), netMinor, taxMinor, grossMinor, discountMinor, chargeMinor }
  return { buyer, lines, kept, charges: whole.charges }
}

const chargesOf = (ctx: Ctx, quoteId: string, charges: readonly Charge[]) =>
  charges.length === 0
    ? []
    : [
        insert(
          ctx,
          'quoteCharge',
          chargeRows(charges).map((charge) => ({ ...charge, quoteId })),
        ),
      ]

const event = (name: NewEvent['name'], id: string, customerId: string, payload?: NewEvent['payload']): NewEvent => ({
  name,
  objects: [
    ['quote', id],
    ['customer', customerId],
  ],
  payload,
})

export const quoteSeries = ['QUOTE', 'QU-'] as const

/** Writes a quote as a draft, with today's prices, tax and terms unless the input has others. */
export async function writeQuote(ctx: Ctx, input: WriteQuoteInput): Promise<{ id: string; number: string }> {
  return withNumber(ctx, quoteSeries, (taken) => writeNumbered(ctx, input, taken))
}

function writeNumbered(ctx: Ctx, input: WriteQuoteInput, taken: NumberTaken): Promise<{ id: string; number: string }> {
  return transaction(ctx, idempotent('quote.write', input.idempotencyKey, input), async (tx) => {
    const id = newId(ctx.now)
    const { buyer, lines, kept, charges } = await priced(tx, id, input)
    const number = taken()
    const quote = {
      id,
      number,
      customerId: input.customerId,
      state: 'DRAFT',
      currency: buyer.currency,
      paymentTermsId: buyer.paymentTermsId,
      validUntil: input.validUntil,
      note: input.note ?? null,
      ...kept,
      createdBy: ctx.actor.kind === 'PERSON' ? ctx.actor.id : null,
      createdAt: ctx.now,
    }
    await tx.commit(
      insert(ctx, 'quote', [quote]),
      insert(ctx, 'quoteLine', lines),
      ...chargesOf(ctx, id, charges),
      recordEvents(ctx, [event('order/quote.written', id, input.customerId)]),
    )
    return { id, number }
  })
}

/**
 * Changes a quote and replaces its lines. A quote that was sent, declined or has expired becomes the draft of its next version; the sent
 * version is kept, but can no longer be accepted. Refuses with NOT_FOUND, QUOTE_ACCEPTED, QUOTE_NOT_DRAFT, CHANGED_MEANWHILE.
 */
export async function changeQuote(ctx: Ctx, input: ChangeQuoteInput): Promise<{ id: string }> {
  return transaction(ctx, {}, async (tx) => {
    const [[quote]] = await tx.run(
      sql<{
        state: string
        version: string
        versionNumber: number
        orderNumber: string | null
      }>`SELECT q.state, q.xmin::text AS version, q.version_number, (SELECT o.number FROM sales_order o WHERE o.organisation_id = q.organisation_id AND o.id = q.order_id) AS order_number
        FROM quote q WHERE q.organisation_id = ${ctx.organisationId} AND q.id = ${input.id} FOR NO KEY UPDATE OF q`,
    )
    if (!quote) notFound('quote')
    if (quote.state === 'ACCEPTED') refuse('QUOTE_ACCEPTED', { order: quote.orderNumber })
    if (!quoteCan('change', quote.state)) refuse('QUOTE_NOT_DRAFT')
    const versionNumber = makesVersion(quote.state) ? quote.versionNumber + 1 : quote.versionNumber
    if (input.version !== undefined && input.version !== quote.version) conflict('CHANGED_MEANWHILE')
    const { buyer, lines, kept, charges } = await priced(tx, input.id, input)
    await tx.commit(
      sql`DELETE FROM quote_line WHERE organisation_id = ${ctx.organisationId} AND quote_id = ${input.id}`,
      sql`DELETE FROM quote_charge WHERE organisation_id = ${ctx.organisationId} AND quote_id = ${input.id}`,
      insert(ctx, 'quoteLine', lines),
      ...chargesOf(ctx, input.id, charges),
      expectRows(
        1,
        sql`UPDATE quote SET customer_id = ${input.customerId}, currency = ${buyer.currency}, payment_terms_id = ${buyer.paymentTermsId}, valid_until = ${input.validUntil},
          note = ${input.note ?? null}, net_minor = ${kept.netMinor}, tax_minor = ${kept.taxMinor}, gross_minor = ${kept.grossMinor}, discount_minor = ${kept.discountMinor}, charge_minor = ${kept.chargeMinor},
          discount_percent = ${kept.discountPercent}::numeric, discount_off_minor = ${kept.discountOffMinor}, discount_base_minor = ${kept.discountBaseMinor}, discount_reason_id = ${kept.discountReasonId},
          version_number = ${versionNumber}, state = 'DRAFT', sent_at = NULL, decided_at = NULL, accepted_by = NULL, reminded_on = NULL
        WHERE organisation_id = ${ctx.organisationId} AND id = ${input.id} AND state = ${quote.state}`,
      ),
      recordEvents(ctx, [
        event(
          'order/quote.changed',
          input.id,
          input.customerId,
          makesVersion(quote.state) ? { version: versionNumber } : {},
        ),
      ]),
    )
    return { id: input.id }
  })
}

/** Withdraws a quote. Its links then show that it is withdrawn. Refuses with NOT_FOUND, QUOTE_NOT_OPEN. */
export async function withdrawQuote(ctx: Ctx, input: { id: string }): Promise<{ id: string }> {
  return transaction(ctx, {}, async (tx) => {
    const [[quote]] = await tx.run(
      sql<{
        state: string
        customerId: string
      }>`SELECT state, customer_id FROM quote WHERE organisation_id = ${ctx.organisationId} AND id = ${input.id} FOR NO KEY UPDATE`,
    )
    if (!quote) notFound('quote')
    if (!quoteCan('withdraw', quote.state)) refuse('QUOTE_NOT_OPEN', { state: quote.state })
    await tx.commit(
      sql`UPDATE quote SET state = 'WITHDRAWN', decided_at = ${ctx.now} WHERE organisation_id = ${ctx.organisationId} AND id = ${input.id}`,
      recordEvents(ctx, [event('order/quote.withdrawn', input.id, quote.customerId)]),
    )
    return { id: input.id }
  })
}

const expiredAtOnce = 200

/** Closes the quotes whose last day is over. */
export async function expireQuotes(ctx: Ctx): Promise<{ expired: number }> {
  return transaction(ctx, {}, async (tx) => {
    const [rows] = await tx.run(
      sql<{ id: string; customerId: string }>`UPDATE quote SET state = 'EXPIRED', decided_at = ${ctx.now}
        WHERE organisation_id = ${ctx.organisationId} AND id IN (SELECT id FROM quote WHERE organisation_id = ${ctx.organisationId} AND state = 'SENT' AND valid_until < ${ctx.today}
          ORDER BY created_at LIMIT ${expiredAtOnce}) AND state = 'SENT' RETURNING id, customer_id`,
    )
    if (rows.length > 0)
      await tx.commit(
        recordEvents(
          ctx,
          rows.map((row) => event('order/quote.expired', row.id, row.customerId)),
        ),
      )
    return { expired: rows.length }
  })
}
