import { split } from '@/server/inventory/rules'
import type { Ctx } from '@/server/platform/context/ctx'
import { notFound, refuse } from '@/server/platform/context/errors'
import { newId } from '@/server/platform/context/ids'
import type { Tx } from '@/server/platform/database/run'
import { expectRows, json, type Statement, sql } from '@/server/platform/database/sql'
import { compareDecimals } from '@/server/platform/money/decimal'
import { extendedMinor } from '@/server/platform/money/money'
import { priceCandidates } from '@/server/pricing/queries/lists'
import { buyerFacts, productFacts } from '../queries/facts'
import { taxFor } from '../rules/amounts'
import type { OrderLine } from '../rules/position'
import { keptPrice, pricer } from '../rules/pricing'
import { newQuantities } from '../rules/quantities'
import type { ConfirmInput } from '../schema'
import type { OrderRow } from './advance'

/**
 * Changes the price of a line. Refuses PRICE_FIXED when a part of the line has left or was invoiced: that part keeps
 * its price.
 */
export function reprice(line: OrderLine, unitPrice: string, currency: string): OrderLine {
  if (compareDecimals(line.unitPrice, unitPrice) === 0) return line
  if (line.shipped + line.performed + line.invoiced > 0) refuse('PRICE_FIXED', { position: line.position })
  const typed = { unitPrice, priceSource: 'TYPED', priceListId: null, breakFrom: null } as const
  return { ...line, ...typed, netMinor: extendedMinor(unitPrice, line.ordered, line.priceQuantity, currency) }
}

/** Writes the changed unit prices, typed from now on. The net amounts are written together with the quantities. */
export function pricesOf(ctx: Ctx, before: readonly OrderLine[], after: readonly OrderLine[]): Statement<never>[] {
  const changed = after.filter((line, index) => line.unitPrice !== before[index]?.unitPrice)
  if (changed.length === 0) return []
  const rows = changed.map(({ id, unitPrice }) => ({ id, unitPrice }))
  return [
    expectRows(
      rows.length,
      sql`UPDATE order_line l SET unit_price = x."unitPrice", price_source = 'TYPED', price_list_id = NULL, break_from = NULL FROM jsonb_to_recordset(${json(rows)}) AS x(id uuid, "unitPrice" numeric)
        WHERE l.organisation_id = ${ctx.organisationId} AND l.id = x.id AND l.id = ANY(${rows.map((row) => row.id)}::uuid[])`,
    ),
  ]
}

/**
 * Lines added to an order that is locked, with the price and tax of now, and what of each is free; `free` is what the stock
 * has left, lowered by what they take. Refuses PRODUCT_ARCHIVED, NOT_STOCKED.
 */
export async function addedLines(
  tx: Tx,
  order: OrderRow,
  lines: readonly OrderLine[],
  wishes: ConfirmInput['lines'],
  free: Map<string, number>,
): Promise<OrderLine[]> {
  const { ctx } = tx
  const productIds = wishes.map((wish) => wish.productId)
  const [[buyer], found, listed] = await tx.run(
    buyerFacts(ctx, order.customerId, null),
    productFacts(ctx, productIds),
    priceCandidates(ctx, order.customerId, productIds),
  )
  if (!buyer) notFound('customer')
  const products = new Map(found.map((product) => [product.id, product]))
  const price = pricer(listed, ctx.today)
  const last = Math.max(0, ...lines.map((line) => line.position))
  return wishes.map((wish, index) => {
    const product = products.get(wish.productId) ?? notFound('product')
    if (product.archived) refuse('PRODUCT_ARCHIVED', { sku: product.sku })
    const goods = product.kind === 'GOODS'
    if (goods && !free.has(product.id)) refuse('NOT_STOCKED', { sku: product.sku })
    const left = free.get(product.id) ?? 0
    const taken = goods ? split(wish.quantity, left) : { reserved: 0, backordered: 0 }
    free.set(product.id, left - taken.reserved)
    const priced = keptPrice(price(product, wish))
    return {
      ...newQuantities,
      ...taken,
      id: newId(ctx.now),
      orderId: order.id,
      position: last + index + 1,
      productId: product.id,
      warehouseId: order.warehouseId,
      kind: product.kind,
      description: wish.description ?? product.name,
      ordered: wish.quantity,
      open: goods ? 0 : wish.quantity,
      ...priced,
      ...taxFor(buyer.taxTreatment, { code: product.taxCode, rate: product.taxRate }),
      netMinor: extendedMinor(priced.unitPrice, wish.quantity, priced.priceQuantity, order.currency),
    }
  })
}
