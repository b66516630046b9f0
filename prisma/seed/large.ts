import pg from 'pg'

// Rows of a large and simple trade, for tests that ask the planner which rows it would read.

/** Tables that no statement may read as a whole. */
export const large = [
  'sales_order',
  'order_line',
  'shipment',
  'shipment_line',
  'pick_task',
  'event',
  'event_object',
  'application',
  'promise_to_pay',
  'quote',
  'order_draft',
  'customer',
  'customer_address',
  'credit_account',
  'product',
  'customer_article',
  'price_list',
  'price_entry',
  'stock_level',
  'invoice',
  'returnable_out',
  'open_item',
  'receipt',
  'bank_line',
  'planned_receipt',
  'planned_receipt_line',
  'product_supply',
  'transfer',
  'transfer_line',
]

/** SQL for the nth id of a kind. */
const id = (kind: string, n: string) => `('00000000-0000-7000-8${kind}-' || lpad(to_hex(${n}), 12, '0'))::uuid`

/** How much of a trade there is. */
export interface Size {
  orders: number
  customers: number
  products: number
  /** One of so many orders stands in each of the stages before the end. */
  every: number
}

/** Statements that fill the tables of a simple trade of ten months. */
function fillOf({ orders, customers, products, every }: Size): string[] {
  const invoices = orders / 2
  const receipts = orders / 4
  const priceLists = Math.min(3_000, customers)
  /** Orders from this one on have lines and shipments; orders from the other one on have events. */
  const lined = orders / 2
  const told = orders * 0.88
  return [
    `INSERT INTO customer (organisation_id, id, number, name, email, currency, country, payment_terms_id, created_at)
    SELECT $1, ${id('001', 'n')}, 'C-' || n, 'Customer ' || md5(n::text), md5(n::text) || '@example.test', 'EUR', 'IE',
      (SELECT id FROM payment_terms WHERE is_default), '2026-01-01'::timestamptz + n * interval '${600_000 / customers} seconds' FROM generate_series(1, ${customers}) n`,
    `INSERT INTO customer_address (organisation_id, id, customer_id, label, line, postcode, city, country, is_bill_to, is_ship_to, created_at)
    SELECT $1, ${id('00a', 'n')}, ${id('001', 'n')}, 'Main', n || ' Main Street', lpad(n::text, 5, '0'), 'Town', 'IE', true, true, '2026-01-01' FROM generate_series(1, ${customers}) n`,
    `INSERT INTO credit_account (organisation_id, customer_id, currency, holds)
    SELECT $1, ${id('001', 'n')}, 'EUR', (n % ${10 * every} = 0)::int FROM generate_series(1, ${customers}) n`,
    `INSERT INTO product (organisation_id, id, sku, name, kind, tax_category_id, unit_price, created_at)
    SELECT $1, ${id('002', 'n')}, 'SKU-' || n, 'Product ' || md5(n::text), 'GOODS', (SELECT id FROM tax_category WHERE is_default), 10, '2026-01-01'
    FROM generate_series(1, ${products}) n`,
    `INSERT INTO customer_article (organisation_id, customer_id, product_id, number, code, created_at)
    SELECT $1, ${id('001', 'c')}, ${id('002', `1 + (c * 7 + n * 13) % ${products}`)}, 'TH-' || n, 'th-' || n, '2026-01-01'
    FROM generate_series(1, ${Math.min(customers, 20_000)}) c, generate_series(1, 5) n`,
    `INSERT INTO price_list (organisation_id, id, name, currency, audience, customer_id, valid_from, created_at)
    SELECT $1, ${id('00c', 'n')}, 'List ' || n, 'EUR', CASE WHEN n <= 20 THEN 'ALL' ELSE 'CUSTOMER' END, CASE WHEN n > 20 THEN ${id('001', 'n')} END, '2026-01-01', '2026-01-01'
    FROM generate_series(1, ${priceLists}) n`,
    `INSERT INTO price_entry (organisation_id, id, price_list_id, product_id, from_quantity, percent_off)
    SELECT $1, ${id('00d', 'n')}, ${id('00c', `1 + n % ${priceLists}`)}, ${id('002', `1 + (n / ${priceLists}) * 37 % ${products}`)}, 1, 5
    FROM generate_series(1, ${priceLists * 30}) n`,
    `INSERT INTO stock_level (organisation_id, warehouse_id, product_id, on_hand)
    SELECT $1, (SELECT id FROM warehouse WHERE is_default), ${id('002', 'n')}, 5 FROM generate_series(1, ${products}) n`,
    `INSERT INTO sales_order (organisation_id, id, number, customer_id, payer_id, customer_reference, source, currency, payment_terms_id, terms_kind, terms_days,
      ordered_at, ordered_on, promised_on, dispatched_at, delivered_at, settled_at, warehouse_id, carrier_service_id, ship_to, net_minor, tax_minor, gross_minor, credit_state, stage, stage_since, waits_for)
    SELECT $1, ${id('003', 'n')}, 'SO-' || n, ${id('001', `1 + n % ${customers}`)}, ${id('001', `1 + n % ${customers}`)}, 'PO ' || md5(n::text), 'SCREEN', 'EUR',
      (SELECT id FROM payment_terms WHERE is_default), 'NET', 30, t, t::date, t::date + 3,
      CASE WHEN n % ${every} > 1 THEN t + interval '1 day' END, CASE WHEN n % ${every} > 1 THEN t + interval '2 days' END, CASE WHEN n % ${every} > 2 THEN t + interval '30 days' END, (SELECT id FROM warehouse WHERE is_default), (SELECT id FROM carrier_service LIMIT 1),
      '{}', 1000, 230, 1230, 'PASSED', s.stage, t + interval '1 hour', s.waits
    FROM generate_series(1, ${orders}) n, LATERAL (SELECT '2026-01-01'::timestamptz + n * interval '${24_000_000 / orders} seconds' AS t) x,
      LATERAL (SELECT CASE WHEN n % ${every} = 0 THEN 'FULFILMENT' WHEN n % ${every} = 1 THEN 'CREDIT' WHEN n % ${every} = 2 THEN 'COLLECTION' ELSE 'SETTLED' END AS stage,
        CASE WHEN n % ${every} = 0 THEN 'PICKING' WHEN n % ${every} = 1 THEN 'CREDIT_DECISION' WHEN n % ${every} = 2 THEN 'OVERDUE' END AS waits) s`,
    `INSERT INTO invoice (organisation_id, id, kind, series, number, sequence, customer_id, payer_id, issued_at, issued_on, due_on, terms_kind, terms_days, currency,
      net_minor, tax_minor, gross_minor, seller, buyer)
    SELECT $1, ${id('004', 'n')}, 'INVOICE', 'INVOICE', 'INV-' || n, n, ${id('001', `1 + n % ${customers}`)}, ${id('001', `1 + n % ${customers}`)}, '2026-01-01'::timestamptz,
      '2026-01-01'::date + n * 278 / ${invoices}, '2026-01-31'::date + n * 278 / ${invoices}, 'NET', 30, 'EUR', 1000, 230, 1230, '{}', '{}' FROM generate_series(1, ${invoices}) n`,
    `INSERT INTO product (organisation_id, id, sku, name, kind, tax_category_id, unit_price, created_at)
    SELECT $1, ${id('014', 'n')}, 'CRATE-' || n, 'Crate ' || n, 'RETURNABLE', (SELECT id FROM tax_category WHERE is_default), 1.5, '2026-01-01' FROM generate_series(1, 5) n`,
    `INSERT INTO returnable_out (organisation_id, customer_id, product_id, unit_price, price_quantity, tax_code, tax_rate, quantity, net_minor, first_at, last_at)
    SELECT $1, ${id('001', 'c')}, ${id('014', 'n')}, 1.5, 1, 'S', 23, 4, 600, '2026-01-01', '2026-11-01' FROM generate_series(1, ${customers}) c, generate_series(1, 5) n`,
    `INSERT INTO open_item (organisation_id, id, customer_id, kind, document_id, order_id, number, issued_on, due_on, currency, amount_minor, open_minor, settled_at, settled_on)
    SELECT $1, ${id('005', 'n')}, ${id('001', `1 + n % ${customers}`)}, 'INVOICE', ${id('004', 'n')}, ${id('003', 'n')}, 'INV-' || n, '2026-01-01'::date + n * 278 / ${invoices}, '2026-01-31'::date + n * 278 / ${invoices}, 'EUR',
      1230, CASE WHEN n % ${0.4 * every} = 0 THEN 1230 ELSE 0 END, CASE WHEN n % ${0.4 * every} > 0 THEN '2026-02-05'::timestamptz + n * 278 / ${invoices} * interval '1 day' END,
      CASE WHEN n % ${0.4 * every} > 0 THEN '2026-02-05'::date + n * 278 / ${invoices} END
    FROM generate_series(1, ${invoices}) n`,
    `INSERT INTO receipt (organisation_id, id, number, customer_id, method, received_on, currency, amount_minor, unapplied_minor, recorded_at)
    SELECT $1, ${id('006', 'n')}, 'MONEY-' || n, ${id('001', `1 + n % ${customers}`)}, 'BANK', '2026-01-01'::date + n * 83 / ${receipts}, 'EUR', 1230, CASE WHEN n % ${2 * every} = 0 THEN 100 ELSE 0 END,
      '2026-11-01' FROM generate_series(1, ${receipts}) n`,
    `INSERT INTO bank_account (organisation_id, id, name, currency) VALUES ($1, ${id('007', '1')}, 'Bank', 'EUR')`,
    `INSERT INTO bank_statement (organisation_id, id, bank_account_id, format, file_name, file_hash, lines, fresh, imported_at)
    VALUES ($1, ${id('008', '1')}, ${id('007', '1')}, 'CSV', 'a.csv', 'a', 1, 1, '2026-11-01')`,
    `INSERT INTO bank_line (organisation_id, id, bank_account_id, statement_id, booked_on, amount_minor, currency, reference, counterparty, dedupe_key, state)
    SELECT $1, ${id('009', 'n')}, ${id('007', '1')}, ${id('008', '1')}, '2026-01-01'::date + n * 83 / ${receipts}, 1230, 'EUR', 'INV-' || n, 'Customer ' || n, n::text,
      CASE WHEN n % ${2 * every} = 0 THEN 'UNMATCHED' ELSE 'MATCHED' END FROM generate_series(1, ${receipts}) n`,
    `INSERT INTO order_line (organisation_id, id, order_id, position, product_id, warehouse_id, kind, description, ordered, shipped, reserved, invoiced, unit_price, price_quantity,
      tax_code, tax_rate, net_minor, confirmed_at)
    SELECT $1, ${id('00a', 'n')}, ${id('003', 'n')}, 1, ${id('002', `1 + n % ${products}`)}, (SELECT id FROM warehouse WHERE is_default), 'GOODS', 'Thing', 1,
      (n % ${every} > 1)::int, (n % ${every} < 2)::int, (n % ${every} > 1)::int, 10, 1, 'S', 23, 1000, '2026-01-01'::timestamptz + n * interval '${24_000_000 / orders} seconds' FROM generate_series(${lined}, ${orders}) n`,
    `INSERT INTO shipment (organisation_id, id, number, order_id, customer_id, warehouse_id, carrier_service_id, state, planned_on, dispatched_at, expected_on, delivered_at, proof,
      invoice_id, created_at)
    SELECT $1, ${id('00b', 'n')}, 'SH-' || n, ${id('003', 'n')}, ${id('001', `1 + n % ${customers}`)}, (SELECT id FROM warehouse WHERE is_default), (SELECT id FROM carrier_service LIMIT 1),
      CASE WHEN n % ${2 * every} = 3 THEN 'DISPATCHED' ELSE 'DELIVERED' END, t::date + 1, t + interval '1 day', t::date + 2,
      CASE WHEN n % ${2 * every} <> 3 THEN t + interval '2 days' END, CASE WHEN n % ${2 * every} <> 3 THEN 'PROVEN' END, ${id('004', 'n')}, t
    FROM generate_series(${lined}, ${orders}) n, LATERAL (SELECT '2026-01-01'::timestamptz + n * interval '${24_000_000 / orders} seconds' AS t) x WHERE n % ${every} > 1`,
    `INSERT INTO shipment_line (organisation_id, shipment_id, order_line_id, product_id, quantity, unit_cost, cost_from)
    SELECT $1, ${id('00b', 'n')}, ${id('00a', 'n')}, ${id('002', `1 + n % ${products}`)}, 1, 6, 'KEPT' FROM generate_series(${lined}, ${orders}) n WHERE n % ${every} > 1`,
    `INSERT INTO supplier (organisation_id, id, number, name, country, created_at)
    SELECT $1, ${id('00e', 'n')}, 'SU-' || n, 'Supplier ' || md5(n::text), 'IE', '2026-01-01' FROM generate_series(1, 200) n`,
    `INSERT INTO planned_receipt (organisation_id, id, number, supplier_id, warehouse_id, state, currency, ordered_on, expected_on, created_at)
    SELECT $1, ${id('00f', 'n')}, 'PO-' || n, ${id('00e', '1 + n % 200')}, (SELECT id FROM warehouse WHERE is_default), CASE WHEN n % ${2 * every} = 0 THEN 'OPEN' ELSE 'RECEIVED' END, 'EUR',
      '2026-01-01'::date + n * 416 / ${receipts}, '2026-01-08'::date + n * 416 / ${receipts}, '2026-01-01' FROM generate_series(1, ${receipts}) n`,
    `INSERT INTO planned_receipt_line (organisation_id, id, planned_receipt_id, position, product_id, quantity, received, expected_on, reckoned_on)
    SELECT $1, ${id('010', 'n')}, ${id('00f', 'n')}, 1, ${id('002', `1 + n % ${products}`)}, 5, CASE WHEN n % ${2 * every} = 0 THEN 0 ELSE 5 END, '2026-01-08'::date + n * 416 / ${receipts}, '2026-01-08'::date + n * 416 / ${receipts}
    FROM generate_series(1, ${receipts}) n`,
    `INSERT INTO product_supply (organisation_id, product_id, supplier_id, reorder_point)
    SELECT $1, ${id('002', 'n')}, ${id('00e', '1 + n % 200')}, CASE WHEN n % ${2 * every} = 0 THEN 9 ELSE 0 END FROM generate_series(1, ${products}) n`,
    `INSERT INTO warehouse (organisation_id, id, code, name) VALUES ($1, ${id('011', '1')}, 'NORTH', 'North')`,
    `INSERT INTO transfer (organisation_id, id, number, from_warehouse_id, to_warehouse_id, state, expected_on, sent_at, received_at)
    SELECT $1, ${id('012', 'n')}, 'TR-' || n, (SELECT id FROM warehouse WHERE is_default), ${id('011', '1')}, CASE WHEN n % ${2 * every} = 0 THEN 'SENT' ELSE 'RECEIVED' END,
      '2026-01-08'::date + n * 416 / ${receipts}, '2026-01-01', CASE WHEN n % ${2 * every} > 0 THEN '2026-01-02'::timestamptz END FROM generate_series(1, ${receipts}) n`,
    `INSERT INTO transfer_line (organisation_id, id, transfer_id, position, product_id, quantity, received)
    SELECT $1, ${id('013', 'n')}, ${id('012', 'n')}, 1, ${id('002', `1 + n % ${products}`)}, 5, CASE WHEN n % ${2 * every} = 0 THEN 0 ELSE 5 END FROM generate_series(1, ${receipts}) n`,
    `INSERT INTO bin (organisation_id, id, warehouse_id, code, walk_order) SELECT $1, ${id('00c', '1')}, (SELECT id FROM warehouse WHERE is_default), 'ZZ-1', 1`,
    `INSERT INTO pick_task (organisation_id, id, order_id, order_line_id, warehouse_id, bin_id, product_id, quantity, picked, state, walk_order, released_at)
    SELECT $1, ${id('00d', 'n')}, ${id('003', 'n')}, ${id('00a', 'n')}, (SELECT id FROM warehouse WHERE is_default), ${id('00c', '1')}, ${id('002', `1 + n % ${products}`)}, 1,
      (n % ${every} > 1)::int, CASE WHEN n % ${every} > 1 THEN 'PICKED' ELSE 'OPEN' END, 1, '2026-01-01'::timestamptz + n * interval '${24_000_000 / orders} seconds' FROM generate_series(${lined}, ${orders}) n`,
    ...[
      ['order/order.confirmed', '0 hours'],
      ['fulfilment/pick.released', '1 hour'],
      ['order/order.advanced', '20 hours'],
      ['shipping/shipment.dispatched', '24 hours'],
      ['invoicing/invoice.issued', '24 hours'],
    ].flatMap(([name, later], kind) => [
      `INSERT INTO event (organisation_id, id, name, actor_kind, at, payload)
      SELECT $1, ${id(`10${kind}`, 'n')}, '${name}', 'SYSTEM', '2026-01-01'::timestamptz + n * interval '${24_000_000 / orders} seconds' + interval '${later}',
        '{"creditState": "PASSED", "from": "FULFILMENT", "to": "SHIPPING", "lines": 1}' FROM generate_series(${told}, ${orders}) n`,
      `INSERT INTO event_object (organisation_id, object_type, object_id, event_id, qualifier)
      SELECT $1, 'order', ${id('003', 'n')}, ${id(`10${kind}`, 'n')}, '' FROM generate_series(${told}, ${orders}) n`,
    ]),
    `INSERT INTO application (organisation_id, id, open_item_id, source_kind, source_id, amount_minor, effective_on, recorded_at)
    SELECT $1, ${id('00e', 'n')}, ${id('005', 'n')}, 'RECEIPT', ${id('006', `1 + n % ${receipts}`)}, 1230, '2026-02-05'::date + n * 278 / ${invoices},
      '2026-02-05'::timestamptz + n * 278 / ${invoices} * interval '1 day' FROM generate_series(1, ${invoices}) n WHERE n % ${0.4 * every} > 0`,
    `INSERT INTO promise_to_pay (organisation_id, id, customer_id, amount_minor, promised_on, source, state, created_at, ended_at)
    SELECT $1, ${id('00f', 'n')}, ${id('001', 'n')}, 1230, '2026-02-01'::date + n * 250 / ${customers}, 'PERSON', CASE WHEN n % ${every} = 0 THEN 'OPEN' WHEN n % 3 = 0 THEN 'BROKEN' ELSE 'KEPT' END,
      '2026-01-20'::timestamptz + n * interval '${18_000_000 / customers} seconds', CASE WHEN n % ${every} > 0 THEN '2026-02-02'::timestamptz + n * interval '${21_600_000 / customers} seconds' END FROM generate_series(1, ${customers}) n`,
    `INSERT INTO quote (organisation_id, id, number, customer_id, state, currency, payment_terms_id, valid_until, net_minor, tax_minor, gross_minor, created_at)
    SELECT $1, ${id('011', 'n')}, 'Q-' || n, ${id('001', 'n')}, CASE WHEN n % ${2 * every} = 0 THEN 'DRAFT' WHEN n % ${2 * every} = 1 THEN 'SENT' ELSE 'ACCEPTED' END, 'EUR',
      (SELECT id FROM payment_terms WHERE is_default), '2026-12-01', 1000, 230, 1230, '2026-01-01'::timestamptz + n * interval '${24_000_000 / customers} seconds' FROM generate_series(1, ${customers}) n`,
    `INSERT INTO order_draft (organisation_id, id, customer_id, content, lines, note, saved_by, created_at, saved_at)
    SELECT $1, ${id('014', 'n')}, ${id('001', `1 + n % ${customers}`)}, '{}', 1, md5(n::text), ${id('015', '1 + n % 40')}, '2026-01-01', '2026-01-01'::timestamptz + n * interval '${24_000_000 / orders} seconds'
    FROM generate_series(1, ${receipts}) n`,
  ]
}

