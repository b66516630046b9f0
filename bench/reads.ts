import { listProducts } from '@/server/catalog/queries'
import { listArticles } from '@/server/catalog/queries/articles'
import { productsByCode, searchProducts } from '@/server/catalog/queries/found'
import { listBankLines, listOpenItems, listReceipts } from '@/server/collection/queries/lists'
import { bankLineListInput, openItemListInput, receiptListInput } from '@/server/collection/schema'
import { creditWork } from '@/server/credit/queries/work'
import { listCustomers } from '@/server/customer/queries'
import { alikeCustomers } from '@/server/customer/queries/alike'
import { notesOf } from '@/server/customer/queries/notes'
import { listImports } from '@/server/exchange/queries/imports'
import { filesOf } from '@/server/filing/queries'
import { countFloor } from '@/server/fulfilment/queries/count'
import { findByCode } from '@/server/fulfilment/queries/find'
import { listFloor } from '@/server/fulfilment/queries/list'
import { listPutAway } from '@/server/fulfilment/queries/moving'
import { listPutBack } from '@/server/fulfilment/queries/put-back'
import { listTransfers } from '@/server/fulfilment/queries/transfers'
import { deskFigures, stepsDone } from '@/server/home/queries/desk'
import { searchEverything } from '@/server/home/queries/search'
import { readTimeline } from '@/server/home/queries/timeline'
import { listWaiting, waitingSummaries } from '@/server/home/queries/waiting'
import { waitingKeys } from '@/server/home/rules'
import { outOfInvoice, ratesOut, ratesToday, returnablesOut } from '@/server/invoicing/queries/empties'
import { listInvoices } from '@/server/invoicing/queries/list'
import { invoiceListInput } from '@/server/invoicing/schema'
import { listDrafts } from '@/server/order/queries/drafts'
import { countStages, listOrders } from '@/server/order/queries/list'
import type { Ctx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import { cursorOf } from '@/server/platform/lists/keyset'
import { unsentMails } from '@/server/platform/mail/unsent'
import { priceEntries, pricesOfProduct } from '@/server/pricing/queries/entries'
import { listsOfCustomer, priceCandidates, priceLists } from '@/server/pricing/queries/lists'
import { mergeOutlook } from '@/server/receivable/queries/merging'
import { accountStatement, movementsPage } from '@/server/receivable/queries/statement'
import { cashExpected } from '@/server/reporting/queries/cash'
import { customerFigures } from '@/server/reporting/queries/customer'
import { figures } from '@/server/reporting/queries/figures'
import { pastOf } from '@/server/reporting/queries/past'
import { figureRows } from '@/server/reporting/queries/rows'
import { soldByCategory } from '@/server/reporting/queries/sold'
import { stagesNow, stageTimes } from '@/server/reporting/queries/stages'
import { figureKeys, populations } from '@/server/reporting/schema'
import { listShipments } from '@/server/shipping/queries/list'
import { bringing } from '@/server/supply/queries/elsewhere'
import { listPlanned } from '@/server/supply/queries/planned'
import { productSupply, proposals } from '@/server/supply/queries/proposals'
import { listSuppliers } from '@/server/supply/queries/suppliers'

const oneCustomer = '00000000-0000-7000-8001-000000000007'
const oneProduct = '00000000-0000-7000-8002-000000000026'
const oneInvoice = '00000000-0000-7000-8004-000000000777'
const oneList = '00000000-0000-7000-800c-000000000002'

/** Gone back to from somewhere in the middle: the list read the other way. */
const before = (value: string, kind: string) => cursorOf(value, `00000000-0000-7000-8${kind}-000000000777`)

const movedBefore = JSON.stringify({
  id: oneInvoice,
  on: '2026-09-28',
  recordedAt: '2026-09-28T08:00:00Z',
  balance: '0',
})

/** Each list, search and record page as it is asked of the database, on the trade of `prisma/seed/large.ts`. */
export const lists: [string, (ctx: Ctx) => Promise<unknown>][] = [
  ['orders', (ctx) => listOrders(ctx, {})],
  ['what is to be put back', (ctx) => listPutBack(ctx, {})],
  ['planned receipts', (ctx) => listPlanned(ctx, {})],
  ['planned receipts by words', (ctx) => listPlanned(ctx, { q: 'PO-1', state: 'ALL' })],
  ['late planned receipts', (ctx) => listPlanned(ctx, { state: 'LATE' })],
  ['suppliers', (ctx) => listSuppliers(ctx, {})],
  ['what to bring from another warehouse', (ctx) => bringing(ctx)],
  ['what to buy', (ctx) => proposals(ctx)],
  ['what a product is bought for', (ctx) => productSupply(ctx, { productId: '00000000-0000-7000-8002-000000000007' })],
  ['transfers on their way', (ctx) => listTransfers(ctx, {})],
  ['transfers by their number', (ctx) => listTransfers(ctx, { q: 'TR-1', state: 'ALL' })],
  ['what is to be put away', (ctx) => listPutAway(ctx, {})],
  ['what was not delivered', (ctx) => listShipments(ctx, { view: 'NOT_DELIVERED' })],
  ['shipments that ended otherwise', (ctx) => listShipments(ctx, { view: 'ENDED' })],
  ['mails not sent', (ctx) => unsentMails(ctx)],
  ['orders of a stage', (ctx) => listOrders(ctx, { stage: 'FULFILMENT' })],
  ['orders that wait for something', (ctx) => listOrders(ctx, { waitsFor: 'CREDIT_DECISION' })],
  ['orders to pick', (ctx) => listOrders(ctx, { waitsFor: 'PICKING' })],
  ['orders to dispatch', (ctx) => listOrders(ctx, { waitsFor: 'DISPATCH' })],
  ['orders of a customer', (ctx) => listOrders(ctx, { customerId: oneCustomer })],
  ['orders found by text', (ctx) => listOrders(ctx, { q: 'PO 1234' })],
  ['orders with a product', (ctx) => listOrders(ctx, { productId: '00000000-0000-7000-8002-000000000007' })],
  ['orders without a day', (ctx) => listOrders(ctx, { undated: true })],
  ['orders that are late', (ctx) => listOrders(ctx, { late: true })],
  ['everything found by text', (ctx) => searchEverything(ctx, { text: 'PO 1234' })],
  ['everything found by several words', (ctx) => searchEverything(ctx, { text: 'customer 12 product' })],
  ['everything found by a number without its hyphen', (ctx) => searchEverything(ctx, { text: 'pa1234' })],
  ['everything found by two letters', (ctx) => searchEverything(ctx, { text: 'ab' })],
  ['everything found by the letters of a number', (ctx) => searchEverything(ctx, { text: 'SO-12345' })],
  ['what waits for credit', (ctx) => creditWork(ctx, {})],
  ['what waits for credit, found by text', (ctx) => creditWork(ctx, { q: 'PO 1234' })],
  ['drafts of orders', (ctx) => listDrafts(ctx, {})],
  ['drafts of a customer', (ctx) => listDrafts(ctx, { customerId: oneCustomer, sort: 'savedAt' })],
  ['drafts that one person saved', (ctx) => listDrafts(ctx, { mine: true })],
  ['drafts found by text', (ctx) => listDrafts(ctx, { q: 'abcd' })],
  ['stages counted', (ctx) => countStages(ctx)],
  ['the floor', (ctx) => listFloor(ctx, {})],
  ['what the floor can pack', (ctx) => listFloor(ctx, { waitsFor: 'PACKING' })],
  ['what waits for what on the floor', (ctx) => countFloor(ctx)],
  ['what waits for what in a warehouse', (ctx) => countFloor(ctx, { warehouseId: oneList })],
  ['what a scan on the floor names', (ctx) => findByCode(ctx, { code: 'SO-777' })],
  ['customers', (ctx) => listCustomers(ctx, {})],
  ['customers by name', (ctx) => listCustomers(ctx, { sort: 'name' })],
  ['customers on hold', (ctx) => listCustomers(ctx, { held: true })],
  ['customers of a group', (ctx) => listCustomers(ctx, { groupId: oneCustomer })],
  ['customers of an account owner', (ctx) => listCustomers(ctx, { ownerId: oneCustomer })],
  ['how a customer trades', (ctx) => customerFigures(ctx, oneCustomer)],
  ['notes about a customer', (ctx) => notesOf(ctx, oneCustomer)],
  ['files beside an order', (ctx) => filesOf(ctx, { kind: 'order', id: oneCustomer })],
  ['movements of an account', (ctx) => accountStatement(ctx, { customerId: oneCustomer, ...period })],
  [
    'movements of an account, gone on',
    (ctx) => movementsPage(ctx, { customerId: oneCustomer, ...period }, movedBefore),
  ],
  [
    'files that were moved in, gone on',
    (ctx) => listImports(ctx, { after: before('2026-05-01T00:00:00.000Z', '003') }),
  ],
  ['what a merge of customers moves', (ctx) => mergeOutlook(ctx, { id: oneCustomer, intoId: oneCustomer })],
  ['customers with a tag', (ctx) => listCustomers(ctx, { tag: 'fair' })],
  [
    'customers who are known already',
    (ctx) => alikeCustomers(ctx, { name: 'Any', email: 'a@b.test', taxNumber: 'IE1234567T', postcode: '00007' }),
  ],
  ['customers found by text', (ctx) => listCustomers(ctx, { text: 'abcd' })],
  ['products', (ctx) => listProducts(ctx, {})],
  ['price lists', (ctx) => priceLists(ctx, {})],
  [
    'price lists of a customer, the newest first',
    (ctx) => priceLists(ctx, { customerId: oneCustomer, sort: '-validFrom' }),
  ],
  ['price lists that hold', (ctx) => priceLists(ctx, { state: 'HOLDS' })],
  ['price lists found by text', (ctx) => priceLists(ctx, { q: 'abcd' })],
  ['price lists that hold for a customer', (ctx) => listsOfCustomer(ctx, { customerId: oneCustomer })],
  ['prices of a list', (ctx) => priceEntries(ctx, { priceListId: oneList })],
  ['prices of a list found by text', (ctx) => priceEntries(ctx, { priceListId: oneList, q: 'abcd' })],
  ['prices of a product', (ctx) => pricesOfProduct(ctx, { productId: oneProduct })],
  ['what may price a line', (ctx) => read(ctx, priceCandidates(ctx, oneCustomer, [oneProduct]))],
  ['products found by text', (ctx) => listProducts(ctx, { text: 'abcd' })],
  ['products of a category', (ctx) => listProducts(ctx, { categoryId: oneProduct })],
  ['what happened to a product', (ctx) => readTimeline(ctx, { objectType: 'product', objectId: oneProduct })],
  ['numbers of a customer', (ctx) => listArticles(ctx, { customerId: oneCustomer })],
  ['numbers of a product', (ctx) => listArticles(ctx, { productId: oneProduct })],
  ['numbers of a customer found by text', (ctx) => listArticles(ctx, { customerId: oneCustomer, q: 'th' })],
  ['products by the number of a customer', (ctx) => searchProducts(ctx, { text: 'TH-3', customerId: oneCustomer })],
  ['pasted numbers of a customer', (ctx) => productsByCode(ctx, { codes: ['TH-3', 'SKU-7'], customerId: oneCustomer })],
  ['invoices', (ctx) => listInvoices(ctx, invoiceListInput.parse({}))],
  ['invoices of a customer', (ctx) => listInvoices(ctx, invoiceListInput.parse({ customerId: oneCustomer }))],
  ['open invoices', (ctx) => listInvoices(ctx, invoiceListInput.parse({ state: 'OPEN' }))],
  ['overdue invoices', (ctx) => listInvoices(ctx, invoiceListInput.parse({ state: 'OVERDUE' }))],
  ['invoices found by text', (ctx) => listInvoices(ctx, invoiceListInput.parse({ q: 'INV-777' }))],
  ['packaging that is with a customer', (ctx) => returnablesOut(ctx, { customerId: oneCustomer })],
  [
    'deposits on packaging that is with a customer',
    (ctx) => read(ctx, ratesOut(ctx, oneCustomer), ratesToday(ctx, oneCustomer), outOfInvoice(ctx, oneInvoice)),
  ],
  ['open items', (ctx) => listOpenItems(ctx, openItemListInput.parse({}))],
  ['open items of a customer', (ctx) => listOpenItems(ctx, openItemListInput.parse({ customerId: oneCustomer }))],
  ['overdue items', (ctx) => listOpenItems(ctx, openItemListInput.parse({ state: 'OVERDUE' }))],
  ['receipts', (ctx) => listReceipts(ctx, receiptListInput.parse({}))],
  ['receipts of a customer', (ctx) => listReceipts(ctx, receiptListInput.parse({ customerId: oneCustomer }))],
  ['receipts not applied', (ctx) => listReceipts(ctx, receiptListInput.parse({ state: 'UNAPPLIED' }))],
  ['orders gone back to', (ctx) => listOrders(ctx, { before: before('2026-05-01T00:00:00.000Z', '003') })],
  ['orders the oldest first', (ctx) => listOrders(ctx, { sort: 'orderedAt' })],
  ['customers gone back to', (ctx) => listCustomers(ctx, { before: before('Customer 8', '001') })],
  ['customers by name the other way', (ctx) => listCustomers(ctx, { sort: '-name' })],
  ['products gone back to', (ctx) => listProducts(ctx, { sort: 'sku', before: before('SKU-5', '002') })],
  [
    'invoices gone back to',
    (ctx) => listInvoices(ctx, invoiceListInput.parse({ before: before('2026-03-01', '004') })),
  ],
  [
    'receipts gone back to',
    (ctx) => listReceipts(ctx, receiptListInput.parse({ before: before('2026-02-01', '006') })),
  ],
  ['bank lines', (ctx) => listBankLines(ctx, bankLineListInput.parse({}))],
  ['bank lines that wait', (ctx) => listBankLines(ctx, bankLineListInput.parse({ state: 'UNMATCHED' }))],
  [
    'bank lines gone back to',
    (ctx) =>
      listBankLines(ctx, bankLineListInput.parse({ before: before('00000000-0000-7000-8009-000000000777', '009') })),
  ],
]

/** The last full week of the trade: a small part of its tables, as a period is of the tables of years. */
const period = { from: '2026-09-27', to: '2026-10-03' }

/** What homes and reports ask. */
export const homes: [string, (ctx: Ctx) => Promise<unknown>][] = [
  ['sales by category', (ctx) => soldByCategory(ctx, period)],
  ...figureKeys.map((key): [string, (ctx: Ctx) => Promise<unknown>] => [
    `figure ${key}`,
    (ctx) => figures(ctx, { period, keys: [key] }),
  ]),
  ...populations.map((population): [string, (ctx: Ctx) => Promise<unknown>] => [
    `rows of ${population}`,
    (ctx) => figureRows(ctx, { population, period }),
  ]),
  ['times by stage', (ctx) => stageTimes(ctx, period)],
  ['stages now', (ctx) => stagesNow(ctx)],
  ['cash forecast', (ctx) => cashExpected(ctx)],
  // Of many invoices only the worker reads this.
  ['what a cash forecast is computed from', (ctx) => pastOf(ctx)],
  ['what waits', (ctx) => waitingSummaries(ctx)],
  ...waitingKeys.map((kind): [string, (ctx: Ctx) => Promise<unknown>] => [
    `what waits by ${kind}`,
    (ctx) => listWaiting(ctx, { kind }),
  ]),
  ['figures of a desk', (ctx) => deskFigures(ctx)],
  ['first steps', (ctx) => stepsDone(ctx)],
]
