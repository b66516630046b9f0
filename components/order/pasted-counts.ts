import { type PastedRow, readPasted } from './pasted'

/** A row of a count list: the bin, what lies there and how much, and its lot where the row names one. */
export interface CountedRow {
  row: string
  bin: string
  lot: string
  goods: PastedRow
  /** Nothing lies there: then the readings say one, because no list of goods has a row of none. */
  isNone: boolean
}

const none = /^0+(?:[.,]0+)?$/

/** The columns of a spreadsheet; of a row without them, the bin and the rest as a mail would write it. */
function columnsOf(row: string): string[] {
  const columns = row.split(/\t|;|\|/).map((column) => column.trim())
  if (columns.length > 2) return columns
  const [, bin = '', rest = ''] = /^\s*([^\s,:]+)[\s,:]+(.*)$/.exec(row) ?? []
  // The last digits of 1 000 and 10,0 are not none.
  const [, goods, quantity] = /^(.*?)(?<![\s,:x×*][\d.,'’]+)[\s,:x×*]+(0(?:[.,]0+)?)$/.exec(rest.trim()) ?? []
  return goods ? [bin, goods, quantity ?? ''] : [bin, rest]
}

/** The heads of the columns, which a spreadsheet copies with them. */
const isHead = ([, , quantity = '', ...more]: string[]) => quantity !== '' && !/\d/.test([quantity, ...more].join(''))

/** Reads the rows of a count: bin, SKU or barcode, how many, and a lot: `A-01-2⇥MG-1001⇥24⇥L-77`, `A-01-2 MG-1001 24`, `A-01-2; MG-1001; 2 cases`. */
export function readCounted(text: string, locale = 'en'): CountedRow[] {
  const rows = text.split(/\r?\n/).filter((row) => row.trim())
  return rows.flatMap((row, at) => {
    const columns = columnsOf(row)
    if (at === 0 && isHead(columns)) return []
    const [bin = '', code = '', quantity, lot = ''] = columns
    const isNone = none.test(quantity ?? '')
    const said = quantity === undefined ? code : `${code}\t${isNone ? '1' : quantity}`
    // A row without a quantity says nothing about how much lies there; a list of goods would take it for one.
    const unsaid = quantity === undefined ? !/\d/.test(code.replace(/^\S+/, '')) : quantity === ''
    const [goods] = unsaid ? [] : readPasted(said, locale)
    return [{ row: row.trim(), bin, lot, goods: { row: row.trim(), readings: goods?.readings ?? [] }, isNone }]
  })
}
