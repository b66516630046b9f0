import type { Ctx } from '@/server/platform/context/ctx'
import { type Statement, sql } from '@/server/platform/database/sql'

/** What confirming needs to know of a buyer, in one row. */
export interface BuyerFacts {
  name: string
  email: string | null
  currency: string
  country: string
  organisationCountry: string
  taxNumber: string | null
  taxTreatment: string
  payerId: string
  archived: boolean
  /** No order of theirs is taken without their own order number. */
  referenceRequired: boolean
  paymentTermsId: string
  termsKind: 'NET' | 'PREPAID' | 'CASH'
  termsDays: number
  billLine: string | null
  billExtra: string | null
  billPostcode: string | null
  billCity: string | null
  billRegion: string | null
  shipName: string | null
  shipLine: string | null
  shipExtra: string | null
  shipPostcode: string | null
  shipCity: string | null
  shipRegion: string | null
  shipCountry: string | null
  warehouseId: string
  carrierServiceId: string
  cutOff: string
  transitDays: number
  serviceKind: string
  /** So long an order to be paid beforehand waits for its money; null: for ever. */
  prepaidDays: number | null
}

/** The buyer with terms, default warehouse and the carrier service asked for, else the one they prefer, else the default one. */
export function buyerFacts(ctx: Ctx, customerId: string, carrierServiceId: string | null): Statement<BuyerFacts> {
  return sql`SELECT c.name, c.email, c.currency, c.country, g.country AS organisation_country, c.tax_number, c.tax_treatment, coalesce(c.payer_id, c.id) AS payer_id,
      c.archived_at IS NOT NULL OR c.merged_into IS NOT NULL AS archived, c.reference_required, c.payment_terms_id, t.kind AS terms_kind, t.due_days AS terms_days,
      c.bill_line, c.bill_extra, c.bill_postcode, c.bill_city, c.bill_region,
      c.ship_name, c.ship_line, c.ship_extra, c.ship_postcode, c.ship_city, c.ship_region, c.ship_country,
      w.id AS warehouse_id, s.id AS carrier_service_id, s.cut_off, s.transit_days, s.kind AS service_kind, g.prepaid_days
    FROM customer c JOIN payment_terms t ON t.organisation_id = c.organisation_id AND t.id = c.payment_terms_id
    JOIN organisation g ON g.id = c.organisation_id
    LEFT JOIN warehouse w ON w.organisation_id = c.organisation_id AND w.is_default
    LEFT JOIN carrier_service p ON p.organisation_id = c.organisation_id AND p.id = c.carrier_service_id AND p.archived_at IS NULL
    LEFT JOIN carrier_service s ON s.organisation_id = c.organisation_id AND s.archived_at IS NULL
      AND CASE WHEN coalesce(${carrierServiceId}::uuid, p.id) IS NULL THEN s.is_default ELSE s.id = coalesce(${carrierServiceId}::uuid, p.id) END
    WHERE c.organisation_id = ${ctx.organisationId} AND c.id = ${customerId}`
}

export interface ProductFacts {
  id: string
  sku: string
  name: string
  kind: 'GOODS' | 'SERVICE' | 'FREIGHT'
  unitPrice: string
  priceQuantity: number
  taxCode: string
  taxRate: string
  archived: boolean
}

/** Products with price and tax. */
export function productFacts(ctx: Ctx, productIds: readonly string[]): Statement<ProductFacts> {
  return sql`SELECT p.id, p.sku, p.name, p.kind, p.unit_price, p.price_quantity, t.code AS tax_code, t.rate AS tax_rate, p.archived_at IS NOT NULL AS archived
    FROM product p JOIN tax_category t ON t.organisation_id = p.organisation_id AND t.id = p.tax_category_id
    WHERE p.organisation_id = ${ctx.organisationId} AND p.id = ANY(${productIds}::uuid[])`
}

/** How many orders of a customer's payer came to their end: history for the first credit decision. */
export function settledOrders(ctx: Ctx, customerId: string): Statement<{ settled: bigint }> {
  return sql`SELECT count(*) AS settled FROM (SELECT 1 FROM sales_order
    WHERE organisation_id = ${ctx.organisationId} AND payer_id = (SELECT coalesce(payer_id, id) FROM customer WHERE organisation_id = ${ctx.organisationId} AND id = ${customerId}) AND stage = 'SETTLED' LIMIT 5) AS few`
}
