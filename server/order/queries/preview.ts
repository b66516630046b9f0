import { nextSold } from '@/server/catalog/rules'
import { policyInForce } from '@/server/credit/queries/policy'
import { type CreditAccount, exposure, type GateDecision, gate, type LeastChange } from '@/server/credit/rules'
import type { DeliveryRule } from '@/server/customer/schema'
import { available, split } from '@/server/inventory/rules'
import type { ServedBecause } from '@/server/inventory/rules/serving'
import type { Ctx } from '@/server/platform/context/ctx'
import { notFound, refuse } from '@/server/platform/context/errors'
import { read } from '@/server/platform/database/run'
import { type Statement, sql } from '@/server/platform/database/sql'
import { extendedMinor, sumMinor } from '@/server/platform/money/money'
import type { Measure } from '@/server/platform/money/quantity'
import type { DocumentTotals } from '@/server/platform/money/tax'
import { priceCandidates } from '@/server/pricing/queries/lists'
import type { OwnPrice } from '@/server/pricing/rules/discounts'
import type { PriceOrigin } from '@/server/pricing/rules/prices'
import type { Charge } from '@/server/pricing/rules/whole'
import { taxFor, totalsOf } from '../rules/amounts'
import { daysOfNew, type ProductPlan } from '../rules/atp'
import { outlookOfCharges } from '../rules/charges'
import { type NoPromise, noPromise } from '../rules/position'
import { type Pricer, pricer, underFloor } from '../rules/pricing'
import { destinationOf, firstPromise, lacksAddress, promiseClock, shipToOf } from '../rules/promise'
import { strictLines } from '../rules/refusing'
import { type ForeseenDeposit, foreseenDeposits } from '../rules/returnables'
import { scoringInputs } from '../rules/scoring'
import { type Served, servedFrom } from '../rules/serving'
import { afterWhole, wholeOf } from '../rules/whole'
import type { PreviewInput } from '../schema'
import { type BuyerFacts, buyerFacts, type ProductFacts, productFacts } from './facts'
import { planStatements, plansOf } from './waiting'

interface FreeStock {
  warehouseId: string
  productId: string
  onHand: number
  reserved: number
  picked: number
  blocked: number
}

/** Stock of the warehouses in use, read without a lock. */
function stockNow(ctx: Ctx, productIds: readonly string[]): Statement<FreeStock> {
  return sql`SELECT s.warehouse_id, s.product_id, s.on_hand, s.reserved, s.picked, s.blocked FROM stock_level s
    JOIN warehouse w ON w.organisation_id = s.organisation_id AND w.id = s.warehouse_id AND w.archived_at IS NULL
    WHERE s.organisation_id = ${ctx.organisationId} AND s.product_id = ANY(${productIds}::uuid[])`
}

function accountNow(ctx: Ctx, customerId: string): Statement<CreditAccount> {
  return sql`SELECT customer_id, currency, limit_minor, committed_minor, shipped_not_invoiced_minor, open_minor, unapplied_minor, holds
    FROM credit_account WHERE organisation_id = ${ctx.organisationId}
      AND customer_id = (SELECT coalesce(payer_id, id) FROM customer WHERE organisation_id = ${ctx.organisationId} AND id = ${customerId})`
}

export interface PreviewLine extends OwnPrice, PriceOrigin, Measure {
  productId: string
  sku: string
  name: string
  kind: string
  /** The price list from which the price came. */
  priceListName: string | null
  /** Whether only people who may sell below floor prices may confirm it. */
  belowFloor: boolean
  netMinor: bigint
  /** When this quantity is not sold: the next one that is; otherwise null. */
  nextSold: number | null
  /** Units that are free now; null for what is not stocked. */
  available: number | null
  reserved: number
  backordered: number
  /** The day on which planned receipts bring what is short. */
  plannedOn: string | null
  /** Whether confirming refuses it, because the order or product may not wait and no planned receipt brings the missing units. */
  cannotPromise: boolean
  /** The deposits for the packaging that it goes out in, before tax; not part of its net amount. */
  depositMinor: bigint
  /** The warehouse that would serve it, where the lines are divided between several. */
  from: string | null
  /** When all of this line would arrive; null when it has no day of its own, or when something prevents the whole order. */
  arrivesOn: string | null
}

