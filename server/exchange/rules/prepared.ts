import { plainHead } from '@/server/collection/rules/csv-words'

/** Rows as a program writes them, made into one row for each record. */
type Prepare = (rows: readonly (readonly string[])[], column: (head: string) => number) => (readonly string[] | null)[]

/** Shopify writes the title in the first row of a product only, and rows of pictures alone. */
const shopifyProducts: Prepare = (rows, column) => {
  const [handle, title, sku, price] = ['Handle', 'Title', 'Variant SKU', 'Variant Price'].map(column) as [
    number,
    number,
    number,
    number,
  ]
  const options = ['Option1 Value', 'Option2 Value', 'Option3 Value'].map(column)
  let last = { handle: '', title: '' }
  return rows.map((row) => {
    if (row[title] || row[handle] !== last.handle) last = { handle: row[handle] ?? '', title: row[title] ?? '' }
    if (!row[sku] && !row[price]) return null
    const variant = options.flatMap((at) => (row[at] && row[at] !== 'Default Title' ? [row[at]] : []))
    const name = [last.title, variant.join(' / ')].filter(Boolean).join(' – ')
    return row.map((cell, at) => (at === title ? name : cell))
  })
}

/** WooCommerce has a row for a product as such, beside those of its variations, which alone are sold. */
const wooProducts: Prepare = (rows, column) => {
  const type = column('Type')
  return rows.map((row) => (/^(variable|grouped)\b/i.test(row[type] ?? '') ? null : row))
}

/** Xero and Shopify have a row for each line of an invoice; what is open of it stands in the first, or in all of them. */
const once =
  (head: string, needed: string): Prepare =>
  (rows, column) => {
    const seen = new Set<string>()
    const [number, sum] = [column(head), column(needed)]
    return rows.map((row) => {
      const key = row[number] ?? ''
      if (key === '' || !row[sum] || seen.has(key)) return null
      seen.add(key)
      return row
    })
  }

const prepares: Readonly<Record<string, Prepare>> = {
  'Shopify PRODUCTS': shopifyProducts,
  'WooCommerce PRODUCTS': wooProducts,
  'Shopify OPEN_INVOICES': once('Name', 'Outstanding Balance'),
  'Xero OPEN_INVOICES': once('InvoiceNumber', 'InvoiceAmountDue'),
}

/** The rows of a known program's file, one for each record; null for a row that is none. */
export function prepared(
  program: string | null,
  kind: string | null,
  heads: readonly string[],
  rows: readonly (readonly string[])[],
): (readonly string[] | null)[] {
  const prepare = prepares[`${program} ${kind}`]
  const column = (head: string) => heads.findIndex((one) => plainHead(one) === plainHead(head))
  return prepare ? prepare(rows, column) : [...rows]
}
