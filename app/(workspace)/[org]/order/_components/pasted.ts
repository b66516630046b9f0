import { readDecimal } from '@/components/ui/format'
import { isPrice } from './line-draft'

/** At most so many lines are pasted at once. */
export const pastedAtMost = 500

/** A way to read a row: a code or a name, how many, and a price if it is not the usual one. */
export interface Reading {
  code: string
  quantity: number
  unitPrice: string
}

/** A row of what was pasted, with each way in which it can be meant, the likeliest first; none when it cannot be read. */
export interface PastedRow {
  row: string
  readings: Reading[]
}

const count = String.raw`(?<count>\d{1,9}(?:[.,]0+)?)`
const unit = String.raw`(?:\s*(?:x|×|\*|pcs?\.?|pieces?|units?|ea\.?|each|st(?:k|ck|ück)?\.?|off|of)(?=\s|$))`
const price = String.raw`(?:(?:\s*[@à]\s*|\s+(?:at\s+|for\s+)?)(?<price>[£$€]?\s?\d[\d.,]*\s?(?:[£$€]|EUR|GBP|USD)?))`
const between = String.raw`(?:\s*[:,]\s*|\s+)(?:[x×*]\s*)?|\s*[x×*]\s*`
const bullet = /^\s*(?:[-–•*]\s+|\(?\d{1,3}[.)]\s+)/

/** How a sentence of a mail has quantity, code and price; the first that fits and whose code is known is meant. */
const ways = [
  // 12 x MG-1001 @ 3.40
  new RegExp(String.raw`^${count}${unit}\s*(?<code>.+?)${price}?$`, 'i'),
  // MG-1001 x 12, MG-1001: 12 pcs, Robin Mug 10
  new RegExp(`^(?<code>.+?)(?:${between})${count}${unit}?${price}?$`, 'i'),
  // 12 MG-1001
  new RegExp(String.raw`^${count}\s+(?<code>.+?)$`, 'i'),
  // MG-1001, Robin Mug: one of it
  /^(?<code>.+)$/,
]

const bareCode = (code: string) =>
  code
    .trim()
    .replace(/^["“„']+|["”“'.,;:]+$/g, '')
    .trim()

function readingOf(code = '', quantity = '1', written = '', locale = 'en'): Reading[] {
  const units = Number(quantity.trim().replace(/[.,]0+$/, '') || '1')
  const bare = written.replace(/[£$€]|EUR|GBP|USD/gi, '').trim()
  const unitPrice = bare === '' ? '' : (readDecimal(bare, locale) ?? 'unread')
  const known = bareCode(code)
  const fits = known && Number.isInteger(units) && units > 0 && units < 1e9 && (!unitPrice || isPrice(unitPrice))
  return fits ? [{ code: known, quantity: units, unitPrice }] : []
}

/** Columns of a spreadsheet: apart by tab, semicolon, or commas when there is no other mark. */
function columnsOf(row: string): string[] | null {
  if (/\t|;/.test(row)) return row.split(/\t|;/)
  // A comma between digits is of a number.
  const parts = row.split(/,(?!\d)\s*|,(?=\d+(?:\.\d+)?\s*(?:,|$))/)
  return parts.length > 1 ? parts : null
}

function readingsOf(text: string, locale: string): Reading[] {
  const row = text.trim()
  const columns = columnsOf(row)?.map((column) => column.trim())
  const found: Reading[] = []
  if (columns) {
    const [first = '', second = '', third = ''] = columns
    found.push(...readingOf(first, second, third, locale))
    // Some mails have the number first, some say the name between code and number.
    if (/^\d+$/.test(first)) found.push(...readingOf(second, first, third, locale))
    if (columns.length > 2 && !/^\d/.test(second)) found.push(...readingOf(first, third, columns[3], locale))
    if (/\t|;/.test(row)) return found
  }
  for (const one of [row, row.replace(bullet, '')])
    for (const way of ways) {
      const { code, count: units, price: written } = way.exec(one)?.groups ?? {}
      found.push(...readingOf(code, units, written, locale))
    }
  const seen = new Set<string>()
  return found.filter((one) => {
    const key = `${one.code}|${one.quantity}|${one.unitPrice}`
    return !seen.has(key) && seen.add(key)
  })
}

/** Reads rows as a spreadsheet or a mail has them: `MG-1001⇥24`, `12 x MG-1001`, `Robin Mug 10`, `- 6 pcs MG-1046 @ 3,40`. */
export function readPasted(text: string, locale = 'en'): PastedRow[] {
  const rows = text.split(/\r?\n/).filter((row) => row.trim())
  return rows.map((row) => ({ row: row.trim(), readings: readingsOf(row, locale) }))
}
