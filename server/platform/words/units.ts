import { withMinus } from '../money/money'
import { type Goods, goodsIn, isPiece, type Measure, quantityToDecimal, toldGoods, unitTold } from '../money/quantity'

interface UnitWords {
  /** Its full name, for choosers. */
  name: string
  /** Behind one, and behind any other number; pieces are only counted. */
  one: string
  many: string
  /** The places that such goods usually have. */
  places: number
}

const unit = (name: string, places: number, one: string, many = one): UnitWords => ({ name, places, one, many })

/** The units of UN/ECE Recommendation 20 that small traders sell in, the usual ones first. */
export const units: Readonly<Record<string, UnitWords>> = {
  C62: unit('Piece', 0, '', ''),
  KGM: unit('Kilogram', 3, 'kg'),
  GRM: unit('Gram', 0, 'g'),
  TNE: unit('Tonne', 3, 't'),
  MTR: unit('Metre', 2, 'm'),
  CMT: unit('Centimetre', 0, 'cm'),
  MMT: unit('Millimetre', 0, 'mm'),
  MTK: unit('Square metre', 2, 'm²'),
  MTQ: unit('Cubic metre', 3, 'm³'),
  LTR: unit('Litre', 2, 'l'),
  MLT: unit('Millilitre', 0, 'ml'),
  HUR: unit('Hour', 2, 'h'),
  DAY: unit('Day', 1, 'day', 'days'),
  MON: unit('Month', 0, 'month', 'months'),
  KWH: unit('Kilowatt hour', 0, 'kWh'),
  KMT: unit('Kilometre', 0, 'km'),
  PR: unit('Pair', 0, 'pair', 'pairs'),
  SET: unit('Set', 0, 'set', 'sets'),
  DZN: unit('Dozen', 0, 'dozen'),
  NRL: unit('Roll', 0, 'roll', 'rolls'),
  LBR: unit('Pound', 2, 'lb'),
  ONZ: unit('Ounce', 2, 'oz'),
  FOT: unit('Foot', 2, 'ft'),
  INH: unit('Inch', 2, 'in'),
  YRD: unit('Yard', 2, 'yd'),
  FTK: unit('Square foot', 2, 'ft²'),
  GLL: unit('Gallon (US)', 2, 'gal'),
  H87: unit('Piece (H87)', 0, '', ''),
}

/** The codes of the units that a product may have. */
export const unitCodes = Object.keys(units) as [string, ...string[]]

/** The signs that stand behind numbers in lines: 'kg', 'm'; not those of pieces. */
export const unitMarks = [...new Set(Object.values(units).flatMap(({ one, many }) => [one, many]))].filter(Boolean)

/** What stands behind a number of them: 'kg'; nothing behind a number of pieces. */
export function unitMark(code: string, one = false): string {
  const words = units[code]
  return words ? words[one ? 'one' : 'many'] : code
}

const formats = new Map<string, Intl.NumberFormat>()

/** A decimal number as people read it. */
export function figure(decimal: string, locale: string): string {
  const format = formats.get(locale) ?? new Intl.NumberFormat(locale, { maximumFractionDigits: 3 })
  formats.set(locale, format)
  return withMinus(format.format(decimal as `${number}`))
}

/** A rate in percent as people read it: '2.5 %', '2,5 %' in German. */
export const rateWords = (rate: string | number, locale: string): string =>
  `${new Intl.NumberFormat(locale, { maximumFractionDigits: 4 }).format(rate as `${number}`)} %`

/** A quantity as people read it: '1.25 kg', '1,25 kg' in German, '12' for pieces. The one function that shows quantities. */
export function quantityWords(quantity: number | bigint, of: Measure, locale: string): string {
  const decimal = quantityToDecimal(quantity, of.places)
  const mark = unitMark(of.unit, decimal === '1')
  return mark ? `${figure(decimal, locale)}\u00a0${mark}` : figure(decimal, locale)
}

/** A quantity with a noun: '1.25 kg', '12 units', '1 unit'. */
export function amountWords(quantity: number | bigint, of: Measure, locale: string): string {
  const words = quantityWords(quantity, of, locale)
  return unitMark(of.unit) ? words : `${words} ${Number(quantity) === 1 && of.places === 0 ? 'unit' : 'units'}`
}

/** Goods with their noun: '1.25 kg' when all of them have that unit, '12 units', '1 unit'; '3 products' when their units differ. */
export function goodsWords({ units: count, unit, mixed }: Goods, locale: string, noun = 'unit'): string {
  if (mixed !== undefined) return mixed > 0 ? `${figure(String(mixed), locale)} products` : 'some goods'
  const one = count === 1
  const mark = unit && !isPiece(unit) ? unitMark(unit, one) : ''
  return `${figure(String(count), locale)}${mark ? `\u00a0${mark}` : ` ${one ? noun : `${noun}s`}`}`
}

/** How much of the goods it is: '3 of 5', '0.5 of 1.25 kg'. */
const partWords = (part: Goods, whole: Goods, locale: string): string =>
  `${figure(String(part.units), locale)} of ${whole.unit ? goodsWords(whole, locale) : figure(String(whole.units), locale)}`

/** How much of lines is done: '3 of 5', '0.5 of 1.25 kg'; '1 of 2 lines' when their units differ. */
export function doneWords<Part extends Measure>(
  parts: readonly Part[],
  [done, all]: readonly [done: (part: Part) => number, all: (part: Part) => number],
  locale: string,
): string {
  const whole = goodsIn(parts, all)
  if (whole.mixed === undefined) return partWords(goodsIn(parts, done), whole, locale)
  const wanted = parts.filter((part) => all(part) > 0)
  return `${wanted.filter((part) => done(part) >= all(part)).length} of ${wanted.length} lines`
}

/** What came of a list, as a list of lists keeps it. */
export interface Came {
  units: number
  received: number
  /** What is still to come, where more than was asked for came of something else. */
  expected?: number
  /** The unit of all of it; null when units differ. */
  unit: string | null
  lines: number
  /** Lines of which nothing is to come any more. */
  done: number
}

/** How much of a list came: '3 of 5', '210 of 198, 8 expected'; '1 of 2 lines' when their units differ. */
export function cameWords({ units: all, received, expected = 0, unit, lines, done }: Came, locale: string): string {
  if (unit === null) return `${figure(String(done), locale)} of ${figure(String(lines), locale)} lines`
  const [came, whole, open] = [received, all, expected].map((count) =>
    toldGoods({ units: count, ...unitTold({ unit }) }),
  )
  const words = partWords(came as Goods, whole as Goods, locale)
  return expected > 0 && received + expected > all ? `${words}, ${figure(String(open?.units), locale)} expected` : words
}

/** The goods of several lines in a sentence: '1.25 kg', '12 units'. */
export const sumWords = <Part extends Measure>(
  parts: readonly Part[],
  of: (part: Part) => number,
  locale: string,
): string => goodsWords(goodsIn(parts, of), locale)

/** What a unit price is for: '' for one piece, 'per kg', 'per 100', 'per 100 m'. */
export function priceFor(priceQuantity: number, of: Measure, locale: string): string {
  const count = quantityToDecimal(priceQuantity, of.places)
  const mark = unitMark(of.unit, count === '1')
  if (count === '1') return mark && `per ${mark}`
  return `per ${figure(count, locale)}${mark && `\u00a0${mark}`}`
}
