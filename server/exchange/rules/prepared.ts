import { plainHead } from '@/server/collection/rules/csv-words'
import { changed, once, type Prepare, quickBooksInvoices, type Rows, sageOwed, zohoOwed } from './prepared-owed'
import { leafOf, textOfHtml } from './shop-text'

/** Shopify writes title, type and text in the first row of a product only, and rows of pictures alone; its heads have changed. */
const shopifyProducts: Prepare = (rows, column) => {
  const at = (...heads: string[]) => heads.map(column).find((place) => place >= 0) ?? -1
  const [handle, title] = [at('Handle', 'URL handle'), at('Title')]
  const [sku, price] = [at('Variant SKU', 'SKU'), at('Variant Price', 'Price')]
  const [type, status] = [at('Type'), at('Status')]
  const [category, text] = [at('Product Category'), at('Body (HTML)', 'Description')]
  const options = ['Option1 Value', 'Option2 Value', 'Option3 Value'].map(column)
  let first: readonly string[] = []
  return rows.map((row) => {
    if (row[title] || row[handle] !== first[handle]) first = row
    if (!row[sku] && !row[price]) return null
    const variant = options.flatMap((place) => (row[place] && row[place] !== 'Default Title' ? [row[place]] : []))
    const said = (place: number) => row[place] || (first[place] ?? '')
    return changed(
      row,
      new Map([
        [title, [first[title], variant.join(' / ')].filter(Boolean).join(' – ')],
        [type, said(type)],
        [status, said(status)],
        [category, leafOf(said(category))],
        [text, textOfHtml(said(text))],
      ]),
    )
  })
}

/** Shopify has a row for each location, and says of those where a product does not lie that it is not stocked. */
const shopifyStock: Prepare = (rows, column) => {
  const quantity = ['On hand (current)', 'On hand'].map(column).find((at) => at >= 0) ?? -1
  return rows.map((row) => (/^not stocked$/i.test(row[quantity] ?? '') ? null : row))
}

/** WooCommerce has a row for a product as such, beside those of its variations, which alone are sold. */
const wooProducts: Prepare = (rows, column) => {
  const [type, categories] = [column('Type'), column('Categories')]
  const texts = ['Short description', 'Description'].map(column)
  return rows.map((row) =>
    /^(variable|grouped)\b/i.test(row[type] ?? '')
      ? null
      : changed(
          row,
          new Map([
            [categories, leafOf((row[categories] ?? '').split(',')[0] ?? '')],
            ...texts.map((at) => [at, textOfHtml((row[at] ?? '').replaceAll('\\n', '\n'))] as const),
          ]),
        ),
  )
}

/** QuickBooks writes the category before the name of a product, and behind it that it was deleted: 'Filters:Oil filter (deleted)'. */
const quickBooksProducts: Prepare = (rows, column) => {
  const [name, category, state] = ['Product/Service Name', 'Category', 'Status'].map(column) as [number, number, number]
  return rows.map((row) => {
    const path = row[name] ?? ''
    const [last = '', above = ''] = path.split(/(?<=\S):(?=\S)/).toReversed()
    const bare = last.replace(/\s*\(deleted(?: \d+)?\)$/i, '')
    return changed(
      row,
      new Map([
        [name, bare || path],
        [category, row[category] || above],
        [state, bare === last ? (row[state] ?? '') : 'archived'],
      ]),
    )
  })
}

/** QuickBooks writes all telephones of a customer in one cell. */
const quickBooksCustomers: Prepare = (rows, column) => {
  const phone = column('Phone numbers')
  const first = (text = '') => /^(?:phone|main):\s*([^a-z]*)/i.exec(text)?.[1]?.trim() ?? text
  return rows.map((row) => changed(row, new Map([[phone, first(row[phone])]])))
}

/** Odoo goes on below a record with its further tags. */
const odooCustomers: Prepare = (rows, column) => {
  const [name, tags] = [column('Name'), column('Tags')]
  if (tags < 0) return [...rows]
  const goesOn = (row?: readonly string[]) => row !== undefined && !row[name] && Boolean(row[tags])
  return rows.map((row, at) => {
    if (goesOn(row)) return null
    const all = [row[tags]]
    for (let next = at + 1; goesOn(rows[next]); next++) all.push(rows[next]?.[tags])
    return changed(row, new Map([[tags, all.filter(Boolean).join(', ')]]))
  })
}

/** Odoo names a category with all those above it. */
const odooProducts: Prepare = (rows, column) => {
  const categories = ['Product Category', 'categ_id'].map(column)
  return rows.map((row) => changed(row, new Map(categories.map((at) => [at, leafOf(row[at] ?? '')]))))
}

/** Zoho has suppliers among its contacts. */
const zohoCustomers: Prepare = (rows, column) => {
  const type = column('Contact Type')
  return rows.map((row) => (/^(vendor|supplier)$/i.test(row[type] ?? '') ? null : row))
}

/** Xero says beside the days from when on they count; only those from the day of the invoice are terms by themselves. */
const xeroCustomers: Prepare = (rows, column) => {
  const [days, from] = [column('DueDateSalesDay'), column('DueDateSalesTerm')]
  return rows.map((row) =>
    !row[days] || !row[from] || /^DAYSAFTERBILLDATE$/i.test(row[from])
      ? row
      : changed(row, new Map([[days, `${row[days]} ${row[from]}`]])),
  )
}

const prepares: Readonly<Record<string, Prepare>> = {
  'Shopify PRODUCTS': shopifyProducts,
  'Shopify STOCK': shopifyStock,
  'WooCommerce PRODUCTS': wooProducts,
  'Shopify OPEN_INVOICES': once('Name', 'Outstanding Balance'),
  'Xero OPEN_INVOICES': once('InvoiceNumber', 'InvoiceAmountDue', 'Status'),
  'Xero CUSTOMERS': xeroCustomers,
  'Zoho OPEN_INVOICES': zohoOwed,
  'Zoho CUSTOMERS': zohoCustomers,
  'Odoo OPEN_INVOICES': once('Number', 'Amount Due Signed', 'Status'),
  'Sage OPEN_INVOICES': sageOwed,
  'Odoo CUSTOMERS': odooCustomers,
  'Odoo PRODUCTS': odooProducts,
  'QuickBooks OPEN_INVOICES': quickBooksInvoices,
  'QuickBooks PRODUCTS': quickBooksProducts,
  'QuickBooks CUSTOMERS': quickBooksCustomers,
}

/** What programs say within another column, and which has none of its own in their file. */
const within: Readonly<Record<string, readonly string[]>> = { 'QuickBooks PRODUCTS': ['Category', 'Status'] }

/** The heads of a known program's file, with those behind them for which its rows have something to say. */
export function widened(program: string | null, kind: string | null, heads: readonly string[]): string[] {
  const there = new Set(heads.map(plainHead))
  return [...heads, ...(within[`${program} ${kind}`] ?? []).filter((head) => !there.has(plainHead(head)))]
}

/** The rows of a known program's file, one for each record; null for a row that is none. */
export function prepared(
  program: string | null,
  kind: string | null,
  heads: readonly string[],
  rows: Rows,
): (readonly string[] | null)[] {
  const prepare = prepares[`${program} ${kind}`]
  const column = (head: string) => heads.findIndex((one) => plainHead(one) === plainHead(head))
  if (!prepare) return [...rows]
  const wide = within[`${program} ${kind}`] ? rows.map((row) => heads.map((_head, at) => row[at] ?? '')) : rows
  return prepare(wide, column)
}
