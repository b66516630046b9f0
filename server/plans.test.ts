import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { listProducts } from './catalog/queries'
import { listBankLines, listOpenItems, listReceipts } from './collection/queries/lists'
import { bankLineListInput, openItemListInput, receiptListInput } from './collection/schema'
import { listCustomers } from './customer/queries'
import { listInvoices } from './invoicing/queries/list'
import { invoiceListInput } from './invoicing/schema'
import { countStages, listOrders } from './order/queries/list'
import type { Ctx } from './platform/ctx'
import { closeConnections } from './platform/db'
import { closeNotifier } from './platform/jobs/notify'
import { type OwnDatabase, ownDatabase } from './platform/jobs/proof/own-database'
import { cursorOf } from './platform/keyset'

// No list may read a large table from one end to the other: asked of the planner, as who serves, on 100,000 orders.

const orders = 100_000
const customers = 10_000
const invoices = 50_000
const receipts = 25_000
let owner: pg.Client
let serving: pg.Client
let database: OwnDatabase
const large = [
  'sales_order',
  'customer',
  'credit_account',
  'product',
  'stock_level',
  'invoice',
  'open_item',
  'receipt',
  'bank_line',
]

/** SQL of the nth id of a kind. */
const id = (kind: string, n: string) => `('00000000-0000-7000-8${kind}-' || lpad(to_hex(${n}), 12, '0'))::uuid`

/** Rows of a trade that is large and plain, written as who serves. */
const fill = [
  `INSERT INTO customer (organisation_id, id, number, name, email, currency, country, payment_terms_id, created_at)
    SELECT $1, ${id('001', 'n')}, 'C-' || n, 'Customer ' || md5(n::text), md5(n::text) || '@example.test', 'EUR', 'IE',
      (SELECT id FROM payment_terms WHERE is_default), '2026-01-01'::timestamptz + n * interval '1 minute' FROM generate_series(1, ${customers}) n`,
  `INSERT INTO credit_account (organisation_id, customer_id, currency, holds)
    SELECT $1, ${id('001', 'n')}, 'EUR', (n % 500 = 0)::int FROM generate_series(1, ${customers}) n`,
  `INSERT INTO product (organisation_id, id, sku, name, kind, tax_category_id, unit_price, created_at)
    SELECT $1, ${id('002', 'n')}, 'SKU-' || n, 'Product ' || md5(n::text), 'GOODS', (SELECT id FROM tax_category WHERE is_default), 10, '2026-01-01'
    FROM generate_series(1, ${customers}) n`,
  `INSERT INTO stock_level (organisation_id, warehouse_id, product_id, on_hand)
    SELECT $1, (SELECT id FROM warehouse LIMIT 1), ${id('002', 'n')}, 5 FROM generate_series(1, ${customers}) n`,
  `INSERT INTO sales_order (organisation_id, id, number, customer_id, payer_id, customer_reference, source, currency, payment_terms_id, terms_kind, terms_days,
      ordered_at, ordered_on, promised_on, warehouse_id, carrier_service_id, ship_to, net_minor, tax_minor, gross_minor, credit_state, stage, stage_since, waits_for)
    SELECT $1, ${id('003', 'n')}, 'SO-' || n, ${id('001', `1 + n % ${customers}`)}, ${id('001', `1 + n % ${customers}`)}, 'PO ' || md5(n::text), 'SCREEN', 'EUR',
      (SELECT id FROM payment_terms WHERE is_default), 'NET', 30, t, t::date, t::date + 3, (SELECT id FROM warehouse LIMIT 1), (SELECT id FROM carrier_service LIMIT 1),
      '{}', 1000, 230, 1230, 'PASSED', s.stage, t + interval '1 hour', s.waits
    FROM generate_series(1, ${orders}) n, LATERAL (SELECT '2026-01-01'::timestamptz + n * interval '4 minutes' AS t) x,
      LATERAL (SELECT CASE WHEN n % 50 = 0 THEN 'FULFILMENT' WHEN n % 50 = 1 THEN 'CREDIT' WHEN n % 50 = 2 THEN 'COLLECTION' ELSE 'SETTLED' END AS stage,
        CASE WHEN n % 50 = 0 THEN 'PICKING' WHEN n % 50 = 1 THEN 'CREDIT_DECISION' WHEN n % 50 = 2 THEN 'OVERDUE' END AS waits) s`,
  `INSERT INTO invoice (organisation_id, id, kind, series, number, sequence, customer_id, payer_id, issued_at, issued_on, due_on, terms_kind, terms_days, currency,
      net_minor, tax_minor, gross_minor, seller, buyer)
    SELECT $1, ${id('004', 'n')}, 'INVOICE', 'INVOICE', 'INV-' || n, n, ${id('001', `1 + n % ${customers}`)}, ${id('001', `1 + n % ${customers}`)}, '2026-01-01'::timestamptz,
      '2026-01-01'::date + n / 300, '2026-01-31'::date + n / 300, 'NET', 30, 'EUR', 1000, 230, 1230, '{}', '{}' FROM generate_series(1, ${invoices}) n`,
  `INSERT INTO open_item (organisation_id, id, customer_id, kind, document_id, number, issued_on, due_on, currency, amount_minor, open_minor, settled_at, settled_on)
    SELECT $1, ${id('005', 'n')}, ${id('001', `1 + n % ${customers}`)}, 'INVOICE', ${id('004', 'n')}, 'INV-' || n, '2026-01-01'::date + n / 300, '2026-01-31'::date + n / 300, 'EUR',
      1230, CASE WHEN n % 20 = 0 THEN 1230 ELSE 0 END, CASE WHEN n % 20 > 0 THEN '2026-11-01'::timestamptz END, CASE WHEN n % 20 > 0 THEN '2026-11-01'::date END
    FROM generate_series(1, ${invoices}) n`,
  `INSERT INTO receipt (organisation_id, id, number, customer_id, method, received_on, currency, amount_minor, unapplied_minor, recorded_at)
    SELECT $1, ${id('006', 'n')}, 'RC-' || n, ${id('001', `1 + n % ${customers}`)}, 'BANK', '2026-01-01'::date + n / 300, 'EUR', 1230, CASE WHEN n % 100 = 0 THEN 100 ELSE 0 END,
      '2026-11-01' FROM generate_series(1, ${receipts}) n`,
  `INSERT INTO bank_account (organisation_id, id, name, currency) VALUES ($1, ${id('007', '1')}, 'Bank', 'EUR')`,
  `INSERT INTO bank_statement (organisation_id, id, bank_account_id, format, file_name, file_hash, lines, fresh, imported_at)
    VALUES ($1, ${id('008', '1')}, ${id('007', '1')}, 'CSV', 'a.csv', 'a', 1, 1, '2026-11-01')`,
  `INSERT INTO bank_line (organisation_id, id, bank_account_id, statement_id, booked_on, amount_minor, currency, reference, counterparty, dedupe_key, state)
    SELECT $1, ${id('009', 'n')}, ${id('007', '1')}, ${id('008', '1')}, '2026-01-01'::date + n / 300, 1230, 'EUR', 'INV-' || n, 'Customer ' || n, n::text,
      CASE WHEN n % 100 = 0 THEN 'UNMATCHED' ELSE 'MATCHED' END FROM generate_series(1, ${receipts}) n`,
]

