import { takeBack } from '@/server/fulfilment/mutations/take-back'
import { issueCreditNote } from '@/server/invoicing/mutations/issue-credit-note'
import type { Ctx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import type { HistoricDocument } from './history'
import type { Shop } from './shop'

interface Sold {
  lineId: string
  orderId: string
  productId: string
  isGoods: boolean
  unitPrice: string
  left: number
  onItsWay: number
}

/** The outcome of a cancellation: the quantities taken back, and the lines that match no sale. */
interface Cancelled {
  /** Whether to try again later, because the goods have not left yet. */
  waits: boolean
  unmatched: HistoricDocument['lines']
}

/** The customer's earlier order lines with these products, the latest sale first. */
async function soldTo(ctx: Ctx, customerId: string, productIds: readonly string[], before: Date): Promise<Sold[]> {
  const [rows] = await read(
    ctx,
    sql<Sold>`SELECT l.id AS line_id, l.order_id, l.product_id, l.kind = 'GOODS' AS is_goods, trim_scale(l.unit_price)::text AS unit_price, l.invoiced - greatest(l.returned, l.credited) AS left,
        l.ordered - l.cancelled - l.invoiced AS on_its_way
      FROM sales_order o JOIN order_line l ON l.organisation_id = o.organisation_id AND l.order_id = o.id
      WHERE o.organisation_id = ${ctx.organisationId} AND o.customer_id = ${customerId} AND l.product_id = ANY(${productIds}::uuid[])
        AND o.ordered_at <= ${before}
      ORDER BY o.ordered_at DESC, o.id, l.position`,
  )
  return rows
}

const plain = (price: string) => (price.includes('.') ? price.replace(/\.?0+$/, '') : price)

interface Taken {
  orderLineId: string
  quantity: number
}

/** Credits freight and services on the invoices that charged them; they cannot be returned as goods. */
async function creditCharges(ctx: Ctx, taken: readonly Taken[], reason: string): Promise<void> {
  const [charges] = await read(
    ctx,
    sql<
      Taken & { invoiceId: string; position: number }
    >`SELECT x.invoice_id, x.position, x.order_line_id, x.quantity FROM invoice_line x
      JOIN invoice i ON i.organisation_id = x.organisation_id AND i.id = x.invoice_id AND i.kind = 'INVOICE'
      WHERE x.organisation_id = ${ctx.organisationId} AND x.order_line_id = ANY(${taken.map((line) => line.orderLineId)}::uuid[])
      ORDER BY x.invoice_id, x.position`,
  )
  const wanted = new Map(taken.map((line) => [line.orderLineId, line.quantity]))
  const credits = new Map<string, { position: number; quantity: number }[]>()
  for (const { invoiceId, position, orderLineId, quantity } of charges) {
    const credited = Math.min(quantity, wanted.get(orderLineId) ?? 0)
    if (credited === 0) continue
    wanted.set(orderLineId, (wanted.get(orderLineId) ?? 0) - credited)
    credits.set(invoiceId, [...(credits.get(invoiceId) ?? []), { position, quantity: credited }])
  }
  for (const [invoiceId, lines] of credits) await issueCreditNote(ctx, { invoiceId, lines, reason })
}

/** Credits what a cancellation names from the latest sales with the same customer, product and price. The goods come back. */
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
  const taken = new Map<Sold, number>()
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
      taken.set(one, (taken.get(one) ?? 0) + quantity)
    }
    if (wanted > 0) unmatched.push({ ...line, quantity: wanted })
  }
  const back = new Map<string | null, Taken[]>()
  for (const [one, quantity] of taken) {
    const orderId = one.isGoods ? one.orderId : null
    back.set(orderId, [...(back.get(orderId) ?? []), { orderLineId: one.lineId, quantity }])
  }
  for (const [orderId, lines] of back)
    if (orderId === null) await creditCharges(ctx, lines, document.reference)
    else await takeBack(ctx, { orderId, cause: 'CANCELLED', restock: true, lines, note: document.reference })
  return { waits: false, unmatched }
}
