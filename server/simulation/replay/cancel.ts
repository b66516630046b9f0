import { takeBack } from '@/server/fulfilment/mutations/take-back'
import type { Ctx } from '@/server/platform/ctx'
import { read } from '@/server/platform/run'
import { sql } from '@/server/platform/sql'
import type { HistoricDocument } from './history'
import type { Shop } from './shop'

interface Sold {
  lineId: string
  orderId: string
  productId: string
  unitPrice: string
  left: number
  onItsWay: number
}

/** What became of a cancellation: quantities taken back, and lines of the file that no sale answers to. */
export interface Cancelled {
  /** Try again: goods that are meant have not left yet. */
  waits: boolean
  unmatched: HistoricDocument['lines']
}

/** Lines that the customer had ordered by then with these products, the latest sale first. */
async function soldTo(ctx: Ctx, customerId: string, productIds: readonly string[], before: Date): Promise<Sold[]> {
  const [rows] = await read(
    ctx,
    sql<Sold>`SELECT l.id AS line_id, l.order_id, l.product_id, trim_scale(l.unit_price)::text AS unit_price, l.invoiced - greatest(l.returned, l.credited) AS left,
        l.ordered - l.cancelled - l.invoiced AS on_its_way
      FROM sales_order o JOIN order_line l ON l.organisation_id = o.organisation_id AND l.order_id = o.id
      WHERE o.organisation_id = ${ctx.organisationId} AND o.customer_id = ${customerId} AND l.product_id = ANY(${productIds}::uuid[]) AND l.kind = 'GOODS'
        AND o.ordered_at <= ${before}
      ORDER BY o.ordered_at DESC, o.id, l.position`,
  )
  return rows
}

const plain = (price: string) => (price.includes('.') ? price.replace(/\.?0+$/, '') : price)

/** Takes back what a cancellation of the file names, from the latest sales of the same customer, product and price. */
export async function replayCancellation(
  ctx: Ctx,
  shop: Shop,
  document: HistoricDocument,
  /** The time of the cancellation in the file. */
  at: Date,
  last: boolean,
): Promise<Cancelled> {
  const customerId = shop.customers.get(document.customerKey)
  const productIds = document.lines.map((line) => shop.products.get(line.code)).filter((id) => id !== undefined)
  const sold = customerId ? await soldTo(ctx, customerId, productIds, at) : []
  const taken = new Map<string, { orderLineId: string; quantity: number }[]>()
  const unmatched: HistoricDocument['lines'] = []
  for (const line of document.lines) {
    const same = sold.filter(
      (one) => one.productId === shop.products.get(line.code) && one.unitPrice === plain(line.unitPrice),
    )
    if (!last && same.some((one) => one.onItsWay > 0)) return { waits: true, unmatched: [] }
    let wanted = line.quantity
    for (const one of same) {
      const quantity = Math.min(wanted, one.left)
      if (quantity <= 0) continue
      wanted -= quantity
      one.left -= quantity
      const lines = taken.get(one.orderId) ?? []
      const known = lines.find((other) => other.orderLineId === one.lineId)
      if (known) known.quantity += quantity
      else lines.push({ orderLineId: one.lineId, quantity })
      taken.set(one.orderId, lines)
    }
    if (wanted > 0) unmatched.push({ ...line, quantity: wanted })
  }
  for (const [orderId, lines] of taken)
    await takeBack(ctx, { orderId, cause: 'CANCELLED', restock: true, lines, note: document.reference })
  return { waits: false, unmatched }
}
