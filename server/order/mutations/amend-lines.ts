import type { DeliveryRule } from '@/server/customer/schema'
import { split } from '@/server/inventory/rules'
import type { Ctx } from '@/server/platform/context/ctx'
import { notFound, refuse } from '@/server/platform/context/errors'
import { newId } from '@/server/platform/context/ids'
import type { Tx } from '@/server/platform/database/run'
import { expectRows, json, type Statement, sql } from '@/server/platform/database/sql'
import { compareDecimals, isDecimal } from '@/server/platform/money/decimal'
import { extendedMinor } from '@/server/platform/money/money'
import { priceCandidates } from '@/server/pricing/queries/lists'
import type { WholeDiscount } from '@/server/pricing/rules/whole'
import { buyerFacts, productFacts, productsToWrite } from '../queries/facts'
import { taxFor } from '../rules/amounts'
import { packOfLine } from '../rules/packs'
import { type OrderLine, remaining } from '../rules/position'
import {
  keepFloor,
  keepSold,
  keptPrice,
  knownReasons,
  otherPrice,
  type PriceWish,
  pricer,
  saysAll,
} from '../rules/pricing'
import { newQuantities } from '../rules/quantities'
import { inReturnables } from '../rules/returnables'
import { keptWords } from '../rules/sections'
import { servedAt } from '../rules/serving'
import { afterWhole, sameDiscount } from '../rules/whole'
import type { ConfirmInput } from '../schema'
import type { OrderRow } from './advance'
import { refuseShort } from './plan-waiting'

const priced = [
  'unitPrice',
  'priceSource',
  'priceListId',
  'breakFrom',
  'listPrice',
  'grossPrice',
  'discountPercent',
  'discountAmount',
  'discountReasonId',
] as const

/** Whether two decimals are equal: '5' and '5.000000'. */
const same = (a: unknown, b: unknown) =>
  a === b ||
  (typeof a === 'string' && typeof b === 'string' && isDecimal(a) && isDecimal(b) && compareDecimals(a, b) === 0)

/**
 * Changes the price or the discount of a line. Refuses with PRICE_FIXED when a part of the line has left or was invoiced, because that
 * part keeps its price, and with DISCOUNT_TOO_LARGE.
 */
export function reprice(line: OrderLine, wish: Omit<PriceWish, 'quantity'>, currency: string): OrderLine {
  const unitPrice =
    wish.unitPrice !== undefined && compareDecimals(line.grossPrice ?? line.unitPrice, wish.unitPrice) === 0
      ? undefined
      : wish.unitPrice
  const price = otherPrice(line, { ...wish, unitPrice })
  if (priced.every((field) => same(price[field], line[field]))) return line
  if (line.shipped + line.performed + line.invoiced > 0) refuse('PRICE_FIXED', { position: line.position })
  return { ...line, ...price, netMinor: extendedMinor(price.unitPrice, line.ordered, line.priceQuantity, currency) }
}

/** Writes the changed prices and their sources. The net amounts are written together with the quantities. */
export function pricesOf(ctx: Ctx, before: readonly OrderLine[], after: readonly OrderLine[]): Statement<never>[] {
  const changed = after.filter((line, index) => priced.some((field) => line[field] !== before[index]?.[field]))
  if (changed.length === 0) return []
  const rows = changed.map((line) => Object.fromEntries([['id', line.id], ...priced.map((name) => [name, line[name]])]))
  return [
    expectRows(
      rows.length,
      sql`UPDATE order_line l SET unit_price = x."unitPrice", price_source = x."priceSource", price_list_id = x."priceListId", break_from = x."breakFrom",
        list_price = x."listPrice", gross_price = x."grossPrice", discount_percent = x."discountPercent", discount_amount = x."discountAmount", discount_reason_id = x."discountReasonId"
        FROM jsonb_to_recordset(${json(rows)}) AS x(id uuid, "unitPrice" numeric, "priceSource" text, "priceListId" uuid, "breakFrom" int,
          "listPrice" numeric, "grossPrice" numeric, "discountPercent" numeric, "discountAmount" numeric, "discountReasonId" uuid)
        WHERE l.organisation_id = ${ctx.organisationId} AND l.id = x.id AND l.id = ANY(${changed.map((line) => line.id)}::uuid[])`,
    ),
  ]
}

/** Refuses with QUANTITY_NOT_SOLD when a changed quantity is none in which the product is sold. Zero is always allowed. */
export async function checkQuantities(
  tx: Tx,
  before: readonly OrderLine[],
  after: readonly OrderLine[],
): Promise<void> {
  const changed = after.filter(
    (line, index) => remaining(line) > 0 && remaining(line) !== remaining(before[index] as OrderLine),
  )
  if (changed.length === 0) return
  const [found] = await tx.run(
    productFacts(
      tx.ctx,
      changed.map((line) => line.productId),
    ),
  )
  const products = new Map(found.map((product) => [product.id, product]))
  for (const line of changed) keepSold(products.get(line.productId) ?? notFound('product'), remaining(line))
}

interface Amended {
  wishes: readonly Pick<PriceWish, 'discount'>[]
  repriced: readonly OrderLine[]
  added: readonly OrderLine[]
  all: readonly OrderLine[]
  whole: WholeDiscount
}

