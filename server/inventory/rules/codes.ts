import { parseBarcode } from 'gs1-barcode-parser-mod'
import { gtin14, isGtin, type Pack } from '@/server/catalog/rules'
import { type Measure, smallestOf } from '@/server/platform/money/quantity'

/** How a scanner names a symbology that carries GS1 element strings; other names say nothing about the content. */
const gs1Symbology = /^\](?:C1|e[0-3]|d[2-5]|Q[34]|J1)/
/** How scanners write FNC1 when they may not send the separator itself. */
const separator = '\u001d'
const separators = /<GS>|\{GS\}|\u241d|\u00e8/gi

/** The other facts in a GS1 element string, beside the product. */
interface CodeParts {
  /** The units that the code stands for: the count of a case, otherwise one. */
  units: number
  /** What a piece was weighed or measured at: `value` divided by ten to the power of `places`, in a unit of UN/ECE Rec 20. */
  measured: { unit: string; value: number; places: number } | null
  lot: string | null
  /** Best before or use by, `YYYY-MM-DD`. */
  expiresOn: string | null
  serial: string | null
}

const noParts: CodeParts = { units: 1, measured: null, lot: null, expiresOn: null, serial: null }

/** The unit of each trade measure (GS1 General Specifications 3.6); the last digit of its identifier says how many places it has. */
const measures: Record<string, string> = { 310: 'KGM', 311: 'MTR', 314: 'MTK', 315: 'LTR', 316: 'MTQ', 320: 'LBR' }

function measuredBy(items: readonly { ai: string; raw: string }[]): CodeParts['measured'] {
  for (const { ai, raw } of items) {
    const unit = ai.length === 4 ? measures[ai.slice(0, 3)] : undefined
    if (unit) return { unit, value: Number(raw), places: Number(ai[3]) }
  }
  return null
}

/** A measured piece in a product's smallest units; null when the product is kept in another unit, or in whole ones. */
function inSmallest({ measured }: Pick<CodeParts, 'measured'>, { unit, places }: Measure): number | null {
  if (!measured || places === 0 || measured.unit !== unit) return null
  return Math.round(measured.value * 10 ** (places - measured.places))
}

/** The elements of a GS1 string; the GTIN, of a piece or of what a case contains, as 14 digits, null when it has none. */
function elementsOf(text: string): { gtin: string | null } & CodeParts {
  try {
    const { parsedCodeItems } = parseBarcode(text)
    const of = (...names: string[]) => parsedCodeItems.find(({ ai }) => names.includes(ai))
    const gtin = of('01', '02')?.raw ?? ''
    return {
      gtin: isGtin(gtin) ? gtin : null,
      units: Number(of('37', '30')?.raw ?? 1) || 1,
      measured: measuredBy(parsedCodeItems),
      lot: of('10')?.raw ?? null,
      expiresOn: of('17', '15')?.isoDate || null,
      serial: of('21')?.raw ?? null,
    }
  } catch {
    return { gtin: null, ...noParts }
  }
}

/**
 * A scanned or typed code. `sku` is the text without the name of a symbology in front; `gtin` always has 14 digits, and
 * is set only when its check digit is right. It reads a plain GTIN-8, -12, -13 or -14, and GS1 element strings with
 * their other facts: with brackets, `(01)…`, or raw, after a symbology (`]C1`, `]d2` and others), after FNC1, or
 * beginning with `01` or `02`.
 */
export function readCode(read: string): { sku: string; gtin: string | null } & CodeParts {
  const text = read.trim().replace(separators, separator)
  const bare = text.replace(/^\][A-Za-z][0-9A-Fa-f]/, '')
  const sku = bare.startsWith(separator) ? bare.slice(1) : bare
  if (isGtin(sku)) return { sku, gtin: sku.padStart(14, '0'), ...noParts }
  const elements = gs1Symbology.test(text) || text.includes(separator) || /^\(\d{2,4}\)|^0[12]\d{14}/.test(sku)
  return elements ? { sku, ...elementsOf(sku) } : { sku, gtin: null, ...noParts }
}

/** What can be scanned of a product: itself, by SKU or barcode, and its packs by theirs. */
export interface Scannable extends Measure {
  sku: string
  gtin: string | null
  packs: readonly Pack[]
}

export interface Scanned extends Omit<CodeParts, 'units' | 'measured'> {
  /** The pack whose barcode it was; null: the product itself. */
  pack: Pack | null
  /** For how much the scan stands, in smallest units: one unit or one pack, times the count that the code says, or what the piece weighs. */
  quantity: number
  /** Whether the quantity was weighed or measured, and not counted. */
  isWeighed: boolean
}

/** What a code says of a product; null when it means another. The one place that knows how codes, products and packs belong together. */
export function scanOf(product: Scannable, code: string): Scanned | null {
  const { sku, gtin, units, measured, ...parts } = readCode(code)
  const weighed = inSmallest({ measured }, product)
  const of = (pack: Pack | null, each: number) => {
    return { ...parts, pack, quantity: weighed ?? units * each, isWeighed: weighed !== null }
  }
  if (sku === product.sku || (gtin !== null && product.gtin !== null && gtin14(product.gtin) === gtin))
    return of(null, smallestOf(product))
  const pack = product.packs.find((one) => one.gtin !== null && gtin14(one.gtin) === gtin)
  return pack ? of(pack, pack.quantity) : null
}
