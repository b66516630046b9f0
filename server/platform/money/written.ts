import { currencies, currencyExponent, decimalToMinor } from './money'
import { meansOther, sharedSigns, signWords } from './signs'

/** The decimal mark of an amount: `.` or `,`. The other one groups the digits. */
export type DecimalSign = '.' | ','

/** An amount as a person or program wrote it. */
export interface WrittenAmount {
  /** The amount without its sign. */
  minor: bigint
  /** The direction that its signs, brackets and letters give: plus or credit, minus or debit, or none. */
  side: 'IN' | 'OUT' | null
  /** The ISO 4217 code when the amount names exactly one currency. */
  currency: string | null
  /** The sign beside the amount when it is a sign of other currencies only, and so cannot mean the one that was asked for: `$` of an amount in euro. */
  otherSign: string | null
}

/** The reason why an amount is not accepted: its marks contradict each other, or its form is unknown. */
type Unread = 'CONTRADICTS' | 'NOT_UNDERSTOOD'

/** Letters that banks write beside an amount, or in a separate column, for money in and money out. */
export const sideWords: Record<'IN' | 'OUT', ReadonlySet<string>> = {
  IN: new Set(
    'c cr crdt k h haben credit kredit gutschrift bij in avoir haber abono avere wplata inkomend incoming'.split(' '),
  ),
  OUT: new Set(
    'd dr db dbit s soll debit debet lastschrift belastung af out debe cargo dare wyplata uitgaand outgoing'.split(' '),
  ),
}

const codes = new Set(currencies())

/** The direction that a cell of letters gives: 'IN', 'OUT', null for an empty cell, or that it is not understood. */
export function readSide(text: string): 'IN' | 'OUT' | null | 'NOT_UNDERSTOOD' {
  const plain = text.normalize('NFKC').trim().toLowerCase().replace(/\.$/, '')
  if (plain === '') return null
  if (plain === '+' || sideWords.IN.has(plain)) return 'IN'
  if (/^[-−–]$/.test(plain) || plain === 'c/d' || sideWords.OUT.has(plain)) return 'OUT'
  return 'NOT_UNDERSTOOD'
}

interface Marks {
  sides: ('IN' | 'OUT')[]
  signs: number
  currencies: string[]
  shared: string[]
}

const known = [...Object.keys(signWords), ...Object.keys(sharedSigns), ...codes].toSorted((a, b) => b.length - a.length)

/** Reads the marks before and after the digits piece by piece; null when a piece is unknown. */
function readMarks(text: string): Marks | null {
  const marks: Marks = { sides: [], signs: 0, currencies: [], shared: [] }
  let pieces: string[] = text.toUpperCase().match(/[+-]|[^\s+-]+/g) ?? []
  while (pieces.length > 0) {
    const [piece = '', ...rest] = pieces
    pieces = rest
    const side = readSide(piece)
    if (side === 'IN' || side === 'OUT') {
      marks.sides.push(side)
      if (piece === '+' || piece === '-') marks.signs++
      continue
    }
    // A currency and a direction may have no blank between them: '$DR', 'EURCR'.
    const start = known.find((sign) => piece.startsWith(sign))
    if (!start) return null
    const named = signWords[start] ?? (codes.has(start) ? start : null)
    if (named) marks.currencies.push(named)
    else marks.shared.push(start)
    if (piece.length > start.length) pieces = [piece.slice(start.length), ...rest]
  }
  return marks
}

/** Groups of three digits, or Indian groups: the last has three digits, those before it two. */
const grouped = (separator: string) =>
  new RegExp(`^(\\d{1,3}(${separator}\\d{3})+|\\d{1,2}(${separator}\\d{2})*${separator}\\d{3})$`)
const groupings = ['\\.', ',', "'", ' '].map(grouped)

/** The digits as decimal text with '.', or null when they are grouped in no known way. */
function plainDigits(text: string, decimal: DecimalSign): string | null {
  const parts = text.split(decimal)
  const [whole = '', fraction = ''] = parts
  if (parts.length > 2 || !/^\d*$/.test(fraction)) return null
  const isWhole = /^\d+$/.test(whole) || groupings.some((grouping) => grouping.test(whole))
  if (!isWhole && whole !== '') return null
  const exact = fraction.replace(/0+$/, '')
  return `${whole.replace(/\D/g, '') || '0'}${exact ? `.${exact}` : ''}`
}

const spaces = /[\s\u00a0\u2000-\u200a\u202f\u205f\u3000]+/g
const minuses = /[\u2010-\u2015\u2212\ufe58\ufe63\uff0d\u207b]/g
const apostrophes = /[\u2018\u2019\u02bc\u02b9\u00b4\u0060\u2032]/g

interface Written {
  number: string
  side: 'IN' | 'OUT' | null
  currency: string | null
  shared: string[]
}