/**
 * Fills an organisation of the database with such a trade, as the serving role. Each row refers to rows of the same
 * fill, so the foreign keys are set aside meanwhile: checking them would take most of the time.
 */
export async function fillTrade(urls: { url: string; appUrl: string }, organisationId: string, size: Size) {
  const [owner, serving] = [urls.url, urls.appUrl].map((connectionString) => new pg.Client({ connectionString }))
  if (!owner || !serving) return
  await Promise.all([owner.connect(), serving.connect()])
  const { rows: keys } = await owner.query<{ off: string; on: string }>(
    `SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) AS off,
      format('ALTER TABLE %s ADD CONSTRAINT %I %s NOT VALID', conrelid::regclass, conname, replace(pg_get_constraintdef(oid), ' NOT VALID', '')) AS on
    FROM pg_constraint WHERE contype = 'f' AND conrelid = ANY($1::regclass[])`,
    [large],
  )
  for (const { off } of keys) await owner.query(off)
  await serving.query(`SELECT set_config('app.organisation_id', $1, false)`, [organisationId])
  for (const statement of fillOf(size)) await serving.query(statement, [organisationId])
  for (const { on } of keys) await owner.query(on)
  await owner.query(`VACUUM ANALYZE ${large.join(', ')}`)
  await Promise.all([owner.end(), serving.end()])
}
