import type { Pack, ProductKind, ReturnableArticle, SoldIn } from '@/server/catalog/rules'
import type { DeliveryRule } from '@/server/customer/schema'
import type { ServingPlace, ServingRule } from '@/server/inventory/rules/serving'
import type { Ctx } from '@/server/platform/context/ctx'
import { type Statement, sql } from '@/server/platform/database/sql'
import type { Measure } from '@/server/platform/money/quantity'
import type { ChargeTable } from '../rules/charges'
import type { ShipTo } from '../schema'

/** What confirming needs to know of a buyer, in one row. */
export interface BuyerFacts extends ChargeTable {
  name: string
  email: string | null
  currency: string
  country: string
  organisationCountry: string
  taxNumber: string | null
  /** The customer's, or NOT_REGISTERED when the seller charges no tax. */
  taxTreatment: string
  payerId: string
  archived: boolean
  /** When this customer was merged into another: number and name of the other. */
  heir: string | null
  /** Whether an order of this customer needs the customer's own order number. */
  referenceRequired: boolean
  deliveryRule: DeliveryRule
  paymentTermsId: string
  termsKind: 'NET' | 'PREPAID' | 'CASH'
  termsDays: number
  billLine: string | null
  billExtra: string | null
  billPostcode: string | null
  billCity: string | null
  billRegion: string | null
  billCountry: string
  /** The address that was asked for, otherwise the customer's own for goods; null when there is none. */
  shipAddress: ShipTo | null
  /** The warehouses in use, and the rule by which one of them serves an order. */
  warehouses: ServingPlace[]
  servingRule: ServingRule
  carrierServiceId: string
  cutOff: string
  transitDays: number
  /** For how many days an order that is paid beforehand waits for its money; null: without an end. */
  prepaidDays: number | null
  /** How many orders of the payer are finished, at most five. The first credit decision asks for them. */
  settled: number
  /** Ids of the reasons for which a discount may be given. */
  reasons: string[]
}

/**
 * The buyer with terms, the warehouses that may serve, a carrier service and an address. The service is the one
 * asked for, otherwise the preferred, otherwise the default one; the address is the one asked for, otherwise the
 * buyer's own for goods.
 */
export function buyerFacts(
  ctx: Ctx,
  customerId: string,
  carrierServiceId: string | null,
  addressId: string | null = null,
): Statement<BuyerFacts> {
  return sql`SELECT c.name, c.email, c.currency, c.country, g.country AS organisation_country, c.tax_number,
      CASE WHEN g.tax_registered IS FALSE THEN 'NOT_REGISTERED' ELSE c.tax_treatment END AS tax_treatment, coalesce(c.payer_id, c.id) AS payer_id,
      c.archived_at IS NOT NULL OR c.merged_into IS NOT NULL AS archived,
      (SELECT h.number || ' ' || h.name FROM customer h WHERE h.organisation_id = c.organisation_id AND h.id = c.merged_into) AS heir, c.reference_required, c.delivery_rule, c.payment_terms_id, t.kind AS terms_kind, t.due_days AS terms_days,
      b.line AS bill_line, b.extra AS bill_extra, b.postcode AS bill_postcode, b.city AS bill_city, b.region AS bill_region, coalesce(b.country, c.country) AS bill_country,
      (SELECT jsonb_strip_nulls(jsonb_build_object('name', coalesce(a.name, c.name), 'line', a.line, 'extra', a.extra, 'postcode', a.postcode, 'city', a.city, 'region', a.region,
          'country', a.country, 'contact', a.contact, 'phone', a.phone, 'openingHours', a.opening_hours,
          'deliveryDays', CASE WHEN cardinality(a.delivery_days) > 0 THEN to_jsonb(a.delivery_days) END, 'packerNote', a.packer_note, 'driverNote', a.driver_note))
        FROM customer_address a WHERE a.organisation_id = c.organisation_id AND a.customer_id = c.id AND a.archived_at IS NULL
          AND CASE WHEN ${addressId}::uuid IS NULL THEN a.is_ship_to ELSE a.id = ${addressId}::uuid END) AS ship_address,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', w.id, 'code', w.code, 'name', w.name, 'isDefault', w.is_default, 'country', coalesce(w.country, g.country),
          'postcodes', w.postcodes, 'rank', w.rank)), '[]') FROM warehouse w WHERE w.organisation_id = c.organisation_id AND w.archived_at IS NULL) AS warehouses, g.serving_rule,
      s.id AS carrier_service_id, s.cut_off, s.transit_days, s.kind AS service_kind, g.prepaid_days,
      s.freight AS service_freight, h.freight, h.small_below_minor, h.small_minor, h.minimum_minor, coalesce(h.with_last, false) AS with_last,
      (SELECT count(*)::int FROM (SELECT 1 FROM sales_order o WHERE o.organisation_id = c.organisation_id AND o.payer_id = CASE WHEN c.payer_id IS NULL THEN c.id ELSE c.payer_id END AND o.stage = 'SETTLED' LIMIT 5) AS few) AS settled,
      ARRAY(SELECT r.id::text FROM discount_reason r WHERE r.organisation_id = c.organisation_id AND r.archived_at IS NULL) AS reasons
    FROM customer c JOIN payment_terms t ON t.organisation_id = c.organisation_id AND t.id = c.payment_terms_id
    JOIN organisation g ON g.id = c.organisation_id LEFT JOIN charge_policy h ON h.organisation_id = c.organisation_id
    LEFT JOIN customer_address b ON b.organisation_id = c.organisation_id AND b.customer_id = c.id AND b.is_bill_to
    LEFT JOIN carrier_service p ON p.organisation_id = c.organisation_id AND p.id = c.carrier_service_id AND p.archived_at IS NULL
    LEFT JOIN carrier_service s ON s.organisation_id = c.organisation_id AND s.archived_at IS NULL
      AND CASE WHEN coalesce(${carrierServiceId}::uuid, p.id) IS NULL THEN s.is_default ELSE s.id = coalesce(${carrierServiceId}::uuid, p.id) END
    WHERE c.organisation_id = ${ctx.organisationId} AND c.id = ${customerId}`
}