export interface OrderPreview {
  currency: string
  lines: PreviewLine[]
  totals: DocumentTotals
  /** The deposits for packaging, which the totals of an order have too, and those of an offer have not. */
  deposits: ForeseenDeposit[]
  /** What an offer comes to with them. */
  withDepositsMinor: bigint
  charges: readonly Charge[]
  /** The lowest order value that is accepted, when this order is below it. */
  belowMinimum: bigint | null
  /** What is missing for cheaper freight, and what that costs. */
  cheaperFreight: { missingMinor: bigint; amountMinor: bigint } | null
  /** The weight that freight is charged by, and the SKUs of goods whose weight nobody said; null when it is not by weight. */
  freightWeight: { grams: bigint; unknown: string[] } | null
  /** Null when no day can be promised: `noPromise` says why. */
  promisedOn: string | null
  noPromise: NoPromise
  termsKind: string
  termsDays: number
  /** Whether the customer's own order number is required. */
  referenceRequired: boolean
  /** What happens to the customer's orders when stock is short. */
  deliveryRule: DeliveryRule
  /** The warehouse, or warehouses, that would serve it, why, and among how many it was chosen. */
  served: { name: string; because: ServedBecause; warehouses: number }
  credit: {
    state: string
    /** FIRST_ORDER is scored, LIMIT_EXCEEDED is compared with the limit; null when the gate makes no decision. */
    cause: GateDecision['cause'] | null
    leastChange: LeastChange | null
    /** The limit that a first order gets when it passes. */
    limitGivenMinor: bigint | null
    limitMinor: bigint | null
    exposureMinor: bigint
    /** What is owed with this order; of an offer as its order would come to, deposits included. */
    afterMinor: bigint
    holds: number
  }
}

/** What confirming would do now: prices, tax, stock, promise and credit. It promises nothing; confirming decides again under locks. */
export async function previewOrder(
  ctx: Ctx,
  input: PreviewInput,
  /** The terms of an offer. They bind, whatever the customer's terms are now. */
  agreed?: Pick<BuyerFacts, 'termsKind' | 'termsDays'>,
): Promise<OrderPreview> {
  const productIds = [...new Set(input.lines.map((line) => line.productId))]
  const [[standing], [policy], found, [account], levels, listed] = await read(
    ctx,
    buyerFacts(ctx, input.customerId, input.carrierServiceId ?? null, input.addressId ?? null),
    policyInForce(ctx),
    productFacts(ctx, productIds),
    accountNow(ctx, input.customerId),
    stockNow(ctx, productIds),
    priceCandidates(ctx, input.customerId, productIds),
  )
  if (!standing || !account) notFound('customer')
  if (input.addressId && !standing.shipAddress) notFound('address')
  const buyer = { ...standing, ...agreed }
  if (!policy || !buyer.carrierServiceId) refuse('NOT_SET_UP')
  const products = new Map(found.map((product) => [product.id, product]))
  if (productIds.some((id) => !products.has(id))) notFound('product')
  const shipTo = input.shipTo ?? shipToOf(buyer)
  const deliveryRule = input.deliveryRule ?? buyer.deliveryRule
  const served = servedFrom(buyer, { ...input, deliveryRule }, shipTo, products, levels) ?? refuse('NOT_SET_UP')
  const { place, because } = served
  const own = levels.filter((level) => level.warehouseId === served.of(level.productId).id)
  const free = new Map(own.map((level) => [level.productId, available(level)]))
  const priced = previewLines(input, products, free, { currency: buyer.currency, price: pricer(listed, ctx.today) })
  const lines = await withDays(ctx, priced, served)
  const taxed = input.lines.map((wish, index) => {
    const product = products.get(wish.productId) as ProductFacts
    const { unitPrice, priceQuantity } = lines[index] as PreviewLine
    const tax = taxFor(buyer.taxTreatment, { code: product.taxCode, rate: product.taxRate })
    const { kind, places, weightGrams } = product
    return { line: { unitPrice, priceQuantity, kind, places, ...tax }, quantity: wish.quantity, weightGrams }
  })
  const { country: shipCountry } = shipTo
  const whole = wholeOf(input, taxed, { ...buyer, shipCountry })
  const wished = taxed.map(({ line, quantity }, index) => {
    const { returnables } = products.get(input.lines[index]?.productId as string) as ProductFacts
    return { returnables, quantity, taxCode: line.taxCode, taxRate: line.taxRate }
  })
  const deposits = foreseenDeposits(wished, buyer.currency)
  const held = deposits.map((deposit) => ({ line: { ...deposit, kind: 'RETURNABLE' }, quantity: deposit.quantity }))
  const withDeposits = totalsOf([...taxed, ...held], whole)
  const totals = input.isOffer ? totalsOf(taxed, whole) : withDeposits
  const floors = lines.map((line) => underFloor(products.get(line.productId) as ProductFacts, afterWhole(line, whole)))
  const inputs = scoringInputs(buyer, policy, withDeposits.grossMinor)
  const outcome = gate(buyer.termsKind, account, policy, inputs)
  const decision = 'decision' in outcome ? outcome.decision : null
  const exposureMinor = exposure(account)
  const promised = {
    ...buyer,
    creditState: outcome.state,
    requestedOn: input.requestedOn ?? null,
    ...destinationOf(shipTo),
    addressMissing: lacksAddress(buyer.serviceKind, lines, shipTo),
    asks: null,
    deliveryRule,
  }
  const clock = promiseClock(ctx)
  const strict = new Set(strictLines(promised.deliveryRule, lines, products))
  const arriving = lines.map((line) => ({
    ...line,
    cannotPromise: strict.has(line) && line.plannedOn === null,
    arrivesOn: line.kind === 'GOODS' ? firstPromise(promised, [line], clock) : null,
    from: because === 'SPLIT' && line.kind === 'GOODS' ? served.of(line.productId).name : null,
  }))
  return {
    currency: buyer.currency,
    lines: arriving.map((line, index) => ({
      ...line,
      belowFloor: floors[index] ?? false,
      depositMinor: sumMinor(
        foreseenDeposits(wished.slice(index, index + 1), buyer.currency).map((one) => one.netMinor),
      ),
    })),
    deposits,
    withDepositsMinor: withDeposits.grossMinor,
    totals,
    charges: whole.charges,
    ...outlookOfCharges(taxed, whole, { ...buyer, shipCountry }, lines),
    promisedOn: firstPromise(promised, lines, clock),
    noPromise: noPromise(promised, lines),
    termsKind: buyer.termsKind,
    termsDays: buyer.termsDays,
    referenceRequired: buyer.referenceRequired,
    deliveryRule: buyer.deliveryRule,
    served: { name: namesOf(arriving) || place.name, because, warehouses: buyer.warehouses.length },
    credit: {
      state: outcome.state,
      cause: decision?.cause ?? null,
      leastChange: decision?.leastChange ?? null,
      limitGivenMinor: decision?.limitMinor ?? null,
      limitMinor: account.limitMinor,
      exposureMinor,
      afterMinor: exposureMinor + withDeposits.grossMinor,
      holds: account.holds,
    },
  }
}

