import type { Ctx } from '@/server/platform/context/ctx'
import { notFound } from '@/server/platform/context/errors'
import { type Reader, read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { listsWithTax } from '@/server/pricing/queries/lists'
import { orderTotals, taxedOtherwise, taxFor } from '../rules/amounts'
import type { OrderLine } from '../rules/position'
import { retaxedLine } from '../rules/retaxed'
import { taxedAsGoods } from '../rules/returnables'
import { taxedAnew } from '../rules/whole'
import { type BuyerFacts, buyerFacts, productFacts } from './facts'
import { orderHead, recordLines } from './record'

type Tax = Pick<OrderLine, 'taxCode' | 'taxRate'>

/** The buyer of lines, how each line would be taxed today, and the lines as they would be then. */
export async function taxesOfToday(
  reader: Reader,
  ctx: Ctx,
  { customerId, lines }: { customerId: string; lines: readonly OrderLine[] },
): Promise<{ buyer: BuyerFacts; taxes: Tax[]; today: OrderLine[] }> {
  const [[buyer], found, withTax] = await reader(
    buyerFacts(ctx, customerId, null),
    productFacts(
      ctx,
      lines.map((line) => line.productId),
    ),
    listsWithTax(
      ctx,
      lines.map((line) => line.priceListId),
    ),
  )
  if (!buyer) notFound('customer')
  const products = new Map(found.map((product) => [product.id, product]))
  const own = lines.map(({ productId }) => {
    const { taxCode: code, taxRate: rate } = products.get(productId) ?? notFound('product')
    return taxFor(buyer.taxTreatment, { code, rate })
  })
  const taxes = taxedAsGoods(lines, own)
  const lists = new Set(withTax.map(({ id }) => id))
  const today = lines.map((line, index) =>
    retaxedLine(line, taxes[index] ?? line, { currency: buyer.currency, withTax: lists.has(line.priceListId ?? '') }),
  )
  return { buyer, taxes, today }
}

/** What an accepted offer asks its seller: how its lines are taxed as quoted and today, and both totals. */
export interface OfferAsked {
  lines: { position: number; sku: string; description: string; quoted: Tax; today: Tax }[]
  currency: string
  grossMinor: bigint
  todayGrossMinor: bigint
}

/** The lines of an accepted offer whose tax has changed since. Refuses with NOT_FOUND. */
export async function offerAsked(ctx: Ctx, { id }: { id: string }): Promise<OfferAsked> {
  const head = await orderHead(ctx, id)
  const { customerId, currency, grossMinor } = head
  const [lines] = await read(ctx, recordLines(ctx, id))
  const { taxes, today: taxed } = await taxesOfToday((...statements) => read(ctx, ...statements), ctx, {
    customerId,
    lines,
  })
  const otherwise = new Set(taxedOtherwise(lines, taxes))
  return {
    lines: lines.flatMap(({ position, sku, description, taxCode, taxRate }, index) => {
      const today = taxes[index]
      return today && otherwise.has(index) ? [{ position, sku, description, quoted: { taxCode, taxRate }, today }] : []
    }),
    currency,
    grossMinor,
    todayGrossMinor: orderTotals(taxed, { ...head, charges: taxedAnew(head.charges, lines, taxed) }).grossMinor,
  }
}

/** The quote of an order whose tax differs from the quoted tax, and what was offered with what they took of it. Products are compared, since optional lines that nobody took move the positions. */
export const retaxed = (ctx: Ctx, orderId: string) =>
  sql<{
    number: string
    grossMinor: bigint
  }>`SELECT q.number, coalesce((SELECT (v.accepted::jsonb ->> 'grossMinor')::bigint FROM quote_version v
        WHERE v.organisation_id = q.organisation_id AND v.quote_id = q.id AND v.accepted IS NOT NULL), q.gross_minor) AS gross_minor FROM sales_order o
    JOIN quote q ON q.organisation_id = o.organisation_id AND q.id = o.quote_id
    WHERE o.organisation_id = ${ctx.organisationId} AND o.id = ${orderId} AND EXISTS (SELECT 1 FROM order_line l
      JOIN quote_line k ON k.organisation_id = l.organisation_id AND k.quote_id = o.quote_id AND k.product_id = l.product_id
      WHERE l.organisation_id = o.organisation_id AND l.order_id = o.id AND (k.tax_code, k.tax_rate) <> (l.tax_code, l.tax_rate))`
