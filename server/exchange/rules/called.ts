const kept = new WeakMap<object, Map<string, Map<string, unknown[]>>>()

/** A name as two of them are compared: without capitals and accents. */
const folded = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()

/**
 * The members of a list of which a field says this, but for capitals and accents. A list is read once for each field, because each of some
 * hundred rows asks for one of some hundred records.
 */
export function called<T extends object>(list: readonly T[], field: keyof T & string, text: string): readonly T[] {
  const byField = kept.get(list) ?? new Map()
  kept.set(list, byField)
  let index = byField.get(field) as Map<string, T[]> | undefined
  if (!index) {
    index = new Map()
    for (const one of list) {
      const said = one[field]
      if (typeof said !== 'string') continue
      const key = folded(said)
      const alike = index.get(key)
      if (alike) alike.push(one)
      else index.set(key, [one])
    }
    byField.set(field, index)
  }
  return index.get(folded(text)) ?? []
}

/** The product of a SKU: the one that is written exactly so, else one with other capitals. */
export function productOf<P extends { sku: string }>(products: readonly P[], sku: string): P | undefined {
  const alike = called(products, 'sku', sku)
  return alike.find((one) => one.sku === sku) ?? alike[0]
}
