import { createReadStream } from 'node:fs'
import { createGunzip } from 'node:zlib'
import { parse } from 'csv-parse'

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
  | 'NO_PRODUCT_CODE'
  | 'NO_PRICE'
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

const columns: (keyof Row)[] = [
  'InvoiceNo',
  'StockCode',
  'Description',
  'Quantity',
  'InvoiceDate',
  'UnitPrice',
  'CustomerID',
  'Country',
]

function reasonAgainst(row: Row): UnfitReason | null {
  if (/^A/i.test(row.InvoiceNo)) return 'BAD_DEBT_ADJUSTMENT'
  if (!row.StockCode.trim()) return 'NO_PRODUCT_CODE'
  if (!/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(row.InvoiceDate)) return 'BAD_DATE'
  if (!/^-?\d{1,9}$/.test(row.Quantity)) return 'BAD_QUANTITY'
  if (!/^\d{1,12}(\.\d{1,6})?$/.test(row.UnitPrice)) return 'NEGATIVE_PRICE'
  if (/^0+(\.0+)?$/.test(row.UnitPrice)) return 'NO_PRICE'
  const cancels = /^C/i.test(row.InvoiceNo)
  return cancels === Number(row.Quantity) < 0 && row.Quantity !== '0' ? null : 'QUANTITY_NOT_POSITIVE'
}

function add(documents: Map<string, HistoricDocument>, row: Row): void {
  const country = row.Country.trim() || 'Unspecified'
  const customerKey = row.CustomerID.trim().replace(/\.0$/, '') || `not recorded, ${country}`
  // A reference that comes at two times or for two customers is two documents.
  const key = `${row.InvoiceNo}/${row.InvoiceDate}/${customerKey}`
  let document = documents.get(key)
  if (!document) {
    document = { reference: row.InvoiceNo, at: row.InvoiceDate, customerKey, country, lines: [] }
    documents.set(key, document)
  }
  document.lines.push({
    code: row.StockCode.trim().toUpperCase(),
    description: row.Description.trim().replace(/\s+/g, ' ') || row.StockCode.trim(),
    quantity: Math.abs(Number(row.Quantity)),
    unitPrice: row.UnitPrice,
  })
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
 * Reads an order history: CSV with the columns InvoiceNo, StockCode, Description, Quantity, InvoiceDate, UnitPrice, CustomerID and
 * Country, gzipped when the name ends with .gz. Invoice numbers beginning with C are cancellations. `limit` rows at most.
 */
export async function readHistory(path: string, limit = Number.POSITIVE_INFINITY): Promise<History> {
  const file = createReadStream(path)
  const parser = (path.endsWith('.gz') ? file.pipe(createGunzip()) : file).pipe(
    parse({ columns: true, bom: true, relax_quotes: true }),
  )
  const orders = new Map<string, HistoricDocument>()
  const cancellations = new Map<string, HistoricDocument>()
  const history: History = { orders: [], cancellations: [], unfit: [], rows: 0 }
  for await (const row of parser as AsyncIterable<Row>) {
    if (history.rows === 0)
      for (const column of columns) if (row[column] === undefined) throw new Error(`The file has no column ${column}.`)
    if (history.rows >= limit) break
    history.rows++
    const reason = reasonAgainst(row)
    if (reason) history.unfit.push({ row: history.rows + 1, reference: row.InvoiceNo, reason })
    else add(/^C/i.test(row.InvoiceNo) ? cancellations : orders, row)
  }
  return { ...history, orders: distinct(orders.values()), cancellations: distinct(cancellations.values()) }
}

/** Codes of the file that are no goods: carriage is freight, the rest are services. */
export function kindOf(code: string): 'GOODS' | 'SERVICE' | 'FREIGHT' {
  if (['POST', 'DOT', 'C2', 'C3'].includes(code)) return 'FREIGHT'
  return /^\d{5}/.test(code) || /^DCGS\d/.test(code) ? 'GOODS' : 'SERVICE'
}
