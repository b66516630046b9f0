import type { Pack } from '@/server/catalog/rules'
import { refuse } from '@/server/platform/context/errors'
import type { Measure } from '@/server/platform/money/quantity'
import type { InPacks } from '@/server/platform/words/packs'

/** In its own units. */
export const inNoPack: InPacks = { pack: null, packSize: null }

/**
 * The pack of a product in which a quantity was entered, with its size of today. Refuses with PACK_UNKNOWN, and with PACK_NOT_WHOLE when
 * the quantity is no whole number of it.
 */
export function packOfLine(
  { sku, packs, unit, places }: Measure & { sku: string; packs: readonly Pack[] },
  { pack, quantity }: { pack?: string | undefined; quantity: number },
): InPacks {
  if (pack === undefined) return inNoPack
  const { quantity: packSize } = packs.find((one) => one.unit === pack) ?? refuse('PACK_UNKNOWN', { sku, pack })
  if (quantity % packSize !== 0) refuse('PACK_NOT_WHOLE', { sku, pack, packSize, unit, places })
  return { pack, packSize }
}

/** The pack of a line that becomes a part of it: it stays as long as the part is a whole number of them. */
export const packOfPart = ({ pack, packSize }: InPacks, quantity: number): InPacks =>
  packSize !== null && quantity % packSize === 0 ? { pack, packSize } : inNoPack
