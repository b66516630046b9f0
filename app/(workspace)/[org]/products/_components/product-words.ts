import type { Described } from '@/server/catalog/rules'

export const kindWords = {
  GOODS: 'Goods',
  SERVICE: 'Service',
  FREIGHT: 'Freight',
  RETURNABLE: 'Returnable packaging',
} as const

/** How stock of a product is kept. */
export const trackingWords: Record<string, string> = {
  NONE: 'All together',
  LOT: 'By lot, with expiry',
  SERIAL: 'By serial number',
}

/** Length, width and height as far as they are known: '200 × 100 × 85 mm'. */
export function sizeWords(sizes: Pick<Described, 'lengthMm' | 'widthMm' | 'heightMm'>): string {
  const known = [sizes.lengthMm, sizes.widthMm, sizes.heightMm]
  return known.every((size) => size === null) ? '' : `${known.map((size) => size ?? '–').join(' × ')} mm`
}
