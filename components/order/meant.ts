import type { AskedProduct } from '@/server/catalog/queries/found'
import type { Pack } from '@/server/catalog/rules'
import { decimalToQuantity, type Measure } from '@/server/platform/money/quantity'
import { packName } from '@/server/platform/words/packs'
import { unitMark } from '@/server/platform/words/units'
import type { PastedRow } from './pasted'

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

/** The line that a pasted row stands for, or the reason why it stands for none. */
export function meantBy({ row, readings }: PastedRow, found: ReadonlyMap<string, AskedProduct[]>): ReadLine | Unread {
  const one = readings.find(({ code }) => found.get(code)?.length === 1)
  const product = one && found.get(one.code)?.[0]
  if (one && product) {
    const { unit, places, packs } = product
    // A pack is written in the row, or its barcode is.
    const named = one.pack ?? product.pack
    const pack = packs.find((known) => known.unit === named)
    if (one.pack && !pack) return { row, why: `${product.sku} has no ${packName(one.pack)}.` }
    if (one.mark && ![unitMark(unit, true), unitMark(unit)].includes(one.mark))
      return { row, why: `${product.sku} is sold ${unitMark(unit) ? `by the ${unitMark(unit, true)}` : 'in pieces'}.` }
    const quantity = pack
      ? (decimalToQuantity(String(one.quantity), 0) ?? 0) * pack.quantity
      : decimalToQuantity(String(one.quantity), places)
    if (!quantity)
      return { row, why: `${product.sku} is sold ${places ? `with ${places} decimal places` : 'in whole numbers'}.` }
    return {
      row,
      product: { value: product.id, label: product.name, note: product.sku, unit, places, packs },
      quantity,
      ...(pack && { pack: pack.unit }),
      unitPrice: one.unitPrice,
      insteadOf: product.insteadOf,
    }
  }
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
