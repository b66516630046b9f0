import { keepDecision, lockCreditOfCustomer, moveExposure } from '@/server/credit/mutations/account'
import { policyInForce } from '@/server/credit/queries/policy'
import { type CreditAccount, type CreditPolicy, exposure, gate } from '@/server/credit/rules'
import { lockEveryStock, moveStock } from '@/server/inventory/mutations/stock'
import type { StockLevel } from '@/server/inventory/rules'
import type { Ctx } from '@/server/platform/context/ctx'
import { notFound, refuse } from '@/server/platform/context/errors'
import type { NumberTaken } from '@/server/platform/database/numbers'
import type { Tx } from '@/server/platform/database/run'
import { insert, jsonList, type Statement } from '@/server/platform/database/sql'
import { type NewEvent, recordEvents } from '@/server/platform/events/events'
import { goodsIn, type Units } from '@/server/platform/money/quantity'
import { priceCandidates } from '@/server/pricing/queries/lists'
import type { Whole } from '@/server/pricing/rules/whole'
import { type BuyerFacts, buyerFacts, type ProductFacts, productsToWrite } from '../queries/facts'
import { exposureOf, keptTotals } from '../rules/amounts'
import { goodsValue, keepMinimum } from '../rules/charges'
import { type CreditState, type OrderLine, position } from '../rules/position'
import { knownReasons, type Pricer, pricer } from '../rules/pricing'
import { destinationOf, firstPromise, lacksAddress, promiseClock, shipToOf } from '../rules/promise'
import { scoringInputs } from '../rules/scoring'
import { type Served, servedFrom } from '../rules/serving'
import { wholeColumns, wholeOf } from '../rules/whole'
import type { ConfirmInput } from '../schema'
import { asksOf, type Offer } from './offered'
import { makeLines, withDeposits } from './place-lines'
import { refuseShort, withDays } from './plan-waiting'
import { issueProforma } from './proforma'
import { keepFloors, ordersCharges, weighedParts } from './whole'

export type OrderSource = 'SCREEN' | 'API' | 'QUOTE' | 'IMPORT'

export interface ConfirmedOrder {
  orderId: string
  number: string
  creditState: CreditState
  stage: string
  waitsFor: string | null
  grossMinor: string
  currency: string
  promisedOn: string | null
  backordered: Units
  /** The unit of the waiting quantity, when it is not pieces. */
  unit?: string
  /** How many products wait, when their units differ. */
  mixed?: number
  /** True when the same request was answered before. */
  repeated?: boolean
}

interface Loaded {
  buyer: BuyerFacts
  served: Served
  account: CreditAccount
  policy: CreditPolicy
  products: Map<string, ProductFacts>
  levels: Map<string, StockLevel>
  price: Pricer
}

async function load(tx: Tx, input: ConfirmInput, { offer, agreed }: Placed): Promise<Loaded> {
  const { ctx } = tx
  const productIds = [...new Set(input.lines.map((line) => line.productId))]
  // The account is locked before the buyer is read, because a merge of customers holds the same lock.
  const [[account], [buyer], [policy], found, levels, listed] = await tx.run(
    lockCreditOfCustomer(ctx, input.customerId),
    buyerFacts(ctx, input.customerId, input.carrierServiceId ?? null, input.addressId ?? null),
    policyInForce(ctx),
    productsToWrite(ctx, productIds),
    lockEveryStock(ctx, productIds),
    priceCandidates(ctx, input.customerId, productIds),
  )
  if (!buyer || !account) notFound('customer')
  if (input.addressId && !buyer.shipAddress) notFound('address')
  if (buyer.heir) refuse('CUSTOMER_MERGED', { heir: buyer.heir })
  if (buyer.archived && !offer) refuse('CUSTOMER_ARCHIVED')
  if (buyer.referenceRequired && !input.customerReference && !agreed)
    refuse('REFERENCE_REQUIRED', { field: 'customerReference', paths: ['reference'] })
  if (buyer.currency !== ctx.organisation.currency) refuse('CURRENCY_NOT_KEPT', { currency: buyer.currency })
  if (!buyer.carrierServiceId || !policy) refuse('NOT_SET_UP')
  knownReasons(offer ? [] : [...input.lines, input], buyer.reasons)
  const products = new Map(found.map((product) => [product.id, product]))
  const place = input.shipTo ?? shipToOf(buyer)
  const wish = { ...input, deliveryRule: input.deliveryRule ?? buyer.deliveryRule }
  const served = servedFrom(buyer, wish, place, products, levels) ?? refuse('NOT_SET_UP')
  const own = levels.filter((level) => level.warehouseId === served.of(level.productId).id)
  const stocked = new Map(own.map((level) => [level.productId, level]))
  for (const id of productIds) {
    const product = products.get(id)
    if (!product) notFound('product')
    if (product.archived && !offer) refuse('PRODUCT_ARCHIVED', { sku: product.sku })
    if (product.kind === 'GOODS' && !stocked.has(id)) refuse('NOT_STOCKED', { sku: product.sku })
  }
  const { paymentTermsId, termsKind, termsDays } = offer ?? buyer
  const bound = { ...buyer, paymentTermsId, termsKind, termsDays, ...(agreed && { minimumMinor: null }) }
  return { buyer: bound, served, account, policy, products, levels: stocked, price: pricer(listed, ctx.today) }
}

/** The discount and charges of a new order. Refuses a discount that takes a line below its floor. */
function newWhole(ctx: Ctx, made: readonly OrderLine[], input: ConfirmInput, { buyer, products }: Loaded): Whole {
  const parts = weighedParts(made, (productId) => products.get(productId)?.weightGrams)
  const { country: shipCountry } = input.shipTo ?? shipToOf(buyer)
  const whole = wholeOf(input, parts, { ...buyer, shipCountry })
  keepMinimum(ctx, goodsValue(parts, whole, buyer.currency), buyer)
  keepFloors(ctx, products, made, whole)
  return whole
}

