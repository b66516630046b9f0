interface Place {
  productId: string
  binId?: string
  lot?: { number: string }
}

/** For each row of a count list, the place in the list of an earlier row that counts the same goods in the same bin; null where there is none. */
export function countedBefore(rows: readonly Place[]): (number | null)[] {
  const first = new Map<string, number>()
  return rows.map(({ productId, binId, lot }, at) => {
    const key = [productId, binId, lot?.number].join('/')
    const before = first.get(key)
    if (before === undefined) first.set(key, at)
    return before ?? null
  })
}
