import type { Ctx } from '@/server/platform/context/ctx'
import type { Permission } from '@/server/platform/context/permissions'
import { type Statement, sql } from '@/server/platform/database/sql'

type FoundKind =
  | 'order'
  | 'quote'
  | 'customer'
  | 'product'
  | 'invoice'
  | 'shipment'
  | 'receipt'
  | 'plannedReceipt'
  | 'lot'
  | 'transfer'
  | 'supplier'

/** A record that the finder found. */
export interface Hit {
  kind: FoundKind
  id: string
  label: string
  note: string | null
  /** 0 = begins with the text, 1 = a word of it does, 2 = the text stands elsewhere. */
  fit: number
  /** Whether not the record itself, but another one that it is about answers to the text. */
  byOther: boolean
}

/**
 * What has exactly one of these numbers, of every kind that has numbers. What has no page of its own, as a parcel has
 * none, is found under its own number at the page that shows it, and its note has the number of that.
 */
export function byNumber(
  ctx: Ctx,
  may: (permission: Permission) => boolean,
  numbers: readonly string[],
): Statement<Hit> {
  const [organisation, meant] = [ctx.organisationId, [...numbers]]
  const [order, shipping, invoice] = [may('order.read'), may('shipping.read'), may('invoice.read')]
  const [collection, supply, floor] = [may('collection.read'), may('supply.read'), may('fulfilment.read')]
  // Names are read for each answer by itself: joined, a kind of unknown size would have all customers read.
  return sql<Hit>`SELECT f.kind, f.id, coalesce(k.name, f.label) AS label, CASE WHEN k.id IS NULL THEN concat_ws(' · ', f.note,
        (SELECT c.name FROM customer c WHERE c.organisation_id = ${organisation} AND c.id = f.customer_id)) ELSE k.number END AS note, false AS by_other, 0 AS fit FROM (
      SELECT 'order' AS kind, o.id, o.number AS label, NULL AS note, o.customer_id FROM sales_order o
        WHERE ${order} AND o.organisation_id = ${organisation} AND o.number = ANY(${meant}::text[])
    UNION ALL SELECT 'quote', q.id, q.number, NULL, q.customer_id FROM quote q
        WHERE ${order} AND q.organisation_id = ${organisation} AND q.number = ANY(${meant}::text[])
    UNION ALL SELECT 'invoice', i.id, i.number, NULL, i.customer_id FROM invoice i
        WHERE ${invoice} AND i.organisation_id = ${organisation} AND i.number = ANY(${meant}::text[])
    UNION ALL SELECT 'customer', coalesce(k.merged_into, k.id), k.number, NULL, NULL FROM customer k
        WHERE ${may('customer.read')} AND k.organisation_id = ${organisation} AND k.number = ANY(${meant}::text[])
    UNION ALL SELECT 'shipment', s.id, s.number, NULL, s.customer_id FROM shipment s
        WHERE ${shipping} AND s.organisation_id = ${organisation} AND s.number = ANY(${meant}::text[])
    UNION ALL SELECT CASE WHEN s.id IS NULL THEN 'order' ELSE 'shipment' END, coalesce(s.id, o.id), p.number, coalesce(s.number, o.number), o.customer_id FROM parcel p
        JOIN sales_order o ON o.organisation_id = p.organisation_id AND o.id = p.order_id
        LEFT JOIN shipment s ON ${shipping} AND s.organisation_id = p.organisation_id AND s.id = p.shipment_id
        WHERE ${order} AND p.organisation_id = ${organisation} AND p.number = ANY(${meant}::text[])
    UNION ALL SELECT 'order', r.order_id, r.number, (SELECT o.number FROM sales_order o WHERE o.organisation_id = r.organisation_id AND o.id = r.order_id), r.customer_id FROM goods_return r
        WHERE ${order} AND r.organisation_id = ${organisation} AND r.number = ANY(${meant}::text[])
    UNION ALL SELECT 'order', o.id, f.number, o.number, o.customer_id FROM proforma f
        JOIN sales_order o ON o.organisation_id = f.organisation_id AND o.id = f.order_id
        WHERE ${order} AND f.organisation_id = ${organisation} AND f.number = ANY(${meant}::text[])
    UNION ALL SELECT 'receipt', r.id, r.number, NULL, r.customer_id FROM receipt r
        WHERE ${collection} AND r.organisation_id = ${organisation} AND r.number = ANY(${meant}::text[])
    UNION ALL SELECT CASE f.source_kind WHEN 'RECEIPT' THEN 'receipt' ELSE 'invoice' END, coalesce(i.document_id, f.source_id), f.number, NULL, f.customer_id FROM refund f
        LEFT JOIN open_item i ON f.source_kind = 'CREDIT_NOTE' AND i.organisation_id = f.organisation_id AND i.id = f.source_id
        WHERE ${collection} AND (f.source_kind = 'RECEIPT' OR ${invoice} AND i.document_id IS NOT NULL)
          AND f.organisation_id = ${organisation} AND f.number = ANY(${meant}::text[])
    UNION ALL SELECT 'plannedReceipt', r.id, r.number, s.name, NULL FROM planned_receipt r
        JOIN supplier s ON s.organisation_id = r.organisation_id AND s.id = r.supplier_id
        WHERE ${supply} AND r.organisation_id = ${organisation} AND r.number = ANY(${meant}::text[])
    UNION ALL SELECT 'supplier', s.id, s.name, s.number, NULL FROM supplier s
        WHERE ${supply} AND s.organisation_id = ${organisation} AND s.number = ANY(${meant}::text[])
    UNION ALL SELECT 'transfer', t.id, t.number, w.name, NULL FROM transfer t
        JOIN warehouse w ON w.organisation_id = t.organisation_id AND w.id = t.to_warehouse_id
        WHERE ${floor} AND t.organisation_id = ${organisation} AND t.number = ANY(${meant}::text[])) AS f
    LEFT JOIN LATERAL (SELECT c.id, c.name, c.number, c.archived_at FROM customer c
      WHERE f.kind = 'customer' AND c.organisation_id = ${organisation} AND c.id = f.id OFFSET 0) AS k ON true
    WHERE f.kind <> 'customer' OR k.id IS NOT NULL AND k.archived_at IS NULL`
}
