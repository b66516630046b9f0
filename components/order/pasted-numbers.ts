import { decimalMark, readDecimal } from '@/components/ui/format'
import { plainSignClass } from '@/server/platform/money/beside'

/** A number as it is written, and whether it may as well be two numbers side by side: '24 340'. */
export interface Written {
  said: string
  isDoubtful: boolean
}

/** A row of a mail as words and numbers in turn: words[0] numbers[0] words[1] …; there is one part more of words, and each may be empty. */
export interface Parted {
  words: readonly string[]
  numbers: readonly Written[]
}

// A number begins a word; the digits of a code do not: MG-1001, A12.
const begins = (signs: string) => String.raw`(?<=^|[\s(\[:;|@à=#${plainSignClass}×*${signs}]|(?<=[\s\d])x)`
const digits = String.raw`(?:\d{1,3}(?:[ '’]\d{3})+(?!\d)|\d+)(?:[.,'’]\d+)*`
const inText = new RegExp(begins(',') + digits, 'gi')
const inColumns = new RegExp(begins('') + digits, 'gi')

const groupsByBlank = (locale: string) => /\d\s\d/.test(new Intl.NumberFormat(locale).format(1_234_567))

/** '24 340' may be a quantity and a price, '1 000' may not; '24,3' behind the comma of a column may be two columns. */
function isDoubtful(number: string, before: string, locale: string): boolean {
  if (/\d \d/.test(number)) return !/ 0/.test(number) && !groupsByBlank(locale)
  return before === ',' && number.includes(',')
}

/** Parts a row of a mail at its numbers, so that none is read in parts. */
export function partAtNumbers(row: string, locale: string): Parted {
  const found = [...row.matchAll(inText)].map(({ 0: said, index }) => ({ said, from: index, to: index + said.length }))
  const ends = [0, ...found.map(({ to }) => to)]
  return {
    words: ends.map((end, at) => row.slice(end, found[at]?.from)),
    numbers: found.map(({ said, from }) => ({ said, isDoubtful: isDoubtful(said, row[from - 1] ?? '', locale) })),
  }
}

/** The row up to a number, or the whole row. */
export const plain = ({ words, numbers }: Parted, upTo = numbers.length): string =>
  words.slice(0, upTo + 1).reduce((text, part, at) => text + (at === 0 ? '' : numbers[at - 1]?.said) + part, '')

/** Whether a comma between two columns may as well belong to one number, as the locale writes numbers: '24,3', '1,200'. */
const mayBeOne = (left: string, right: string, locale: string) =>
  decimalMark(locale) === ','
    ? /^\d+$/.test(right) && readDecimal(`${left},${right}`, locale) !== null
    : /^\d{1,3},\d{3}(\.\d+)?$/.test(`${left},${right}`)

const parting = /,(?!\d)\s*|,(?=\d+(?:\.\d+)?\s*(?:,|$))/g

/** The parts of a row between its commas. A comma inside a number parts nothing, unless digits and commas are all that there is. */
function partAtCommas(row: string): string[] {
  const numbers = /^[\d.,]+$/.test(row) ? [] : [...row.matchAll(inColumns)]
  const isInside = (at: number) => numbers.some(({ 0: said, index }) => index < at && at < index + said.length)
  const commas = [...row.matchAll(parting)].filter(({ index }) => !isInside(index))
  const ends = [0, ...commas.map(({ 0: comma, index }) => index + comma.length)]
  return ends.map((end, at) => row.slice(end, commas[at]?.index))
}

/** The columns of a row, separated by tab, semicolon, or comma when there is neither; null when it has none, or may have others as well. */
export function columnsOf(row: string, locale: string): string[] | null {
  if (/\t|;|\|/.test(row)) return row.split(/\t|;|\|/)
  const parts = partAtCommas(row)
  const [, ...behind] = parts
  if (behind.some((part, at) => at > 0 && mayBeOne(behind[at - 1] as string, part, locale))) return null
  return parts.length > 1 ? parts : null
}
