import { readDecimal } from '@/components/ui/format'
import { otherCurrencySaid } from '@/components/ui/other-currency'
import { besides } from '@/server/platform/money/beside'
import { packOf } from '@/server/platform/words/packs'
import { columnsOf, partAtNumbers } from './pasted-numbers'
import { ways, worded } from './pasted-ways'

const isPrice = (text: string) => /^(0|[1-9]\d{0,11})(\.\d{1,6})?$/.test(text)

/** At most this many lines can be pasted at once. */
export const pastedAtMost = 500

/** One way to read a row: a code or name, a quantity, and a price when it is not the usual one. */
export interface Reading {
  code: string
  /** In units, or in the pack that is named. */
  quantity: number
  /** A pack, by its code. */
  pack?: string
  /** The sign of a unit that stands behind the number: 'kg'. */
  mark?: string
  unitPrice: string
  /** The price is one of another currency, in a sentence. */
  otherCurrency?: string
  /** Three decimal places were written, which goods without places are not counted in: 1,000 may be meant as a thousand. */
  isThousandths?: true
  /** What is written beside the code and was not read. */
  rest?: string
  /** No quantity is written: it is taken as one. */
  isUnsaid?: true
  /** A number that may as well be two. */
  doubt?: string
}

/** A pasted row with every possible reading, the likeliest first; it has none when it cannot be read. */
export interface PastedRow {
  row: string
  readings: Reading[]
}

/** How numbers are written, and in which currency prices are. */
interface Manner {
  locale: string
  currency: string
}

const bullet = /^\s*(?:[-–•*]\s+|\(?\d{1,3}[.)]\s+)/
/** The signs that a mail puts around a row: a quotation mark, stars for bold text, a bracket at the end. */
const frame = /^[\s>]+|^\*(?=\S)|(?<=\S)\*$|\)$/g

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

function readingOf(code: string, counted: string, written: string, { locale, currency }: Manner): Reading[] {
  const [, quantity = counted, word = ''] =
    new RegExp(`^([\\d.,'’ ]+?)\\s*(${worded})$`, 'i').exec(counted.trim()) ?? []
  const said = readDecimal(quantity || '1', locale)
  const units = Number(said ?? 'unread')
  const otherCurrency = otherCurrencySaid(written, currency)
  const { bare } = besides(written, currency)
  const unitPrice = bare === '' || otherCurrency ? '' : (readDecimal(bare, locale) ?? 'unread')
  const known = bareCode(code)
  const fits = known && units > 0 && units < 1e9 && (!unitPrice || isPrice(unitPrice))
  const isThousandths = /^\d{1,3}\.\d{3}$/.test(said ?? '')
  return fits
    ? [
        {
          code: known,
          quantity: units,
          unitPrice,
          ...(otherCurrency && { otherCurrency }),
          ...countedIn(word),
          ...(isThousandths && { isThousandths }),
        },
      ]
    : []
}

/** A word that contains a digit may be a code, when it begins the text or ends it in brackets. */
const codesIn = (text: string) =>
  /\s/.test(text)
    ? [/^(?:(?:art|item|sku|ref|pos)\S*\s+)?(\S*\d\S*)\s?/i, /[([](\S*\d[^\s)\]]*)[)\]]?$/].flatMap((one) => {
        const code = bareCode(one.exec(text)?.[1] ?? '')
        return code ? [code] : []
      })
    : []

/** The readings of a row as a mail would write it. The number of a list before it is no quantity. */
function inProse(row: string, manner: Manner): Reading[] {
  const unnumbered = row.replace(bullet, '')
  return [row, row.replace(frame, ''), unnumbered].flatMap((one) => {
    const parted = partAtNumbers(one, manner.locale)
    const number = one === unnumbered ? /^\s*\(?(\d+)/.exec(bullet.exec(row)?.[0] ?? '')?.[1] : undefined
    return ways.flatMap((way) => {
      const told = way(parted)
      if (!told) return []
      const { code, count, word = '', price, sign = '' } = told
      const doubt = [count, price].find((said) => said?.isDoubtful)?.said
      const counted = count ? `${count.said} ${word}` : '1'
      return readingOf(code, counted, price ? `${sign} ${price.said}` : '', manner).map((reading) => ({
        ...reading,
        ...(doubt && { doubt }),
        ...(count === undefined && { isUnsaid: true as const, ...(number && { rest: number }) }),
      }))
    })
  })
}

/** A column of its own that names the currency of the price. */
const currencyAlone = /^(?:\p{Sc}|[A-Z]{3})$/u

function inColumns([first = '', second = '', third = '', ...more]: string[], manner: Manner): Reading[] {
  const read = (counted: string, code: string, price: string, others: string[]) => {
    const rest = others.filter(Boolean).join(' ')
    const named = others.find((cell) => currencyAlone.test(cell))
    const priced = price && named ? `${price} ${named}` : price
    return counted ? readingOf(code, counted, priced, manner).map((one) => ({ ...one, ...(rest && { rest }) })) : []
  }
  return [
    ...read(second || (third ? '' : '1'), first, third, more),
    // Some mails put the quantity first; some put the name between code and quantity.
    ...(/^[\d.,'’ ]+$/.test(first) && second ? read(first, second, third, more) : []),
    ...(third && !/^\d/.test(second) ? read(third, first, more[0] ?? '', [second, ...more.slice(1)]) : []),
  ]
}

function readingsOf(text: string, manner: Manner): Reading[] {
  const row = text
    .replace(/(?<=\d)[\u202f\u2009](?=\d{3})/g, '')
    .replace(/\u00a0/g, ' ')
    .trim()
  const columns = columnsOf(row, manner.locale)?.map((column) => column.trim())
  const found = columns ? inColumns(columns, manner) : []
  if (/\t|;|\|/.test(row)) return found
  found.push(...inProse(row, manner))
  // Some rows have the code before the name, others in brackets behind it.
  for (const { code, ...one } of [...found])
    for (const part of codesIn(code))
      found.push({ ...one, code: part, rest: `${one.rest ?? ''} ${code.replace(part, ' ')}`.trim() })
  const seen = new Set<string>()
  return found.flatMap(({ isUnsaid, ...one }) => {
    const key = `${one.code}|${one.quantity}|${one.unitPrice}|${one.pack}|${one.mark}|${one.rest}|${one.doubt}`
    if (seen.has(key)) return []
    seen.add(key)
    // A code alone means one of it; with words beside it, the words must be known.
    return [isUnsaid && one.rest ? { ...one, isUnsaid } : one]
  })
}

/**
 * Reads rows of a spreadsheet or mail: `MG-1001⇥24`, `12 x MG-1001`, `Robin Mug 10`, `- 6 pcs MG-1046 @ 3,40`. A price may have the sign of the
 * currency beside it; without a currency no price has one.
 */
export function readPasted(text: string, locale = 'en', currency = ''): PastedRow[] {
  const rows = text.split(/\r?\n/).filter((row) => row.trim())
  return rows.map((row) => ({ row: row.trim(), readings: readingsOf(row, { locale, currency }) }))
}

/** The rows of a price list: of two columns from a spreadsheet the second is the price, from one unit on. */
export const pricedRows = (text: string): string => text.replace(/^([^\t\n]+)\t([^\t\r\n]+)\r?$/gm, '$1\t1\t$2')