let ctx: Ctx

beforeAll(async () => {
  database = await ownDatabase('plans', { migrated: true })
  // Connections open at their first use, which is below.
  Object.assign(process.env, { DATABASE_URL: database.url, APP_DATABASE_URL: database.appUrl })
  owner = new pg.Client({ connectionString: database.url })
  serving = new pg.Client({ connectionString: database.appUrl })
  await Promise.all([owner.connect(), serving.connect()])
  ctx = (await makeOrganisation()).ctx
  await serving.query('BEGIN')
  await serving.query(`SELECT set_config('app.organisation_id', $1, true)`, [ctx.organisationId])
  for (const statement of fill) await serving.query(statement, [ctx.organisationId])
  await serving.query('COMMIT')
  await owner.query(`ANALYZE ${large.join(', ')}`)
}, 120_000)
afterAll(async () => {
  await Promise.all([owner?.end(), serving?.end(), closeConnections(), closeNotifier()])
  await database?.drop()
})

interface Sent {
  text: string
  values: unknown[]
}

/** The statements that a read sends, beside those that open and close its transaction. */
async function sentBy(work: () => Promise<unknown>): Promise<Sent[]> {
  const sent: Sent[] = []
  const query = pg.Client.prototype.query as (...given: unknown[]) => unknown
  pg.Client.prototype.query = function (this: pg.Client, ...given: unknown[]) {
    const [asked] = given as [Sent | { statements: Sent[] } | string]
    const statements = typeof asked === 'string' ? [] : 'statements' in asked ? asked.statements : [asked]
    for (const { text, values } of statements)
      if (/^\s*(select|with)/i.test(text) && !text.includes('set_config')) sent.push({ text, values })
    return query.apply(this, given)
  } as typeof pg.Client.prototype.query
  try {
    await work()
  } finally {
    pg.Client.prototype.query = query as typeof pg.Client.prototype.query
  }
  return sent
}

interface Plan {
  'Node Type': string
  'Relation Name'?: string
  Plans?: Plan[]
}

/** Large tables that a plan reads as a whole. */
function wholeReads(plan: Plan): string[] {
  const here = plan['Node Type'].includes('Seq Scan') && large.includes(plan['Relation Name'] ?? '')
  return [...(here ? [plan['Relation Name'] as string] : []), ...(plan.Plans ?? []).flatMap(wholeReads)]
}

