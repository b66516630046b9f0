import { readTime, slashOrderOf } from './dates'
import { rowsOf, UnreadableFile } from './file'

export interface HistoricLine {
  code: string
  description: string
  quantity: number
  unitPrice: string
}

/** One order or one cancellation of the file. Quantities of a cancellation are positive. */
export interface HistoricDocument {
  reference: string
  /** Local time of the shop, 'YYYY-MM-DD HH:MM:SS'. */
  at: string
  customerKey: string
  country: string
  lines: HistoricLine[]
}

type UnfitReason =
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
  /** Rows that cannot be orders, with their row number in the file (the first row after the header is 2). */
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

/** A larger quantity of one product cannot be an order, and the stock columns hold at most two thousand million. */
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
  // A reference with two times or two customers stands for two documents.
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
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the expression removes control characters
  const plain = text.replace(/[\s\u0000-\u001f\u007f]+/g, ' ').trim()
  return plain.length > most ? [...plain].slice(0, most).join('').trim() : plain
}

/** Replaces runs of blanks and control characters with one blank and cuts texts to the lengths that the program stores. */
function tidy(row: Row): Row {
  const cells = Object.entries(row).map(([column, text]) => [column, tidyCell(text, longest[column] ?? 60)])
  return Object.fromEntries(cells) as Row
}

/** Makes references unique where the file uses one for several documents. */
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
 * Reads an order history: CSV, gzipped or not, with the columns InvoiceNo, StockCode, Description, Quantity,
 * InvoiceDate, UnitPrice, CustomerID and Country in any order, and dates as 2010-12-01 08:26:00 or 12/1/2010 8:26. An
 * invoice number that begins with C is a cancellation. Reads at most `limit` rows. Throws UnreadableFile.
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

/** The kind of a code: the file has codes for freight and for services among its products. */
export function kindOf(code: string): 'GOODS' | 'SERVICE' | 'FREIGHT' {
  if (['POST', 'DOT', 'C2', 'C3'].includes(code)) return 'FREIGHT'
  return /^\d{5}/.test(code) || /^DCGS\d/.test(code) ? 'GOODS' : 'SERVICE'
}