/**
 * Checks the prices that an amendment changed, by line or by a discount on the whole order: each must reach the product's floor, and each
 * discount needs a known reason. Refuses with NOT_FOUND, BELOW_FLOOR.
 */
export async function checkPrices(tx: Tx, order: OrderRow, amended: Amended): Promise<void> {
  const { ctx } = tx
  const { wishes, repriced, added, all, whole } = amended
  const less = whole.discountReasonId === null ? [] : sameDiscount(order, whole) ? [...repriced, ...added] : all
  const changed = less.length > 0 ? less : repriced
  if (changed.length === 0 && !wishes.some((wish) => wish.discount)) return
  const [[buyer], found] = await tx.run(
    buyerFacts(ctx, order.customerId, null),
    productFacts(
      ctx,
      changed.map((line) => line.productId),
    ),
  )
  knownReasons(wishes, buyer?.reasons ?? [])
  const products = new Map(found.map((product) => [product.id, product]))
  for (const line of changed)
    keepFloor(ctx, products.get(line.productId) ?? notFound('product'), afterWhole(line, whole))
}

/**
 * Adds lines to a locked order, with today's price and tax, and reserves what is free. `free` holds the free stock of each product;
 * each line lowers it by the units that it takes. Answers the SKUs of their products too, none for a free text. Refuses with
 * PRODUCT_ARCHIVED, NOT_STOCKED, DISCOUNT_TOO_LARGE, BELOW_FLOOR.
 */
export async function addedLines(
  tx: Tx,
  order: OrderRow,
  lines: readonly OrderLine[],
  wishes: ConfirmInput['lines'],
  free: Map<string, number>,
): Promise<{ added: OrderLine[]; skus: ReadonlyMap<string, string> }> {
  const { ctx } = tx
  const productIds = wishes.map((wish) => wish.productId)
  const [[buyer], found, listed] = await tx.run(
    buyerFacts(ctx, order.customerId, null),
    productsToWrite(ctx, productIds),
    priceCandidates(ctx, order.customerId, productIds),
  )
  if (!buyer) notFound('customer')
  const products = new Map(found.map((product) => [product.id, product]))
  knownReasons(wishes, buyer.reasons)
  const price = pricer(listed, ctx.today)
  const last = Math.max(0, ...lines.map((line) => line.position))
  const made = wishes.map((wish, index): OrderLine => {
    const product = products.get(wish.productId) ?? notFound('product')
    if (product.archived) refuse('PRODUCT_ARCHIVED', { sku: product.sku })
    saysAll(product, wish)
    keepSold(product, wish.quantity)
    const goods = product.kind === 'GOODS'
    if (goods && !free.has(product.id)) refuse('NOT_STOCKED', { sku: product.sku })
    const left = free.get(product.id) ?? 0
    const taken = goods ? split(wish.quantity, left) : { reserved: 0, backordered: 0 }
    free.set(product.id, left - taken.reserved)
    const given = keptPrice(price(product, wish))
    keepFloor(ctx, product, given)
    return {
      ...newQuantities,
      ...taken,
      id: newId(ctx.now),
      orderId: order.id,
      position: last + index + 1,
      productId: product.id,
      warehouseId: goods ? servedAt(order, lines, product.id) : order.warehouseId,
      kind: product.kind,
      description: wish.description ?? product.name,
      ...keptWords(wish),
      ordered: wish.quantity,
      open: goods ? 0 : wish.quantity,
      unit: product.unit,
      places: product.places,
      ...packOfLine(product, wish),
      ...given,
      ...taxFor(buyer.taxTreatment, { code: product.taxCode, rate: product.taxRate }),
      netMinor: extendedMinor(given.unitPrice, wish.quantity, given.priceQuantity, order.currency),
    }
  })
  const added = inReturnables(made, (line) => products.get(line.productId)?.returnables ?? [], {
    standing: lines,
    newId: () => newId(ctx.now),
    currency: order.currency,
  })
  return { added, skus: new Map(found.flatMap(({ id, sku, freeText }) => (freeText ? [] : [[id, sku]]))) }
}

/** Refuses with CANNOT_PROMISE when added units cannot be promised and the order or the product may not wait. */
export async function refuseGrowth(
  tx: Tx,
  rule: DeliveryRule,
  before: readonly OrderLine[],
  after: readonly OrderLine[],
): Promise<void> {
  const old = new Map(before.map((line) => [line.id, line]))
  const grown = after.flatMap((line) => {
    const [backordered, reserved] = [
      line.backordered - (old.get(line.id)?.backordered ?? 0),
      line.reserved - (old.get(line.id)?.reserved ?? 0),
    ]
    return backordered > 0 ? [{ ...line, backordered, reserved: Math.max(0, reserved), plannedOn: null }] : []
  })
  if (grown.length === 0) return
  const ids = [...new Set(grown.map((line) => line.productId))]
  const [found] = await tx.run(productFacts(tx.ctx, ids))
  await refuseShort(tx, rule, grown, new Map(found.map((product) => [product.id, product])))
}