/** The charges beside the lines that the settings ask for an order with this service, and what one of each of its products weighs. */
export function chargeTable(
  ctx: Ctx,
  carrierServiceId: string,
  productIds: readonly string[],
): Statement<ChargeTable & { weights: Record<string, number> }> {
  return sql`SELECT s.kind AS service_kind, s.freight AS service_freight, h.freight, h.small_below_minor, h.small_minor, h.minimum_minor, coalesce(h.with_last, false) AS with_last,
      (SELECT coalesce(jsonb_object_agg(p.id, p.weight_grams), '{}') FROM product p WHERE p.organisation_id = s.organisation_id AND p.id = ANY(${productIds}::uuid[])) AS weights
    FROM carrier_service s LEFT JOIN charge_policy h ON h.organisation_id = s.organisation_id
    WHERE s.organisation_id = ${ctx.organisationId} AND s.id = ${carrierServiceId}`
}

export interface ProductFacts extends Measure, SoldIn {
  id: string
  sku: string
  name: string
  kind: ProductKind
  unitPrice: string
  priceQuantity: number
  /** The floor price: below it, only people with the permission may sell; null: there is none. */
  floorPrice: string | null
  /** Whether an order for more than can be promised is refused. */
  refusesShort: boolean
  /** Of one of its unit; 0: nobody said it. */
  weightGrams: number
  taxCode: string
  taxRate: string
  archived: boolean
  /** Whether this product stands for lines without a product: their text and price are on the line. */
  freeText: boolean
  packs: Pack[]
  /** The packaging that it goes out in and that is to come back. */
  returnables: ReturnableArticle[]
}

/** Products with price and tax. */
export function productFacts(ctx: Ctx, productIds: readonly string[]): Statement<ProductFacts> {
  return sql`SELECT p.id, p.sku, p.name, p.kind, p.unit, p.places, p.min_quantity, p.multiple, p.unit_price, p.price_quantity, p.floor_price, p.refuses_short, p.weight_grams, t.code AS tax_code, t.rate AS tax_rate, p.archived_at IS NOT NULL AND NOT p.free_text AS archived, p.free_text, packs_of(p.organisation_id, p.id) AS packs, returnables_of(p.organisation_id, p.id) AS returnables
    FROM product p JOIN tax_category t ON t.organisation_id = p.organisation_id AND t.id = p.tax_category_id
    WHERE p.organisation_id = ${ctx.organisationId} AND p.id = ANY(${productIds}::uuid[])`
}

/** Products with price and tax, for a verb that writes lines of them: until it has, their units stay what they are. */
export function productsToWrite(ctx: Ctx, productIds: readonly string[]): Statement<ProductFacts> {
  return sql`SELECT p.id, p.sku, p.name, p.kind, p.unit, p.places, p.min_quantity, p.multiple, p.unit_price, p.price_quantity, p.floor_price, p.refuses_short, p.weight_grams, t.code AS tax_code, t.rate AS tax_rate, p.archived_at IS NOT NULL AND NOT p.free_text AS archived, p.free_text,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('unit', k.unit, 'quantity', k.quantity, 'gtin', k.gtin) ORDER BY k.quantity, k.unit), '[]')
        FROM product_pack k WHERE k.organisation_id = p.organisation_id AND k.product_id = p.id) AS packs,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('productId', a.id, 'sku', a.sku, 'name', a.name, 'per', r.per, 'unit', a.unit, 'places', a.places,
          'unitPrice', trim_scale(a.unit_price)::text, 'priceQuantity', a.price_quantity) ORDER BY r.per DESC, a.sku), '[]')
        FROM product_returnable r JOIN product a ON a.organisation_id = r.organisation_id AND a.id = r.returnable_id
        WHERE r.organisation_id = p.organisation_id AND r.product_id = p.id) AS returnables
    FROM product p JOIN tax_category t ON t.organisation_id = p.organisation_id AND t.id = p.tax_category_id
    WHERE p.organisation_id = ${ctx.organisationId} AND p.id = ANY(${productIds}::uuid[]) FOR KEY SHARE OF p`
}
