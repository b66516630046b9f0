import { type RawBuilder, sql as raw } from 'kysely'

/** What the lines `l` of one warehouse wait for, of an order that is divided between several: the same steps as those of a whole order. */
export const waitsIn: RawBuilder<string | null> =
  raw`CASE WHEN sum(l.reserved) > 0 THEN 'PICKING' WHEN sum(l.picked) > sum(l.packed) THEN 'PACKING'
  WHEN sum(l.picked) > 0 THEN 'DISPATCH' WHEN sum(l.backordered) > 0 THEN 'STOCK' END`

/** The steps that each warehouse takes by itself while the order is on the floor. */
const byWarehouse = new Set(['PICKING', 'PACKING', 'DISPATCH', 'STOCK'])

/**
 * Whether an order `o` waits for something, be it in only one of the warehouses between which it is divided. Not "=": of an order that says
 * nothing of its warehouse the lines would be read too.
 */
export const waitsSomewhere = (waitsFor: string): RawBuilder<boolean> =>
  byWarehouse.has(waitsFor)
    ? raw`(o.waits_for = ${waitsFor} OR (o.served_because IS NOT DISTINCT FROM 'SPLIT' AND EXISTS (SELECT 1 FROM order_line l WHERE l.organisation_id = o.organisation_id AND l.order_id = o.id
        AND l.kind = 'GOODS' GROUP BY l.warehouse_id HAVING ${waitsIn} = ${waitsFor})))`
    : raw`o.waits_for = ${waitsFor}`

/**
 * Whether units of an order `o` wait for stock and no day is known for them: a day that was promised cannot be kept then. As a value and not
 * EXISTS, which the planner may answer by reading every line of the organisation that waits for stock.
 */
export const undated: RawBuilder<boolean> = raw`(o.stage IN ('FULFILMENT', 'SHIPPING') AND (o.delivery_rule <> 'CLOSE_REST' OR o.waits_for = 'STOCK') AND (SELECT true FROM order_line l
  WHERE l.organisation_id = o.organisation_id AND l.order_id = o.id AND l.backordered > 0 AND l.planned_on IS NULL LIMIT 1) IS NOT NULL)`
