import { readDecimal } from '@/components/ui/format'
import { packOf, packWritten } from '@/server/platform/words/packs'
import { unitMarks } from '@/server/platform/words/units'

const isPrice = (text: string) => /^\d{1,12}(\.\d{1,6})?$/.test(text)

/** At most this many lines can be pasted at once. */
export const pastedAtMost = 500

/** One way to read a row: a code or name, a quantity, and a price when it is not the usual one. */
interface Reading {
  code: string
  /** In units, or in the pack that is named. */
  quantity: number
  /** A pack, by its code. */
  pack?: string
  /** The sign of a unit that stands behind the number: 'kg'. */
  mark?: string
  unitPrice: string
}

/** A pasted row with every possible reading, the likeliest first; it has none when it cannot be read. */
export interface PastedRow {
  row: string
  readings: Reading[]
}

const count = String.raw`(?<count>\d{1,9}(?:[.,]0+)?)`
const unit = String.raw`(?:\s*(?:x|×|\*|(?:pcs?\.?|pieces?|units?|st(?:k|ck|ück)?\.?)\s+(?:of|à)|pcs?\.?|pieces?|units?|ea\.?|each|st(?:k|ck|ück)?\.?|off|of)(?=\s|$))`
/** A number with the word of a pack or the sign of a unit behind it. */
const fine = String.raw`(?<count>\d{1,9}(?:[.,]\d{1,3})?)`
const worded = [...packWritten, ...unitMarks].sort((a, b) => b.length - a.length).join('|')
const word = String.raw`(?<word>${worded})(?=\s|$|[,;.)])`
const price = String.raw`(?:(?:\s*[@à]\s*|\s+(?:at\s+|for\s+)?)(?<price>[£$€]?\s?\d[\d.,]*\s?(?:[£$€]|EUR|GBP|USD)?))`
const between = String.raw`(?:\s*[:,(]\s*|\s+[-–—]\s+|\s+)(?:[x×*]\s*|(?:qty|quantity|menge|anzahl|qté)[.:]?\s*)?|\s*[x×*]\s*`
const bullet = /^\s*(?:[-–•*]\s+|\(?\d{1,3}[.)]\s+)/
/** The signs that a mail puts around a row: a quotation mark, stars for bold text, a bracket at the end. */
const frame = /^[\s>]+|^\*(?=\S)|(?<=\S)\*$|\)$/g

/** The orders in which a mail writes quantity, code and price. The first pattern that fits and whose code exists is taken. */
const ways = [
  // 12 x MG-1001 @ 3.40
  new RegExp(String.raw`^${count}${unit}\s*(?<code>.+?)${price}?$`, 'i'),
  // MG-1001 x 12, MG-1001: 12 pcs, Robin Mug 10
  new RegExp(`^(?<code>.+?)(?:${between})${count}${unit}?${price}?$`, 'i'),
  // 12 MG-1001
  new RegExp(String.raw`^${count}\s+(?<code>.+?)$`, 'i'),
  // MG-1001, Robin Mug: a quantity of one
  /^(?<code>.+)$/,
  // 2 cases of MG-1001, 1.25 kg Coffee beans; CB-01: 1.25 kg. They come last: a name may end in 80 cm.
  new RegExp(String.raw`^${fine}\s*${word}(?:\s+(?:of|x|à))?\s+(?<code>.+?)${price}?$`, 'i'),
  new RegExp(`^(?<code>.+?)(?:${between})${fine}\\s*${word}${price}?$`, 'i'),
]