/** Digits, marks and currency of a number, or the reason why it is not accepted; null for an empty cell. */
function taken(text: string, decimal: DecimalSign): Written | Unread | null {
  const plain = text.normalize('NFC').replace(spaces, ' ').replace(minuses, '-').replace(apostrophes, "'").trim()
  if (plain === '') return null
  const match = /^(\D*)(\d(?:[\d.,' ]*\d)?)(\D*)$/.exec(plain)
  if (!match) return 'NOT_UNDERSTOOD'
  let [, before = '', digits = '', after = ''] = match
  // '.50' begins with its decimal sign, but the full stop in 'Rs.500' belongs to the word.
  if (/(^|[^\p{L}])[.,]$/u.test(before)) {
    digits = `${before.slice(-1)}${digits}`
    before = before.slice(0, -1)
  }
  // '12,-' and '12.-' are whole amounts.
  if (/^[.,]-/.test(after)) after = after.slice(2)
  const brackets = [before.split('(').length - 1, after.split(')').length - 1]
  if (brackets[0] !== brackets[1]) return 'NOT_UNDERSTOOD'
  const marks = readMarks(`${before.replace('(', ' ')} ${after.replace(')', ' ')}`)
  const number = plainDigits(digits, decimal)
  if (!marks || number === null) return 'NOT_UNDERSTOOD'
  const isBracketed = brackets[0] === 1
  const sides = new Set([...marks.sides, ...(isBracketed ? (['OUT'] as const) : [])])
  const named = new Set(marks.currencies)
  if (named.size > 1 || sides.size > 1 || marks.signs + Number(isBracketed) > 1) return 'CONTRADICTS'
  const [currency = null] = named
  const [side = null] = sides
  if (currency && marks.shared.some((sign) => meansOther(sign, currency))) return 'CONTRADICTS'
  return { number, side, currency, shared: marks.shared }
}

/**
 * Reads an amount in any form that banks, shops and accounting programs use: sign before or after, brackets, DR/CR,
 * D/C, S/H, a currency sign or code on either side, every grouping. `decimal` is the decimal sign of its column.
 * Answers null for an empty cell and the reason for an amount that is not accepted; it never reads half of a number.
 */
export function readWritten(text: string, decimal: DecimalSign, currency: string): WrittenAmount | Unread | null {
  const read = taken(text, decimal)
  if (read === null || typeof read === 'string') return read
  const [whole = '', places = ''] = read.number.split('.')
  if (places.length > currencyExponent(read.currency ?? currency) || whole.length > 15) return 'NOT_UNDERSTOOD'
  return {
    minor: decimalToMinor(read.number, read.currency ?? currency),
    side: read.side,
    currency: read.currency,
    otherSign: otherSign(read, currency),
  }
}

const otherSign = (read: Written, currency: string): string | null =>
  read.currency ? null : (read.shared.find((sign) => meansOther(sign, currency)) ?? null)

/** The currency, or the sign of others only, that is written beside a number which should be in `currency`; null when it fits or there is none. */
export function otherCurrency(text: string, decimal: DecimalSign, currency: string): string | null {
  const read = taken(text, decimal)
  if (read === null || typeof read === 'string' || read.currency === currency) return null
  return read.currency ?? otherSign(read, currency)
}

/** Reads a number that is no amount, such as a unit price with any places, as '-1234.5678'; null when it is not certainly one. */
export function readDecimal(text: string, decimal: DecimalSign): string | null {
  const read = taken(text, decimal)
  if (read === null || typeof read === 'string' || read.number.length > 30) return null
  return read.side === 'OUT' && /[1-9]/.test(read.number) ? `-${read.number}` : read.number
}

/** What one amount shows about the decimal sign of its column: certain, likely, or nothing. */
function told(text: string, exponent: number): { sign: DecimalSign; sure: boolean } | null {
  const digits = text.replace(/[^\d.,]/g, '').replace(/^[.,]+(?=\d+[.,])|[.,]$/g, '')
  const signs = digits.match(/[.,]/g) ?? []
  const last = signs.at(-1) as DecimalSign | undefined
  if (!last) return null
  const other = last === '.' ? ',' : '.'
  if (new Set(signs).size === 2) return { sign: last, sure: true }
  if (signs.length > 1) return { sign: other, sure: true }
  const behind = digits.length - digits.lastIndexOf(last) - 1
  if (behind !== 3) return { sign: last, sure: true }
  // A group has at most three digits before it: '1234,500' has a decimal sign.
  if (digits.startsWith(`0${last}`) || digits.lastIndexOf(last) > 3) return { sign: last, sure: true }
  return exponent === 3 ? null : { sign: other, sure: false }
}

/**
 * The decimal sign of a column of amounts. Amounts that can be read in only one way count first, then what most of them
 * show.
 */
export function decimalSignOf(column: readonly string[], currency: string): DecimalSign {
  const votes = { '.': 0, ',': 0 }
  for (const text of column) {
    const vote = told(text, currencyExponent(currency))
    if (vote) votes[vote.sign] += vote.sure ? 1_000_000 : 1
  }
  return votes[','] > votes['.'] ? ',' : '.'
}
