/** A line of the checker, and the statements by which the database owner breaks it on purpose. */
export type Breach = [rule: number, what: string, ...deeds: string[]]

/** Takes away a check of a table, so that a row can break it. */
export const noCheck = (table: string, name: string) => `ALTER TABLE ${table} DROP CONSTRAINT ${name}`

/** How stock, transfers and what is expected are broken. */
export const stockBreaches: Breach[] = [
  [1, 'on hand = sum of stock movements', 'UPDATE stock_movement SET quantity = quantity * 2'],
  [1, 'what lies in the bins = on hand − picked', 'UPDATE bin_stock SET quantity = quantity + 1'],
  [1, 'goods lie in bins in use, of their own warehouse', "UPDATE bin SET archived_at = '2026-01-01'"],
  [1, 'what moved from bin to bin stays in its warehouse', "UPDATE stock_movement SET cause = 'MOVED', object_id = id"],
  [1, 'sent and received of a transfer = what moved out and in', 'UPDATE transfer_line SET quantity = quantity + 1'],
  [1, 'sent and received of a transfer = what moved out and in', 'UPDATE transfer_line SET received = received + 1'],
  [
    2,
    'an order and all its lines are served from one warehouse, unless its products are divided; then those of one product are',
    'UPDATE order_line l SET warehouse_id = w.id FROM warehouse w WHERE w.organisation_id = l.organisation_id AND NOT w.is_default',
  ],
  [
    2,
    'an order and all its lines are served from one warehouse, unless its products are divided; then those of one product are',
    "UPDATE sales_order SET served_because = 'SPLIT'",
    noCheck('order_line', 'order_line_quantities_check'),
    "UPDATE order_line SET kind = 'SERVICE'",
    'UPDATE order_line l SET warehouse_id = w.id FROM warehouse w WHERE w.organisation_id = l.organisation_id AND NOT w.is_default',
  ],
  [
    2,
    'pick tasks, parcels and shipments are of the warehouse of their lines',
    'UPDATE pick_task t SET warehouse_id = w.id FROM warehouse w WHERE w.organisation_id = t.organisation_id AND NOT w.is_default',
  ],
  [
    2,
    'pick tasks, parcels and shipments are of the warehouse of their lines',
    'UPDATE shipment s SET warehouse_id = w.id FROM warehouse w WHERE w.organisation_id = s.organisation_id AND NOT w.is_default',
  ],
  [
    9,
    'what left, and nothing else, keeps what it cost then',
    'UPDATE shipment_line SET cost_from = NULL, unit_cost = NULL',
  ],
  [1, 'received of a planned line = what arrived on it', 'UPDATE planned_receipt_line SET received = received + 1'],
  [
    1,
    'what arrived on planned lines ≤ what the goods receipt moved in',
    'UPDATE planned_receipt_arrival SET quantity = quantity + 100',
  ],
  [1, 'a planned receipt stands, and is expected, as its lines say', "UPDATE planned_receipt SET state = 'CANCELLED'"],
  [
    1,
    'a planned receipt stands, and is expected, as its lines say',
    'UPDATE planned_receipt SET expected_on = expected_on + 1',
  ],
  [
    1,
    'reserved + picked + blocked ≤ on hand, none below zero',
    noCheck('stock_level', 'stock_level_promise_check'),
    'UPDATE stock_level SET blocked = on_hand + 1',
  ],
  [
    2,
    'reserved, picked and backordered = sums over the order lines',
    'UPDATE stock_level SET backordered = backordered + 1',
  ],
  [
    21,
    'what lies in a bin is of a lot where the product is kept by lot, and of none otherwise',
    "UPDATE bin_stock SET lot = lot || 'X' WHERE lot <> ''",
  ],
  [
    21,
    'blocked = what lies in bins of blocked and expired lots',
    noCheck('stock_level', 'stock_level_promise_check'),
    'UPDATE stock_level SET blocked = blocked + 1',
  ],
  [21, 'a lot in bins, totes and parcels = its stock movements', 'UPDATE tote_lot SET quantity = quantity + 1'],
  [
    21,
    'the lots of a line in totes and parcels add up to what is picked and packed of it',
    'UPDATE tote_lot SET quantity = quantity + 1',
  ],
  [
    21,
    'shipped of a lot = what dispatched shipments have of it, and not more than came in',
    'UPDATE parcel_lot SET quantity = quantity + 1',
  ],
  [
    21,
    'a serial number is one piece, in one place',
    'UPDATE stock_movement SET quantity = quantity * 2 WHERE lot IS NOT NULL',
  ],
  [
    21,
    'nothing of a lot left while it was blocked',
    "UPDATE lot SET blocked_at = '2000-01-01', blocked_reason = 'opened'",
  ],
  [21, 'nothing was picked of a lot after its last day', "UPDATE lot SET expires_on = '2000-01-01'"],
]
