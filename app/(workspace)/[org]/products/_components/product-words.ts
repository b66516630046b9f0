export const kindWords = { GOODS: 'Goods', SERVICE: 'Service', FREIGHT: 'Freight' } as const

/** How stock of a product is kept. */
export const trackingWords: Record<string, string> = {
  NONE: 'All together',
  LOT: 'By lot, with expiry',
  SERIAL: 'By serial number',
}