async function planOf({ text, values }: Sent): Promise<Plan> {
  await serving.query('BEGIN')
  try {
    await serving.query(`SELECT set_config('app.organisation_id', $1, true)`, [ctx.organisationId])
    const { rows } = await serving.query(`EXPLAIN (FORMAT JSON) ${text}`, values)
    return rows[0]['QUERY PLAN'][0].Plan
  } finally {
    await serving.query('ROLLBACK')
  }
}

const oneCustomer = '00000000-0000-7000-8001-000000000007'

/** Gone back to from somewhere in the middle: the list read the other way. */
const before = (value: string, kind: string) => cursorOf(value, `00000000-0000-7000-8${kind}-000000000777`)

const lists: [string, () => Promise<unknown>][] = [
  ['orders', () => listOrders(ctx, {})],
  ['orders of a stage', () => listOrders(ctx, { stage: 'FULFILMENT' })],
  ['orders that wait for something', () => listOrders(ctx, { waitsFor: 'CREDIT_DECISION' })],
  ['orders of a customer', () => listOrders(ctx, { customerId: oneCustomer })],
  ['orders found by text', () => listOrders(ctx, { q: 'PO 1234' })],
  ['orders that are late', () => listOrders(ctx, { late: true })],
  ['stages counted', () => countStages(ctx)],
  ['customers', () => listCustomers(ctx, {})],
  ['customers by name', () => listCustomers(ctx, { sort: 'name' })],
  ['customers on hold', () => listCustomers(ctx, { held: true })],
  ['customers found by text', () => listCustomers(ctx, { text: 'abcd' })],
  ['products', () => listProducts(ctx, {})],
  ['products found by text', () => listProducts(ctx, { text: 'abcd' })],
  ['invoices', () => listInvoices(ctx, invoiceListInput.parse({}))],
  ['invoices of a customer', () => listInvoices(ctx, invoiceListInput.parse({ customerId: oneCustomer }))],
  ['open invoices', () => listInvoices(ctx, invoiceListInput.parse({ state: 'OPEN' }))],
  ['overdue invoices', () => listInvoices(ctx, invoiceListInput.parse({ state: 'OVERDUE' }))],
  ['invoices found by text', () => listInvoices(ctx, invoiceListInput.parse({ q: 'INV-777' }))],
  ['open items', () => listOpenItems(ctx, openItemListInput.parse({}))],
  ['open items of a customer', () => listOpenItems(ctx, openItemListInput.parse({ customerId: oneCustomer }))],
  ['overdue items', () => listOpenItems(ctx, openItemListInput.parse({ state: 'OVERDUE' }))],
  ['receipts', () => listReceipts(ctx, receiptListInput.parse({}))],
  ['receipts of a customer', () => listReceipts(ctx, receiptListInput.parse({ customerId: oneCustomer }))],
  ['receipts not applied', () => listReceipts(ctx, receiptListInput.parse({ state: 'UNAPPLIED' }))],
  ['orders gone back to', () => listOrders(ctx, { before: before('2026-05-01T00:00:00.000Z', '003') })],
  ['orders the oldest first', () => listOrders(ctx, { sort: 'orderedAt' })],
  ['customers gone back to', () => listCustomers(ctx, { before: before('Customer 8', '001') })],
  ['customers by name the other way', () => listCustomers(ctx, { sort: '-name' })],
  ['products gone back to', () => listProducts(ctx, { sort: 'sku', before: before('SKU-5', '002') })],
  ['invoices gone back to', () => listInvoices(ctx, invoiceListInput.parse({ before: before('2026-03-01', '004') }))],
  ['receipts gone back to', () => listReceipts(ctx, receiptListInput.parse({ before: before('2026-02-01', '006') }))],
  ['bank lines', () => listBankLines(ctx, bankLineListInput.parse({}))],
  ['bank lines that wait', () => listBankLines(ctx, bankLineListInput.parse({ state: 'UNMATCHED' }))],
  [
    'bank lines gone back to',
    () =>
      listBankLines(ctx, bankLineListInput.parse({ before: before('00000000-0000-7000-8009-000000000777', '009') })),
  ],
]

describe('a list reads no large table as a whole', () => {
  it.each(lists)('%s', async (_name, work) => {
    const sent = await sentBy(work)
    expect(sent.length).toBeGreaterThan(0)
    const whole = new Set<string>()
    for (const statement of sent) for (const table of wholeReads(await planOf(statement))) whole.add(table)
    expect([...whole]).toEqual([])
  })

  it('and one that does is found', async () => {
    const text = 'SELECT * FROM sales_order WHERE lower(note) = $1'
    expect(wholeReads(await planOf({ text, values: ['x'] }))).toEqual(['sales_order'])
  })
})
