import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fill, large } from '@/prisma/seed/large'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { listProducts } from './catalog/queries'
import { listArticles } from './catalog/queries/articles'
import { productsByCode, searchProducts } from './catalog/queries/found'
import { listBankLines, listOpenItems, listReceipts } from './collection/queries/lists'
import { bankLineListInput, openItemListInput, receiptListInput } from './collection/schema'
import { creditWork } from './credit/queries/work'
import { listCustomers } from './customer/queries'
import { alikeCustomers } from './customer/queries/alike'
import { notesOf } from './customer/queries/notes'
import { filesOf } from './filing/queries'
import { findByCode } from './fulfilment/queries/find'
import { listFloor } from './fulfilment/queries/list'
import { listPutAway } from './fulfilment/queries/moving'
import { listPutBack } from './fulfilment/queries/put-back'
import { listTransfers } from './fulfilment/queries/transfers'
import { deskFigures, stepsDone } from './home/queries/desk'
import { searchEverything } from './home/queries/search'
import { readTimeline } from './home/queries/timeline'
import { listWaiting, waitingSummaries } from './home/queries/waiting'
import { waitingKeys } from './home/rules'
import { listInvoices } from './invoicing/queries/list'
import { invoiceListInput } from './invoicing/schema'
import { listDrafts } from './order/queries/drafts'
import { countStages, listOrders } from './order/queries/list'
import type { Ctx } from './platform/context/ctx'
import { closeConnections } from './platform/database/db'
import { closeNotifier } from './platform/database/notify'
import { read } from './platform/database/run'
import { type OwnDatabase, ownDatabase } from './platform/jobs/proof/own-database'
import { cursorOf } from './platform/lists/keyset'
import { unsentMails } from './platform/mail/unsent'
import { virtualClock } from './platform/time/clock'
import { priceEntries, pricesOfProduct } from './pricing/queries/entries'
import { listsOfCustomer, priceCandidates, priceLists } from './pricing/queries/lists'
import { mergeOutlook } from './receivable/queries/merging'
import { customerFigures } from './reporting/queries/customer'
import { figures } from './reporting/queries/figures'
import { pastOf } from './reporting/queries/past'
import { figureRows } from './reporting/queries/rows'
import { stagesNow, stageTimes } from './reporting/queries/stages'
import { figureKeys, populations } from './reporting/schema'
import { listShipments } from './shipping/queries/list'
import { listPlanned } from './supply/queries/planned'
import { productSupply, proposals } from './supply/queries/proposals'
import { listSuppliers } from './supply/queries/suppliers'

// No list may read a large table from one end to the other: asked of the planner, as who serves, on 100,000 orders.

let owner: pg.Client
let serving: pg.Client
let database: OwnDatabase

/** What must read all of it, and why; the test asks for the entry to go when it no longer does. */
const known: Record<string, { reads: string[]; because: string }> = {
  'figure countBack': { reads: ['invoice', 'open_item'], because: 'sales by month of two years are all invoices here' },
  'rows of months': { reads: ['invoice', 'open_item'], because: 'the same' },
  'cash forecast': {
    reads: ['open_item', 'promise_to_pay', 'sales_order'],
    because:
      'how payers paid in the last two years, and the orders of the last one, are what it is made of, and that is all of it here',
  },
}

/** As of a day just after the trade: how much of it lies within the last year decides what is cheapest to read. */
let ctx: Ctx

beforeAll(async () => {
  database = await ownDatabase('plans', { migrated: true })
  // Connections open at their first use, which is below.
  Object.assign(process.env, { DATABASE_URL: database.url, APP_DATABASE_URL: database.appUrl })
  owner = new pg.Client({ connectionString: database.url })
  serving = new pg.Client({ connectionString: database.appUrl })
  await Promise.all([owner.connect(), serving.connect()])
  ctx = (await makeOrganisation({ clock: virtualClock(new Date('2026-11-29T10:00:00Z')) })).ctx
  await serving.query('BEGIN')
  await serving.query(`SELECT set_config('app.organisation_id', $1, true)`, [ctx.organisationId])
  for (const statement of fill) await serving.query(statement, [ctx.organisationId])
  await serving.query('COMMIT')
  await owner.query(`ANALYZE ${large.join(', ')}`)
}, 900_000)
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
  const table = (plan['Relation Name'] ?? '').replace(/^event_other$/, 'event')
  const here = plan['Node Type'].includes('Seq Scan') && large.includes(table)
  return [...(here ? [table] : []), ...(plan.Plans ?? []).flatMap(wholeReads)]
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
const oneProduct = '00000000-0000-7000-8002-000000000026'
const oneList = '00000000-0000-7000-800c-000000000002'

