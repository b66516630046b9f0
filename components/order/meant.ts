import type { AskedProduct } from '@/server/catalog/queries/found'
import { isGtin, type Pack } from '@/server/catalog/rules'
import { decimalToQuantity, type Measure } from '@/server/platform/money/quantity'
import { packName } from '@/server/platform/words/packs'
import { unitMark } from '@/server/platform/words/units'
import type { PastedRow, Reading } from './pasted'

/** A pasted row whose product and quantity are known. */
export interface PastedLine {
  product: Measure & { value: string; label: string; note: string; packs: readonly Pack[] }
  /** In smallest units of the product. */
  quantity: number
  /** The pack in which it is written, by its code. */
  pack?: string
  /** A plain decimal; empty when the row has none. */
  unitPrice: string
}

/** A line, the row it stands for, and the archived product that the row names, whose successor is taken. */
export type ReadLine = PastedLine & { row: string; insteadOf: string | null }

export interface Unread {
  row: string
  why: string
}

const wordsOf = (text: string) =>
  text
    .toLowerCase()
    .split(/[\s()[\]]+/)
    .map((word) => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ''))
    .filter(Boolean)

/** A word beside the code that may change what is meant: a number that is no part of the name, or any strange word where no quantity is written. */
function strangeIn({ rest = '', isUnsaid }: Reading, { name, sku, articleNumber }: AskedProduct): string | undefined {
  const known = new Set(wordsOf(`${name} ${sku} ${articleNumber ?? ''}`))
  return wordsOf(rest).find((word) => (isUnsaid || /\d/.test(word)) && !known.has(word) && !isGtin(word))
}

/** Why a reading is no line of this product. */
function refusedBy(one: Reading, product: AskedProduct): string | null {
  const { sku, unit, places, packs } = product
  const { doubt, mark } = one
  if (doubt)
    return `“${doubt}” may be one number or two: write “${sku}; ${doubt.replace(/ /g, '')}” or “${sku}; ${doubt.split(/[ ,]/).join('; ')}”.`
  if (one.otherCurrency) return one.otherCurrency
  if (one.pack && !packs.some((known) => known.unit === one.pack)) return `${sku} has no ${packName(one.pack)}.`
  if (mark && ![unitMark(unit, true), unitMark(unit)].includes(mark))
    return `${sku} is sold ${unitMark(unit) ? `by the ${unitMark(unit, true)}` : 'in pieces'}.`
  const counted = (one.pack ?? product.pack) ? 0 : places
  if ((one.isThousandths && counted < 3) || !decimalToQuantity(String(one.quantity), counted))
    return `${sku} is sold ${counted ? `with ${counted} decimal ${counted === 1 ? 'place' : 'places'}` : 'in whole numbers'}.`
  return null
}

/** The line that a pasted row stands for, or the reason why it stands for none. */
export function meantBy({ row, readings }: PastedRow, found: ReadonlyMap<string, AskedProduct[]>): ReadLine | Unread {
  const known = readings.flatMap((one) => {
    const [product, another] = found.get(one.code) ?? []
    return product && !another ? [{ one, product, strange: strangeIn(one, product) }] : []
  })
  const whole = known.find(({ strange }) => !strange)
  if (whole) {
    const { one, product } = whole
    const why = refusedBy(one, product)
    if (why) return { row, why }
    const { unit, places, packs } = product
    // A pack is written in the row, or its barcode is.
    const pack = packs.find((offered) => offered.unit === (one.pack ?? product.pack))
    return {
      row,
      product: { value: product.id, label: product.name, note: product.sku, unit, places, packs },
      quantity: (decimalToQuantity(String(one.quantity), pack ? 0 : places) ?? 0) * (pack?.quantity ?? 1),
      ...(pack && { pack: pack.unit }),
      unitPrice: one.unitPrice,
      insteadOf: product.insteadOf,
    }
  }
  const [half] = known
  if (half)
    return { row, why: `“${half.strange}” is not understood: write “${half.product.sku}; 12”, and nothing else.` }
  if (readings.length === 0) return { row, why: 'No quantity or price can be read in it.' }
  const several = readings.map(({ code }) => found.get(code)).find((products) => products && products.length > 1)
  if (several)
    return {
      row,
      why: `It may be ${several
        .slice(0, 3)
        .map(({ name, sku }) => `${name} (${sku})`)
        .join(', ')}${several.length > 3 ? ' or another' : ''}: write the SKU.`,
    }
  return { row, why: 'No product has this code or name.' }
}

/** The products by the codes and names that the rows may mean. */
export function byCodeOf(answered: readonly AskedProduct[]): Map<string, AskedProduct[]> {
  const found = new Map<string, AskedProduct[]>()
  for (const one of answered) found.set(one.code, [...(found.get(one.code) ?? []), one])
  return found
}

/** The codes and names that have to be looked up for these rows. */
export const codesOf = (rows: readonly PastedRow[]): string[] => [
  ...new Set(rows.flatMap(({ readings }) => readings.map(({ code }) => code.slice(0, 200)))),
]
