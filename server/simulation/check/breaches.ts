import { catalogBreaches } from './breaches-catalog'
import { quoteBreaches } from './breaches-quotes'
import { type Breach, noCheck, stockBreaches } from './breaches-stock'

const account = (code: string) => `UPDATE posting_line SET ledger_amount_minor = ledger_amount_minor + 1
  WHERE (posting_id, position) = (SELECT posting_id, position FROM posting_line WHERE account_code = '${code}' LIMIT 1)`
const untold = (type: string, name: string) => `DELETE FROM event_object o USING event e
  WHERE o.event_id = e.id AND e.name = '${name}' AND o.object_type = '${type}'`

/**
 * For each line of the checker: its rule, its sentence, and the statements by which the database owner breaks it on
 * purpose.
 */
export const breaches: Breach[] = [
  ...stockBreaches,
  ...catalogBreaches,
  ...quoteBreaches,
  [15, 'a file beside a record has the bytes that were put there', "UPDATE attachment SET hash = 'x'"],
  [23, 'an import that is done counts what became of each of its rows', `UPDATE import_file SET counts = '{"NEW": 9}'`],
  [
    23,
    'customers are told of orders that were moved in once this program counts',
    'UPDATE sales_order SET quiet = true, external_number = number',
    `INSERT INTO cut_over (organisation_id, totals, gone_at) SELECT id, '{}', '2026-01-01' FROM organisation ON CONFLICT (organisation_id) DO UPDATE SET gone_at = excluded.gone_at`,
  ],
  [
    3,
    'ordered = cancelled + backordered + reserved + picked + shipped (goods) or cancelled + open + performed',
    noCheck('order_line', 'order_line_quantities_check'),
    'UPDATE order_line SET ordered = ordered + 1',
  ],
  [
    3,
    'shipped = what the dispatched shipments hold; packed and boxed = parcels not yet dispatched',
    'UPDATE shipment_line SET quantity = quantity + 1',
  ],
  [
    3,
    'shipped = what the dispatched shipments hold; packed and boxed = parcels not yet dispatched',
    'UPDATE parcel_line SET quantity = quantity + 1',
  ],
  [3, 'released = open pick tasks; returned = goods come back', `UPDATE goods_return_line SET quantity = quantity + 1`],
  [
    3,
    'released = open pick tasks; returned = goods come back',
    `UPDATE order_line SET released = 1 WHERE reserved > 0`,
  ],
  [3, 'invoiced ≤ shipped and = invoice lines; credited = credit note lines', 'UPDATE invoice_line SET quantity = 2'],
  [
    4,
    'a line is unit price × quantity ÷ price quantity, rounded half away from zero to the currency',
    'UPDATE invoice_line SET net_minor = net_minor + 1',
  ],
  [5, 'every posting balances and has two lines or more', account('RECEIVABLE')],
  [5, 'every posting balances and has two lines or more', 'DELETE FROM posting_line WHERE position > 1'],
  [6, 'open items of a customer = that customer’s receivable account', account('RECEIVABLE')],
  [6, 'unapplied cash and deposits = their accounts', account('UNAPPLIED_CASH')],
  [
    6,
    'unapplied cash and deposits = their accounts',
    'UPDATE sales_order SET deposit_minor = deposit_minor + 1 WHERE id = (SELECT id FROM sales_order LIMIT 1)',
  ],
  [6, 'an open item = its amount less what was applied', 'UPDATE application SET amount_minor = amount_minor + 1'],
  [
    7,
    'numbers of a series have no gap, no duplicate, and their dates never run backwards',
    `UPDATE invoice SET sequence = sequence + 5 WHERE series = 'invoice' AND sequence = (SELECT max(sequence) FROM invoice WHERE series = 'invoice')`,
  ],
  [
    7,
    'numbers of a series have no gap, no duplicate, and their dates never run backwards',
    'DROP INDEX invoice_organisation_id_series_sequence_key',
    `UPDATE invoice SET sequence = sequence - 1 WHERE series = 'invoice' AND sequence = (SELECT max(sequence) FROM invoice WHERE series = 'invoice')`,
  ],
  [
    7,
    'numbers of a series have no gap, no duplicate, and their dates never run backwards',
    `UPDATE invoice SET issued_on = issued_on + 1 WHERE sequence = (SELECT min(sequence) FROM invoice WHERE series = 'invoice')`,
  ],
  [
    8,
    'net = sum of the lines − discounts + charges; tax per category and rate on the document’s sum; gross = net + tax',
    'UPDATE invoice_tax SET tax_minor = tax_minor + 1',
  ],
  [
    8,
    'net = sum of the lines − discounts + charges; tax per category and rate on the document’s sum; gross = net + tax',
    noCheck('invoice', 'invoice_total_check'),
    'UPDATE invoice SET gross_minor = gross_minor + 1',
  ],
  [8, 'tax payable = tax of the documents, less what write-offs and discounts corrected', account('TAX_PAYABLE')],
  [
    9,
    'an order waits for its money exactly while its pro forma is open, which asks for what the order costs',
    "UPDATE proforma SET gross_minor = gross_minor + 1 WHERE state = 'OPEN'",
  ],
  [
    9,
    'an order waits for its money exactly while its pro forma is open, which asks for what the order costs',
    "UPDATE proforma SET state = 'LAPSED'",
  ],
  [
    9,
    'an invoice that is rounded makes the invoices of its order come to what was to be paid beforehand',
    `UPDATE invoice SET rounding_minor = 1 WHERE kind = 'INVOICE'`,
  ],
  [
    9,
    'an invoice of a shipment bills exactly what left, at the price of the order',
    'UPDATE invoice_line SET unit_price = unit_price + 1',
  ],
  [
    19,
    'a line costs what its list or its product asked for, unless it was typed',
    'UPDATE order_line SET list_price = list_price + 1',
  ],
  [22, 'a line counts in the unit and with the places of its product', `UPDATE order_line SET unit = 'KGM'`],
  [
    20,
    'a line costs its price less its discount, and comes to that many times its quantity',
    'UPDATE order_line SET discount_percent = discount_percent + 1 WHERE discount_percent IS NOT NULL',
  ],
  [22, 'a line counts in the unit and with the places of its product', `UPDATE order_line SET unit = 'KGM'`],
  [
    20,
    'a line costs its price less its discount, and comes to that many times its quantity',
    'UPDATE order_line SET net_minor = net_minor + 1',
  ],
  [
    20,
    'discounts given = what the documents say was taken off',
    'UPDATE invoice_line SET gross_minor = gross_minor + 1',
  ],
  [
    20,
    'charges other than freight = what the documents charged beside lines',
    `UPDATE posting_line SET account_code = 'CHARGE_INCOME' WHERE (posting_id, position) = (SELECT posting_id, position FROM posting_line WHERE account_code = 'SALES' LIMIT 1)`,
  ],
  [
    20,
    'of an order that is invoiced to the end, the invoices took its discount to the cent, as far as their lines reach',
    `UPDATE sales_order SET discount_minor = discount_minor + 1 WHERE NOT EXISTS (SELECT 1 FROM order_line l WHERE l.order_id = sales_order.id AND l.invoiced < l.ordered - l.cancelled)`,
  ],
  [
    20,
    'a charge is in exactly one invoice when it is marked so, and otherwise in none',
    `INSERT INTO order_charge (organisation_id, order_id, position, kind, description, amount_minor, tax_code, tax_rate, source, invoiced)
      SELECT organisation_id, id, 1, 'FREIGHT', 'Freight', 500, 'S', 20, 'TABLE', true FROM sales_order`,
  ],
  [
    19,
    'a list of one customer priced no line of another',
    `WITH made AS (INSERT INTO price_list (organisation_id, id, name, currency, audience, customer_id, valid_from, created_at)
      SELECT c.organisation_id, c.id, c.number, c.currency, 'CUSTOMER', c.id, '2026-01-01', c.created_at FROM customer c RETURNING organisation_id, id)
      SELECT 1 FROM made`,
    `UPDATE order_line l SET price_list_id = (SELECT k.id FROM price_list k JOIN sales_order o ON o.id = l.order_id AND k.customer_id <> o.customer_id LIMIT 1)`,
  ],
  [
    10,
    'a credit account = the sums of its orders, open items, receipts and deposits',
    'UPDATE credit_account SET open_minor = open_minor + 1',
  ],
  [
    10,
    'exposure is inside limit + granted overrides, or a hold stands',
    'UPDATE credit_account SET limit_minor = 0 WHERE holds = 0',
  ],
  [
    11,
    'what a decision says became of an order, or of the rest of one, became of it',
    `UPDATE sales_order SET terms_kind = 'NET' WHERE id IN (SELECT order_id FROM credit_decision WHERE prepaid)`,
  ],
  [
    11,
    'what a decision says became of an order, or of the rest of one, became of it',
    `UPDATE sales_order SET ordered_at = ordered_at + interval '1 hour' WHERE id IN (SELECT rest_order_id FROM credit_decision)`,
  ],
  [
    12,
    'the holds of an account = its open holds; an overdue hold has something overdue',
    'UPDATE credit_account SET holds = holds + 1',
  ],
  [
    12,
    'the holds of an account = its open holds; an overdue hold has something overdue',
    `UPDATE credit_hold SET cause = 'OVERDUE'`,
  ],
  [
    13,
    'no reminder was sent for an item that was settled',
    noCheck('open_item', 'open_item_settled_check'),
    'UPDATE open_item SET settled_at = issued_on WHERE id IN (SELECT open_item_id FROM reminder_item)',
  ],
  [
    14,
    'a reminder left out keeps its reason; one message per customer and day and kind',
    `UPDATE reminder_item SET outcome = 'SKIPPED', reason = NULL`,
  ],
  [
    14,
    'a reminder left out keeps its reason; one message per customer and day and kind',
    `INSERT INTO reminder SELECT (jsonb_populate_record(r, jsonb_build_object('id', '01900000-0000-7000-8000-000000000001'::uuid))).* FROM reminder r`,
  ],
  [
    15,
    'every table of an organisation is locked by row level security, forced, with one policy for the serving role',
    'ALTER TABLE customer DISABLE ROW LEVEL SECURITY',
  ],
  [
    15,
    'every table of an organisation is locked by row level security, forced, with one policy for the serving role',
    'ALTER TABLE customer NO FORCE ROW LEVEL SECURITY',
  ],
  [
    15,
    'every table of an organisation is locked by row level security, forced, with one policy for the serving role',
    'CREATE POLICY everybody ON customer USING (true)',
  ],
  [
    26,
    'what waits with a day is reached by what is free or expected until then; a promise is never before its goods',
    `UPDATE event SET at = at - interval '2 hours'`,
    'UPDATE planned_receipt_line SET reckoned_on = reckoned_on + 1',
  ],
  [
    26,
    'what waits with a day is reached by what is free or expected until then; a promise is never before its goods',
    'UPDATE sales_order SET promised_on = promised_on - 90 WHERE promised_on IS NOT NULL',
  ],
  [16, 'a request that had its effect has its answer', 'UPDATE idempotency_key SET answer = NULL'],
  ...(
    [
      ['order', 'order/order.confirmed'],
      ['shipment', 'shipping/shipment.dispatched'],
      ['invoice', 'invoicing/invoice.issued'],
      ['creditNote', 'invoicing/creditNote.issued'],
      ['receipt', 'collection/receipt.recorded'],
    ] as const
  ).map(([type, name]): [number, string, string] => [
    17,
    'every order, shipment, document and receipt has the event of its making',
    untold(type, name),
  ]),
  [
    27,
    'what did not arrive has an end or stands on the list; an order of it is not delivered',
    `UPDATE shipment SET state = 'LOST' WHERE state = 'DISPATCHED'`,
  ],
  [
    18,
    'every order has ended or says what it waits for',
    `UPDATE sales_order SET waits_for = NULL WHERE stage <> 'SETTLED'`,
  ],
  [
    26,
    'an order that nobody amended is promised for a weekday on which its address takes goods',
    `UPDATE sales_order SET ship_to = ship_to || '{"deliveryDays": [3]}', promised_on = '2026-03-02' WHERE promised_on IS NOT NULL`,
  ],
  [
    6,
    'a customer who was merged owes and orders nothing, and points to one who was not',
    `UPDATE customer c SET archived_at = created_at, merged_into = (SELECT d.id FROM customer d WHERE d.organisation_id = c.organisation_id AND d.id <> c.id LIMIT 1)`,
  ],
  [
    3,
    'an order that is sent complete is neither packed nor sent while something is short',
    noCheck('order_line', 'order_line_quantities_check'),
    `UPDATE sales_order SET delivery_rule = 'COMPLETE'`,
    'UPDATE order_line SET backordered = backordered + 1',
  ],
  [
    3,
    'an order whose rest is closed waits for nothing an hour after its first part has left',
    noCheck('order_line', 'order_line_quantities_check'),
    `UPDATE sales_order SET delivery_rule = 'CLOSE_REST'`,
    'UPDATE order_line SET backordered = backordered + 1',
    `UPDATE shipment SET left_at = left_at - interval '2 hours'`,
  ],
  [11, 'points', 'UPDATE credit_decision SET points = points + 1'],
  [18, 'position', `UPDATE sales_order SET stage = 'ORDER' WHERE stage = 'FULFILMENT'`],
  [18, 'committed', 'UPDATE sales_order SET committed_minor = committed_minor + 1'],
  [18, 'shipped not invoiced', 'UPDATE sales_order SET shipped_not_invoiced_minor = shipped_not_invoiced_minor + 1'],
  [18, 'gross', 'UPDATE sales_order SET gross_minor = gross_minor + 1'],
  [18, 'open', 'UPDATE sales_order SET open_minor = open_minor + 1'],
]