/** Gone back to from somewhere in the middle: the list read the other way. */
const before = (value: string, kind: string) => cursorOf(value, `00000000-0000-7000-8${kind}-000000000777`)

const lists: [string, () => Promise<unknown>][] = [
  ['orders', () => listOrders(ctx, {})],
  ['what is to be put back', () => listPutBack(ctx, {})],
  ['planned receipts', () => listPlanned(ctx, {})],
  ['planned receipts by words', () => listPlanned(ctx, { q: 'PO-1', state: 'ALL' })],
  ['late planned receipts', () => listPlanned(ctx, { state: 'LATE' })],
  ['suppliers', () => listSuppliers(ctx, {})],
  ['what to buy', () => proposals(ctx)],
  ['what a product is bought for', () => productSupply(ctx, { productId: '00000000-0000-7000-8002-000000000007' })],
  ['transfers on their way', () => listTransfers(ctx, {})],
  ['transfers by their number', () => listTransfers(ctx, { q: 'TR-1', state: 'ALL' })],
  ['what is to be put away', () => listPutAway(ctx, {})],
  ['what was not delivered', () => listShipments(ctx, { view: 'NOT_DELIVERED' })],
  ['shipments that ended otherwise', () => listShipments(ctx, { view: 'ENDED' })],
  ['mails not sent', () => unsentMails(ctx)],
  ['orders of a stage', () => listOrders(ctx, { stage: 'FULFILMENT' })],
  ['orders that wait for something', () => listOrders(ctx, { waitsFor: 'CREDIT_DECISION' })],
  ['orders of a customer', () => listOrders(ctx, { customerId: oneCustomer })],
  ['orders found by text', () => listOrders(ctx, { q: 'PO 1234' })],
  ['orders with a product', () => listOrders(ctx, { productId: '00000000-0000-7000-8002-000000000007' })],
  ['orders without a day', () => listOrders(ctx, { undated: true })],
  ['orders that are late', () => listOrders(ctx, { late: true })],
  ['everything found by text', () => searchEverything(ctx, { text: 'PO 1234' })],
  ['what waits for credit', () => creditWork(ctx, {})],
  ['what waits for credit, found by text', () => creditWork(ctx, { q: 'PO 1234' })],
  ['drafts of orders', () => listDrafts(ctx, {})],
  ['drafts of a customer', () => listDrafts(ctx, { customerId: oneCustomer, sort: 'savedAt' })],
  ['drafts that one person saved', () => listDrafts(ctx, { mine: true })],
  ['drafts found by text', () => listDrafts(ctx, { q: 'abcd' })],
  ['stages counted', () => countStages(ctx)],
  ['the floor', () => listFloor(ctx, {})],
  ['what a scan on the floor names', () => findByCode(ctx, { code: 'SO-777' })],
  ['customers', () => listCustomers(ctx, {})],
  ['customers by name', () => listCustomers(ctx, { sort: 'name' })],
  ['customers on hold', () => listCustomers(ctx, { held: true })],
  ['customers of a group', () => listCustomers(ctx, { groupId: oneCustomer })],
  ['customers of an account owner', () => listCustomers(ctx, { ownerId: oneCustomer })],
  ['how a customer trades', () => customerFigures(ctx, oneCustomer)],
  ['notes about a customer', () => notesOf(ctx, oneCustomer)],
  ['files beside an order', () => filesOf(ctx, { kind: 'order', id: oneCustomer })],
  ['what a merge of customers moves', () => mergeOutlook(ctx, { id: oneCustomer, intoId: oneCustomer })],
  ['customers with a tag', () => listCustomers(ctx, { tag: 'fair' })],
  [
    'customers who are known already',
    () => alikeCustomers(ctx, { name: 'Any', email: 'a@b.test', taxNumber: 'IE1234567T', postcode: '00007' }),
  ],
  ['customers found by text', () => listCustomers(ctx, { text: 'abcd' })],
  ['products', () => listProducts(ctx, {})],
  ['price lists', () => priceLists(ctx, {})],
  [
    'price lists of a customer, the newest first',
    () => priceLists(ctx, { customerId: oneCustomer, sort: '-validFrom' }),
  ],
  ['price lists that hold', () => priceLists(ctx, { state: 'HOLDS' })],
  ['price lists found by text', () => priceLists(ctx, { q: 'abcd' })],
  ['price lists that hold for a customer', () => listsOfCustomer(ctx, { customerId: oneCustomer })],
  ['prices of a list', () => priceEntries(ctx, { priceListId: oneList })],
  ['prices of a list found by text', () => priceEntries(ctx, { priceListId: oneList, q: 'abcd' })],
  ['prices of a product', () => pricesOfProduct(ctx, { productId: oneProduct })],
  ['what may price a line', () => read(ctx, priceCandidates(ctx, oneCustomer, [oneProduct]))],
  ['products found by text', () => listProducts(ctx, { text: 'abcd' })],
  ['products of a category', () => listProducts(ctx, { categoryId: oneProduct })],
  ['what happened to a product', () => readTimeline(ctx, { objectType: 'product', objectId: oneProduct })],
  ['numbers of a customer', () => listArticles(ctx, { customerId: oneCustomer })],
  ['numbers of a product', () => listArticles(ctx, { productId: oneProduct })],
  ['numbers of a customer found by text', () => listArticles(ctx, { customerId: oneCustomer, q: 'th' })],
  ['products by the number of a customer', () => searchProducts(ctx, { text: 'TH-3', customerId: oneCustomer })],
  ['pasted numbers of a customer', () => productsByCode(ctx, { codes: ['TH-3', 'SKU-7'], customerId: oneCustomer })],
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

/** The last full week of the trade: a small part of its tables, as a period is of the tables of years. */
const period = { from: '2026-09-27', to: '2026-10-03' }

const homes: [string, () => Promise<unknown>][] = [
  ...figureKeys.map((key): [string, () => Promise<unknown>] => [
    `figure ${key}`,
    () => figures(ctx, { period, keys: [key] }),
  ]),
  ...populations.map((population): [string, () => Promise<unknown>] => [
    `rows of ${population}`,
    () => figureRows(ctx, { population, period }),
  ]),
  ['times by stage', () => stageTimes(ctx, period)],
  ['stages now', () => stagesNow(ctx)],
  // All that the forecast reads; what it computes of a hundred thousand invoices takes long and asks the database nothing.
  ['cash forecast', () => pastOf(ctx)],
  ['what waits', () => waitingSummaries(ctx)],
  ...waitingKeys.map((kind): [string, () => Promise<unknown>] => [
    `what waits by ${kind}`,
    () => listWaiting(ctx, { kind }),
  ]),
  ['figures of a desk', () => deskFigures(ctx)],
  ['first steps', () => stepsDone(ctx)],
]

describe('a list reads no large table as a whole', () => {
  it.each([...lists, ...homes])(
    '%s',
    async (name, work) => {
      const sent = await sentBy(work)
      expect(sent.length).toBeGreaterThan(0)
      const whole = new Set<string>()
      for (const statement of sent) for (const table of wholeReads(await planOf(statement))) whole.add(table)
      expect([...whole].sort()).toEqual(known[name]?.reads ?? [])
    },
    120_000,
  )

  it('and one that does is found', async () => {
    const text = 'SELECT * FROM sales_order WHERE lower(note) = $1'
    expect(wholeReads(await planOf({ text, values: ['x'] }))).toEqual(['sales_order'])
  })
})
