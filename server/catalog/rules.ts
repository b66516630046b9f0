/** Whether a GTIN-8, -12, -13 or -14 has the right check digit (GS1 General Specifications 7.9). */
export function isGtin(gtin: string): boolean {
  if (!/^(\d{8}|\d{12,14})$/.test(gtin)) return false
  const digits = [...gtin].map(Number)
  const check = digits.pop()
  const sum = digits.reverse().reduce((total, digit, index) => total + digit * (index % 2 === 0 ? 3 : 1), 0)
  return check === (10 - (sum % 10)) % 10
}

/** A pack of a product: its name by code, how much it holds in smallest units, and its barcode. */
export interface Pack {
  unit: string
  quantity: number
  gtin: string | null
}

/** A GTIN as fourteen digits, as which barcodes are compared. */
export const gtin14 = (gtin: string): string => gtin.padStart(14, '0')

/** The first pack, by place, whose name or barcode was said before; null when each is its own. */
export function packSaidTwice(
  packs: readonly Pack[],
  gtin: string | null,
): { at: number; what: 'unit' | 'gtin' } | null {
  const said = new Set(gtin ? [gtin14(gtin)] : [])
  for (const [at, pack] of packs.entries()) {
    if (said.has(pack.unit)) return { at, what: 'unit' }
    if (pack.gtin && said.has(gtin14(pack.gtin))) return { at, what: 'gtin' }
    said.add(pack.unit)
    if (pack.gtin) said.add(gtin14(pack.gtin))
  }
  return null
}

/** From which quantity on and in which multiples a product is sold, in its smallest unit. */
export interface SoldIn {
  minQuantity: number
  multiple: number
}

/** The next quantity from this one on in which a product is sold: the same when it is one. */
export const nextSold = (quantity: number, { minQuantity, multiple }: SoldIn): number =>
  Math.ceil(Math.max(quantity, minQuantity) / multiple) * multiple

/** RETURNABLE: packaging that comes back, with the deposit on one of it as its price. */
export const productKinds = ['GOODS', 'SERVICE', 'FREIGHT', 'RETURNABLE'] as const
export type ProductKind = (typeof productKinds)[number]

/** The numbers of units for which a unit price can be. */
export const priceQuantities = [1, 10, 100, 1000] as const

/** Whether stock of a product is one heap, kept by lot, or piece by piece. */
export const trackings = ['NONE', 'LOT', 'SERIAL'] as const
export type Tracking = (typeof trackings)[number]

/** What a product is beyond its name, as it is stored. */
export interface Described {
  categoryId: string | null
  description: string | null
  lengthMm: number | null
  widthMm: number | null
  heightMm: number | null
  /** ISO 3166-1. */
  originCountry: string | null
  tariffCode: string | null
  successorId: string | null
}

/** Packaging that goods go out in and that comes back: a crate for each 24 bottles. Its price is the deposit on one of it. */
export interface ReturnableArticle {
  productId: string
  sku: string
  name: string
  /** One for so many of the smallest units of the goods. */
  per: number
  unit: string
  places: number
  unitPrice: string
  priceQuantity: number
}
