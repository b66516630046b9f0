import type { Pack } from '@/server/catalog/rules'
import type { Ctx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import type { Measure } from '@/server/platform/money/quantity'
import type { InPacks } from '@/server/platform/words/packs'
import type { PriceSource } from '@/server/pricing/rules/prices'
import type { LineWords } from '../rules/sections'
import type { LastOrderInput } from '../schema/copy'

/** A line of an earlier order as a new order takes it over. */
export interface RepeatedLine extends Measure, InPacks, LineWords {
  productId: string
  sku: string
  description: string
  /** The quantity without cancelled units. */
  quantity: number
  unitPrice: string
  priceQuantity: number
  priceSource: PriceSource
  grossPrice: string | null
  discountPercent: string | null
  discountAmount: string | null
  discountReasonId: string | null
  freeText: boolean
  taxCategoryId: string
  /** All packs in which the product is sold now. */
  packs: Pack[]
}

export interface LastOrder {
  id: string
  number: string
  orderedOn: string
  currency: string
  grossMinor: bigint
  /** Products that can still be sold. */
  lines: RepeatedLine[]
}

/** The customer's newest order that was not cancelled, with what can be ordered again; null when there is none. */
export async function lastOrder(ctx: Ctx, { customerId }: LastOrderInput): Promise<LastOrder | null> {
  const [[order], lines] = await read(
    ctx,
    sql<Omit<LastOrder, 'lines'>>`SELECT id, number, ordered_on, currency, gross_minor FROM sales_order
      WHERE organisation_id = ${ctx.organisationId} AND customer_id = ${customerId} AND stage <> 'CANCELLED' ORDER BY ordered_at DESC, id DESC LIMIT 1`,
    sql<RepeatedLine>`SELECT l.product_id, p.sku, l.description, l.section, l.note, l.ordered - l.cancelled AS quantity, l.unit, l.places, CASE WHEN (l.ordered - l.cancelled) % l.pack_size = 0 THEN k.unit END AS pack, k.quantity AS pack_size, l.unit_price, l.price_quantity, l.price_source, l.gross_price, l.discount_percent, l.discount_amount, l.discount_reason_id, packs_of(p.organisation_id, p.id) AS packs, p.free_text, p.tax_category_id
      FROM (SELECT id FROM sales_order WHERE organisation_id = ${ctx.organisationId} AND customer_id = ${customerId} AND stage <> 'CANCELLED' ORDER BY ordered_at DESC, id DESC LIMIT 1) AS o
      JOIN order_line l ON l.organisation_id = ${ctx.organisationId} AND l.order_id = o.id AND l.ordered > l.cancelled AND l.kind <> 'RETURNABLE'
      JOIN product p ON p.organisation_id = l.organisation_id AND p.id = l.product_id AND (p.archived_at IS NULL OR p.free_text)
      LEFT JOIN product_pack k ON k.organisation_id = l.organisation_id AND k.product_id = l.product_id AND k.unit = l.pack AND k.quantity = l.pack_size ORDER BY l.position`,
  )
  return order ? { ...order, lines } : null
}