const bareCode = (code: string) =>
  code
    .trim()
    .replace(/^["“„']+|["”“'.,;:]+$/g, '')
    .trim()

/** What the word behind a number means: a pack, or a unit. */
function countedIn(word: string): Pick<Reading, 'pack' | 'mark'> {
  const pack = packOf(word)
  return pack ? { pack } : word ? { mark: word.toLowerCase() } : {}
}

function readingOf(code = '', counted = '1', written = '', locale = 'en'): Reading[] {
  const [, quantity = counted, word = ''] = new RegExp(`^([\\d.,]+)\\s*(${worded})$`, 'i').exec(counted.trim()) ?? []
  const said = quantity.trim().replace(/[.,]0+$/, '') || '1'
  const units = Number(/^\d+[.,]\d{1,3}$/.test(said) ? readDecimal(said, locale) : said)
  const bare = written.replace(/[£$€]|EUR|GBP|USD/gi, '').trim()
  const unitPrice = bare === '' ? '' : (readDecimal(bare, locale) ?? 'unread')
  const known = bareCode(code)
  const fits = known && units > 0 && units < 1e9 && (!unitPrice || isPrice(unitPrice))
  return fits ? [{ code: known, quantity: units, unitPrice, ...countedIn(word) }] : []
}

/** The columns of a spreadsheet row, separated by tab, semicolon, or comma when there is neither. */
function columnsOf(row: string): string[] | null {
  if (/\t|;|\|/.test(row)) return row.split(/\t|;|\|/)
  // A comma between digits belongs to a number.
  const parts = row.split(/,(?!\d)\s*|,(?=\d+(?:\.\d+)?\s*(?:,|$))/)
  return parts.length > 1 ? parts : null
}

/** A word that contains a digit may be a code, when it begins the text or ends it in brackets. */
const codesIn = (text: string) =>
  /\s/.test(text)
    ? [/^(?:(?:art|item|sku|ref|pos)\S*\s+)?(\S*\d\S*)\s?/i, /[([](\S*\d[^\s)\]]*)[)\]]?$/].flatMap((one) => {
        const code = bareCode(one.exec(text)?.[1] ?? '')
        return code ? [code] : []
      })
    : []

function readingsOf(text: string, locale: string): Reading[] {
  const row = text.replace(/\u00a0/g, ' ').trim()
  const columns = columnsOf(row)?.map((column) => column.trim())
  const found: Reading[] = []
  if (columns) {
    const [first = '', second = '', third = ''] = columns
    found.push(...readingOf(first, second, third, locale))
    // Some mails put the quantity first; some put the name between code and quantity.
    if (/^\d+$/.test(first)) found.push(...readingOf(second, first, third, locale))
    if (columns.length > 2 && !/^\d/.test(second)) found.push(...readingOf(first, third, columns[3], locale))
    if (/\t|;|\|/.test(row)) return found
  }
  for (const one of [row, row.replace(frame, ''), row.replace(bullet, '')])
    for (const way of ways) {
      const { code, count: units, word = '', price: written } = way.exec(one)?.groups ?? {}
      found.push(...readingOf(code, units && `${units} ${word}`, written, locale))
    }
  // Some rows have the code before the name, others in brackets behind it.
  for (const { code, ...rest } of [...found]) for (const part of codesIn(code)) found.push({ code: part, ...rest })
  const seen = new Set<string>()
  return found.filter((one) => {
    const key = `${one.code}|${one.quantity}|${one.unitPrice}|${one.pack}|${one.mark}`
    return !seen.has(key) && seen.add(key)
  })
}

/** Reads rows of a spreadsheet or mail: `MG-1001⇥24`, `12 x MG-1001`, `Robin Mug 10`, `- 6 pcs MG-1046 @ 3,40`. */
export function readPasted(text: string, locale = 'en'): PastedRow[] {
  const rows = text.split(/\r?\n/).filter((row) => row.trim())
  return rows.map((row) => ({ row: row.trim(), readings: readingsOf(row, locale) }))
}

/** The rows of a price list: of two columns from a spreadsheet the second is the price, from one unit on. */
export const pricedRows = (text: string): string => text.replace(/^([^\t\n]+)\t([^\t\r\n]+)\r?$/gm, '$1\t1\t$2')