/** The warehouses between which the lines are divided; empty when it is one. */
const namesOf = (lines: readonly PreviewLine[]) => [...new Set(lines.flatMap(({ from }) => from ?? []))].join(' and ')

/** When planned receipts bring the missing units, after all orders that wait already. */
async function withDays(ctx: Ctx, lines: PreviewLine[], served: Served): Promise<PreviewLine[]> {
  const productIds = [...new Set(lines.flatMap((line) => (line.backordered > 0 ? [line.productId] : [])))]
  if (productIds.length === 0) return lines
  const plans = new Map<string, ProductPlan>()
  for (const warehouseId of new Set(productIds.map((id) => served.of(id).id))) {
    const own = productIds.filter((id) => served.of(id).id === warehouseId)
    const found = plansOf(own, ...(await read(ctx, ...planStatements(ctx, warehouseId, own))))
    for (const [id, plan] of found) plans.set(id, plan)
  }
  const days = daysOfNew(lines, plans, ctx.today)
  return lines.map((line, index) => ({ ...line, plannedOn: days[index] ?? null }))
}

function previewLines(
  input: PreviewInput,
  products: Map<string, ProductFacts>,
  free: Map<string, number>,
  { currency, price }: { currency: string; price: Pricer },
): PreviewLine[] {
  return input.lines.map((wish) => {
    const product = products.get(wish.productId) as ProductFacts
    const priced = price(product, wish)
    const goods = product.kind === 'GOODS'
    const left = free.get(product.id) ?? 0
    const { reserved, backordered } = goods ? split(wish.quantity, left) : { reserved: 0, backordered: 0 }
    free.set(product.id, left - reserved)
    return {
      productId: product.id,
      sku: product.sku,
      name: product.name,
      kind: product.kind,
      unit: product.unit,
      places: product.places,
      ...priced,
      belowFloor: false,
      netMinor: extendedMinor(priced.unitPrice, wish.quantity, priced.priceQuantity, currency),
      nextSold: nextSold(wish.quantity, product) === wish.quantity ? null : nextSold(wish.quantity, product),
      available: goods ? left : null,
      reserved,
      backordered,
      plannedOn: null,
      cannotPromise: false,
      depositMinor: 0n,
      arrivesOn: null,
      from: null,
    }
  })
}
