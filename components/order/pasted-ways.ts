import { signsInText } from '@/server/platform/money/beside'
import { packWritten } from '@/server/platform/words/packs'
import { unitMarks } from '@/server/platform/words/units'
import { type Parted, plain, type Written } from './pasted-numbers'

/** What a row says in one of the ways in which mails write it. */
export interface Told {
  code: string
  count?: Written
  /** The word of a pack or the sign of a unit behind the number. */
  word?: string
  price?: Written
  /** The sign or code of a currency before or behind the price. */
  sign?: string
}

const unit = String.raw`(?:\s*(?:x|×|\*|(?:pcs?\.?|pieces?|units?|st(?:k|ck|ück)?\.?)\s+(?:of|à)|pcs?\.?|pieces?|units?|ea\.?|each|st(?:k|ck|ück)?\.?|off|of)(?=\s|$))`
/** The words of packs and the signs of units, the longest first. */
export const worded = [...packWritten, ...unitMarks].sort((a, b) => b.length - a.length).join('|')
const word = String.raw`\s*(?<word>${worded})(?=\s|$|[,;.)])`
const between = String.raw`(?:(?:\s*[:,(]\s*|\s+[-–—]\s+|\s+)(?:[x×*]\s*|(?:qty|quantity|menge|anzahl|qté)[.:]?\s*)?|\s*[x×*]\s*)`
const beforePrice = String.raw`(?:\s*[@à]\s*|\s+(?:at\s+|for\s+)?)(?<sign>${signsInText})?\s?`
const behindPrice = new RegExp(String.raw`^\s?(?<sign>${signsInText})?$`, 'i')

/** The parts that a pattern names in a text that it fits as a whole. */
function fits(pattern: string, text = ''): Partial<Record<string, string>> | null {
  const found = new RegExp(`^${pattern}$`, 'i').exec(text)
  return found && { ...found.groups }
}

/** The price, when nothing but the sign of a currency stands behind it, or before it, as is given; both at once are none. */
function priced(price: Written, behind = '', before?: string): Pick<Told, 'price' | 'sign'> | null {
  const found = behindPrice.exec(behind)
  const sign = before ?? found?.groups?.sign
  if (before && found?.groups?.sign) return null
  return found && { price, ...(sign && { sign }) }
}

/** At least one sign, unless a number stands there already. */
const someOf = (numbers: readonly Written[]) => (numbers.length > 0 ? '.*' : '.+')

/** A code, and behind it the price where the row ends in one. */
function codeAndPrice(row: Parted): Told | null {
  const last = row.numbers.length - 1
  const before = row.numbers.slice(0, -1)
  const found = last < 0 ? null : fits(`(?<code>${someOf(before)}?)${beforePrice}`, row.words[last])
  const told = found && priced(row.numbers[last] as Written, row.words[last + 1], found.sign)
  if (told) return { code: plain({ words: [...row.words.slice(0, last), found.code ?? ''], numbers: before }), ...told }
  const code = plain(row)
  return code ? { code } : null
}

/** What stands behind a number at the beginning, when the words between fit. */
function behindFirst({ words, numbers }: Parted, pattern: string) {
  const [first, ...others] = numbers
  if (!first || words[0] !== '') return null
  const found = fits(`${pattern}(?<rest>${someOf(others)})`, words[1])
  if (!found) return null
  const { rest = '', word } = found
  return { count: first, ...(word && { word }), rest: { words: [rest, ...words.slice(2)], numbers: others } }
}

/** 12 x MG-1001 @ 3.40: a number, words that fit, a code, and perhaps a price. */
function countFirst(row: Parted, pattern: string): Told | null {
  const found = behindFirst(row, pattern)
  if (!found) return null
  const { rest, ...counted } = found
  const told = codeAndPrice(rest)
  return told && { ...told, ...counted }
}

/** MG-1001: 12 pcs @ 3.40: a code, a number, words that fit, and perhaps a price. Where two numbers may be the quantity, it is the first. */
function countLast({ words, numbers }: Parted, pattern: string): Told | null {
  for (const at of [numbers.length - 2, numbers.length - 1]) {
    const [count, price] = [numbers[at], numbers[at + 1]]
    const before = numbers.slice(0, Math.max(at, 0))
    const ahead = count && fits(`(?<code>${someOf(before)}?)${between}`, words[at])
    const behind = ahead && fits(price ? pattern + beforePrice : pattern, words[at + 1])
    const told = behind && price ? priced(price, words[at + 2], behind.sign) : {}
    if (!ahead || !behind || !told) continue
    const code = plain({ words: [...words.slice(0, at), ahead.code ?? ''], numbers: before })
    return { code, count, ...(behind.word && { word: behind.word }), ...told }
  }
  return null
}

/** 12 MG-1001: a number and a code, with nothing else. */
function countAndCode(row: Parted): Told | null {
  const found = behindFirst(row, String.raw`\s+`)
  return found && { code: plain(found.rest), count: found.count }
}

/** The ways in which a mail writes quantity, code and price. The first that fits and whose code exists is taken. */
export const ways: readonly ((row: Parted) => Told | null)[] = [
  // 12 x MG-1001 @ 3.40
  (row) => countFirst(row, String.raw`${unit}\s+`),
  // MG-1001 x 12, MG-1001: 12 pcs, Robin Mug 10
  (row) => countLast(row, `${unit}?`),
  countAndCode,
  // MG-1001, Robin Mug: a quantity of one
  (row) => (plain(row) ? { code: plain(row) } : null),
  // 2 cases of MG-1001, 1.25 kg Coffee beans; CB-01: 1.25 kg. They come last: a name may end in 80 cm.
  (row) => countFirst(row, String.raw`${word}(?:\s+(?:of|x|à))?\s+`),
  (row) => countLast(row, word),
]
