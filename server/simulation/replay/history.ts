import { readTime, slashOrderOf } from './dates'
import { rowsOf, UnreadableFile } from './file'

export interface HistoricLine {
  code: string
  description: string
  quantity: number
  unitPrice: string
}

/** One order, or one cancellation (quantities positive), of the file. */
export interface HistoricDocument {
  reference: string
  /** Local time of the shop, 'YYYY-MM-DD HH:MM:SS'. */
  at: string
  customerKey: string
  country: string
  lines: HistoricLine[]
}

export type UnfitReason =
  | 'NO_REFERENCE'
  | 'NO_PRODUCT_CODE'
  | 'NO_PRICE'
  | 'BAD_PRICE'
  | 'NEGATIVE_PRICE'
  | 'QUANTITY_NOT_POSITIVE'
  | 'BAD_DEBT_ADJUSTMENT'
  | 'BAD_DATE'
  | 'BAD_QUANTITY'

export interface History {
  orders: HistoricDocument[]
  cancellations: HistoricDocument[]
  /** Rows that cannot be orders, with their number in the file (the first row after the head is 2). */
  unfit: { row: number; reference: string; reason: UnfitReason }[]
  rows: number
}

interface Row {
  InvoiceNo: string
  StockCode: string
  Description: string
  Quantity: string
  InvoiceDate: string
  UnitPrice: string
  CustomerID: string
  Country: string
}

const columns = {
  InvoiceNo: ['Invoice'],
  StockCode: [],
  Description: [],
  Quantity: [],
  InvoiceDate: [],
  UnitPrice: ['Price'],
  CustomerID: [],
  Country: [],
}

/** More than that of one article is no order, and would not fit on a shelf that counts to two thousand million. */
const mostUnits = 10_000_000

function reasonAgainst(row: Row, at: string | null): UnfitReason | null {
  if (!row.InvoiceNo) return 'NO_REFERENCE'
  if (/^A/i.test(row.InvoiceNo)) return 'BAD_DEBT_ADJUSTMENT'
  if (!row.StockCode) return 'NO_PRODUCT_CODE'
  if (!at) return 'BAD_DATE'
  if (!/^-?\d{1,9}(\.0+)?$/.test(row.Quantity) || Math.abs(Number(row.Quantity)) > mostUnits) return 'BAD_QUANTITY'
  if (/^-\d/.test(row.UnitPrice)) return 'NEGATIVE_PRICE'
  if (!/^\d{1,9}(\.\d{1,6})?$/.test(row.UnitPrice)) return 'BAD_PRICE'
  if (Number(row.UnitPrice) === 0) return 'NO_PRICE'
  const cancels = /^C/i.test(row.InvoiceNo)
  return cancels === Number(row.Quantity) < 0 && Number(row.Quantity) !== 0 ? null : 'QUANTITY_NOT_POSITIVE'
}

function add(documents: Map<string, HistoricDocument>, row: Row, at: string): void {
  const country = row.Country || 'Unspecified'
  const customerKey = row.CustomerID.replace(/\.0$/, '') || `not recorded, ${country}`
  // A reference that comes at two times or for two customers is two documents.
  const key = `${row.InvoiceNo}/${at}/${customerKey}`
  let document = documents.get(key)
  if (!document) {
    document = { reference: row.InvoiceNo, at, customerKey, country, lines: [] }
    documents.set(key, document)
  }
  document.lines.push({
    code: row.StockCode.toUpperCase(),
    description: row.Description || row.StockCode,
    quantity: Math.abs(Number(row.Quantity)),
    unitPrice: row.UnitPrice,
  })
}

const longest: Partial<Record<string, number>> = { Description: 300 }

function tidyCell(text: string, most: number): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must go
  const plain = text.replace(/[\s\u0000-\u001f\u007f]+/g, ' ').trim()
  return plain.length > most ? [...plain].slice(0, most).join('').trim() : plain
}

/** Blanks in a row and what no text may hold count as one blank; nothing is longer than the trade keeps it. */
function tidy(row: Row): Row {
  const cells = Object.entries(row).map(([column, text]) => [column, tidyCell(text, longest[column] ?? 60)])
  return Object.fromEntries(cells) as Row
}

/** References are made unique where the file uses one for several documents. */
function distinct(documents: Iterable<HistoricDocument>): HistoricDocument[] {
  const seen = new Map<string, number>()
  return [...documents]
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
    .map((document) => {
      const times = (seen.get(document.reference) ?? 0) + 1
      seen.set(document.reference, times)
      return times === 1 ? document : { ...document, reference: `${document.reference}-${times}` }
    })
}

/**
 * Reads an order history: CSV, gzipped or not, with the columns InvoiceNo, StockCode, Description, Quantity, InvoiceDate, UnitPrice,
 * CustomerID and Country in any order, dates as 2010-12-01 08:26:00 or 12/1/2010 8:26. Invoice numbers beginning with C are
 * cancellations. `limit` rows at most. Throws UnreadableFile.
 */
export async function readHistory(path: string, limit = Number.POSITIVE_INFINITY): Promise<History> {
  const rows: Row[] = []
  for await (const row of rowsOf<Row>(path, columns)) {
    if (rows.length >= limit) break
    rows.push(tidy(row))
  }
  if (rows.length === 0) throw new UnreadableFile('The file has a head and no rows.')
  const order = slashOrderOf(rows.map((row) => row.InvoiceDate))
  const orders = new Map<string, HistoricDocument>()
  const cancellations = new Map<string, HistoricDocument>()
  const unfit: History['unfit'] = []
  for (const [index, row] of rows.entries()) {
    const at = readTime(row.InvoiceDate, order)
    const reason = reasonAgainst(row, at)
    if (reason || !at) unfit.push({ row: index + 2, reference: row.InvoiceNo, reason: reason ?? 'BAD_DATE' })
    else add(/^C/i.test(row.InvoiceNo) ? cancellations : orders, row, at)
  }
  return {
    orders: distinct(orders.values()),
    cancellations: distinct(cancellations.values()),
    unfit,
    rows: rows.length,
  }
}

/** Codes of the file that are no goods: carriage is freight, the rest are services. */
export function kindOf(code: string): 'GOODS' | 'SERVICE' | 'FREIGHT' {
  if (['POST', 'DOT', 'C2', 'C3'].includes(code)) return 'FREIGHT'
  return /^\d{5}/.test(code) || /^DCGS\d/.test(code) ? 'GOODS' : 'SERVICE'
}
