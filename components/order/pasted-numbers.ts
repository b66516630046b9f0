import { decimalMark, readDecimal } from '@/components/ui/format'

/** A row whose numbers are single signs, so that no pattern can take a part of one. */
export interface Masked {
  text: string
  /** Puts the numbers back. */
  plain: (part: string) => string
  /** The number, where it may as well be two numbers side by side: '24 340'. */
  doubtOf: (part: string) => string | undefined
}

// A number begins a word; the digits of a code do not: MG-1001, A12.
const begins = (signs: string) => String.raw`(?<=^|[\s(\[:;|@à=#£$€×*${signs}]|(?<=[\s\d])x)`
const digits = String.raw`(?:\d{1,3}(?:[ '’]\d{3})+(?!\d)|\d+)(?:[.,'’]\d+)*`
const inText = new RegExp(begins(',') + digits, 'gi')
const inColumns = new RegExp(begins('') + digits, 'gi')

/** The sign that stands for a number in a masked row. */
export const maskSign = String.raw`[\ue000-\uf8ff]`
const firstSign = 0xe000

const groupsByBlank = (locale: string) => /\d\s\d/.test(new Intl.NumberFormat(locale).format(1_234_567))

/** '24 340' may be a quantity and a price, '1 000' may not; '24,3' behind the comma of a column may be two columns. */
function isDoubtful(number: string, before: string, locale: string): boolean {
  if (/\d \d/.test(number)) return !/ 0/.test(number) && !groupsByBlank(locale)
  return before === ',' && number.includes(',')
}

function mask(row: string, pattern: RegExp, locale: string): Masked {
  const numbers: { said: string; doubtful: boolean }[] = []
  const text = row.replace(new RegExp(maskSign, 'g'), '').replace(pattern, (said, at: number, all: string) => {
    numbers.push({ said, doubtful: isDoubtful(said, all[at - 1] ?? '', locale) })
    return String.fromCharCode(firstSign + numbers.length - 1)
  })
  const meant = (sign: string) => numbers[sign.charCodeAt(0) - firstSign]
  return {
    text,
    plain: (part) => part.replace(new RegExp(maskSign, 'g'), (sign) => meant(sign)?.said ?? ''),
    doubtOf: (part) => [...part].map(meant).find((number) => number?.doubtful)?.said,
  }
}

/** A row of a mail, with every number masked. */
export const maskNumbers = (row: string, locale: string): Masked => mask(row, inText, locale)

/** Whether a comma between two columns may as well belong to one number, as the locale writes numbers: '24,3', '1,200'. */
const mayBeOne = (left: string, right: string, locale: string) =>
  decimalMark(locale) === ','
    ? /^\d+$/.test(right) && readDecimal(`${left},${right}`, locale) !== null
    : /^\d{1,3},\d{3}(\.\d+)?$/.test(`${left},${right}`)

/** The columns of a row, separated by tab, semicolon, or comma when there is neither; null when it has none, or may have others as well. */
export function columnsOf(row: string, locale: string): string[] | null {
  if (/\t|;|\|/.test(row)) return row.split(/\t|;|\|/)
  // A comma inside a number parts nothing, unless digits and commas are all that there is.
  const { text, plain } = /^[\d.,]+$/.test(row)
    ? { text: row, plain: (part: string) => part }
    : mask(row, inColumns, locale)
  const parts = text.split(/,(?!\d)\s*|,(?=\d+(?:\.\d+)?\s*(?:,|$))/).map(plain)
  const [, ...behind] = parts
  if (behind.some((part, at) => at > 0 && mayBeOne(behind[at - 1] as string, part, locale))) return null
  return parts.length > 1 ? parts : null
}
