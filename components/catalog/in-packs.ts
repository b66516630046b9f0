import type { Pack } from '@/server/catalog/rules'

/** How many of each pack were counted, by its code, and what lies loose, in smallest units; null where nothing was typed. */
export interface CountedPacks {
  packs: Readonly<Record<string, number | null>>
  loose: number | null
}

export const nothingCounted: CountedPacks = { packs: {}, loose: null }

/** The packs in which a product is counted, the largest first. */
export const countedIn = (packs: readonly Pack[]): Pack[] =>
  packs.filter(({ quantity }) => quantity > 1).toSorted((a, b) => b.quantity - a.quantity)

/** What was counted in smallest units; null as long as nothing was typed anywhere, since that is no count of none. */
export function unitsCounted({ packs: typed, loose }: CountedPacks, packs: readonly Pack[]): number | null {
  const parts = [...countedIn(packs).map(({ unit, quantity }) => times(typed[unit], quantity)), loose]
  const said = parts.filter((part) => part !== null)
  return said.length === 0 ? null : said.reduce((sum, part) => sum + part, 0)
}

const times = (count: number | null | undefined, quantity: number) =>
  count === null || count === undefined ? null : count * quantity