export const orderSeries = ['ORDER', 'SO-'] as const

interface Placed {
  orderId: string
  number: NumberTaken
  /** Asked for when the order is to be paid beforehand. */
  proformaNumber: NumberTaken
  source: OrderSource
  quoteId: string | null
  offer?: Offer
  /** Agreed in the previous program: quantities and prices are not checked again, but credit is. */
  agreed?: boolean
}

/** Builds all statements of a confirmed order. `confirm` and the acceptance of a quote call it. */
export async function place(
  tx: Tx,
  input: ConfirmInput,
  placed: Placed,
): Promise<{ statements: Statement[]; answer: ConfirmedOrder }> {
  const { ctx } = tx
  const loaded = await load(tx, input, placed)
  const { buyer, served, account, policy } = loaded
  const number = placed.number()
  const wished = makeLines(ctx, placed, input, loaded)
  const whole = placed.offer?.whole ?? newWhole(ctx, wished, input, loaded)
  if (placed.offer && keptTotals(wished, whole).grossMinor !== placed.offer.grossMinor)
    throw new Error('an order that is not what was offered')
  const made = withDeposits(ctx, wished, loaded)
  const totals = keptTotals(made, whole)
  const inputs = scoringInputs(buyer, policy, totals.grossMinor)
  const outcome = gate(buyer.termsKind, account, policy, inputs)
  const creditState: CreditState = outcome.state
  const lines = await withDays(tx, made, creditState)
  const rule = input.deliveryRule ?? buyer.deliveryRule
  if (!placed.offer && !placed.agreed) await refuseShort(tx, rule, made, loaded.products)
  const moved = exposureOf(lines, creditState, whole)
  const shipTo = input.shipTo ?? shipToOf(buyer)
  const addressMissing = lacksAddress(buyer.serviceKind, lines, shipTo)
  const asks = asksOf(placed.offer, wished, loaded)
  const wish = { requestedOn: input.requestedOn ?? null, ...destinationOf(shipTo) }
  const facts = { creditState, addressMissing, asks, deliveryRule: rule }
  const promisedOn = firstPromise({ ...buyer, ...wish, ...facts }, lines, promiseClock(ctx))
  const stand = position(lines, { ...facts, openMinor: 0n, overdue: false })
  const objects = [
    ['order', placed.orderId],
    ['customer', input.customerId],
  ] as const
  const { units: backordered, ...of } = goodsIn(lines, (line) => line.backordered)
  const payload = {
    lines: wished.length,
    grossMinor: totals.grossMinor,
    creditState,
    waitsFor: stand.waitsFor,
    backordered,
    ...of,
    exposureMinor: exposure(account),
    limitMinor: account.limitMinor,
  }
  const events: NewEvent[] = [{ name: 'order/order.confirmed', objects, payload }]
  const order = {
    id: placed.orderId,
    number,
    customerId: input.customerId,
    payerId: buyer.payerId,
    customerReference: input.customerReference ?? null,
    source: placed.source,
    quoteId: placed.quoteId,
    currency: buyer.currency,
    paymentTermsId: buyer.paymentTermsId,
    termsKind: buyer.termsKind,
    termsDays: buyer.termsDays,
    orderedAt: ctx.now,
    orderedOn: ctx.today,
    requestedOn: input.requestedOn ?? null,
    promisedOn,
    warehouseId: served.place.id,
    servedBecause: served.because,
    carrierServiceId: buyer.carrierServiceId,
    shipTo: shipTo as never,
    deliveryRule: facts.deliveryRule,
    note: input.note ?? null,
    ...totals,
    ...wholeColumns(whole),
    creditState,
    asks,
    stage: stand.stage,
    stageSince: ctx.now,
    waitsFor: stand.waitsFor,
    ...moved,
    createdBy: ctx.actor.kind === 'PERSON' ? ctx.actor.id : null,
    openMinor: 0n,
    depositMinor: 0n,
    overdue: false,
    deliveryAssumed: false,
  }
  const statements: Statement[] = [
    insert(ctx, 'salesOrder', [order]),
    insert(
      ctx,
      'orderLine',
      lines.map((line) => ({ ...line, returnables: jsonList(line.returnables ?? []), confirmedAt: ctx.now })),
    ),
    ...ordersCharges(ctx, placed.orderId, whole.charges),
    moveStock(
      ctx,
      lines.filter((line) => line.kind === 'GOODS'),
    ),
    ...moveExposure(ctx, { customerId: buyer.payerId, ...moved }),
  ]
  if ('decision' in outcome) {
    const kept = keepDecision(
      ctx,
      { customerId: buyer.payerId, orderId: placed.orderId, policy, inputs, standing: account },
      outcome.decision,
    )
    statements.push(...kept.statements)
    events.push(kept.event)
  }
  if (creditState === 'AWAITING_PAYMENT' && !asks) {
    const issued = issueProforma(ctx, {
      order,
      number: placed.proformaNumber(),
      grossMinor: totals.grossMinor,
      prepaidDays: buyer.prepaidDays,
    })
    statements.push(...issued.statements)
    events.push(...issued.events)
  }
  statements.push(recordEvents(ctx, events))
  const answer = {
    orderId: placed.orderId,
    number,
    creditState,
    stage: stand.stage,
    waitsFor: stand.waitsFor,
    grossMinor: totals.grossMinor.toString(),
    currency: buyer.currency,
    promisedOn,
    backordered,
    ...of,
  }
  return { statements, answer }
}
