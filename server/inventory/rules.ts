import { parseBarcode } from 'gs1-barcode-parser-mod'
import { gtin14, isGtin, type Pack } from '@/server/catalog/rules'
import { type Measure, smallestOf } from '@/server/platform/money/quantity'

/** The quantities of a product in a warehouse, in the product's smallest unit. */
export interface StockLevel {
  warehouseId: string
  productId: string
  onHand: number
  reserved: number
  picked: number
  blocked: number
  backordered: number
  homeBinId: string | null
}

/** available = on hand − reserved − picked − blocked (rule 1); never below zero. */
export function available(level: Pick<StockLevel, 'onHand' | 'reserved' | 'picked' | 'blocked'>): number {
  return level.onHand - level.reserved - level.picked - level.blocked
}

/** Names the stock of a product in a warehouse. */
export type StockKey = `${string}/${string}`

interface Stocked {
  warehouseId: string
  productId: string
}

export const stockKey = ({ warehouseId, productId }: Stocked): StockKey => `${warehouseId}/${productId}`

/** What can be promised of each product in each warehouse. */
export type FreeStock = Map<StockKey, number>

export const freeStock = (
  levels: readonly (Stocked & Pick<StockLevel, 'onHand' | 'reserved' | 'picked' | 'blocked'>)[],
): FreeStock => new Map(levels.map((level) => [stockKey(level), available(level)]))

/** A change of a stock row; missing fields do not change. */
export interface StockDelta {
  warehouseId: string
  productId: string
  onHand?: number
  reserved?: number
  picked?: number
  blocked?: number
  backordered?: number
}

/** Sums the changes of each stock row, so that every row is written once. A delta may be a whole line: the rest of it is left out. */
export function joinDeltas(deltas: readonly StockDelta[]): Required<StockDelta>[] {
  const joined = new Map<StockKey, Required<StockDelta>>()
  for (const delta of deltas) {
    const { warehouseId, productId } = delta
    const key = stockKey(delta)
    const none = { warehouseId, productId, onHand: 0, reserved: 0, picked: 0, blocked: 0, backordered: 0 }
    const sum = joined.get(key) ?? none
    sum.onHand += delta.onHand ?? 0
    sum.reserved += delta.reserved ?? 0
    sum.picked += delta.picked ?? 0
    sum.blocked += delta.blocked ?? 0
    sum.backordered += delta.backordered ?? 0
    joined.set(key, sum)
  }
  return [...joined.values()].filter((d) => d.onHand || d.reserved || d.picked || d.blocked || d.backordered)
}

/** How much of `wanted` can be reserved and how much waits. */
export function split(wanted: number, free: number): { reserved: number; backordered: number } {
  const reserved = Math.max(0, Math.min(wanted, free))
  return { reserved, backordered: wanted - reserved }
}

export type StockCause =
  | 'RECEIVED'
  | 'COUNTED'
  | 'SHIPPED'
  | 'RETURNED'
  | 'DAMAGED'
  | 'PUT_BACK'
  | 'MOVED'
  | 'SENT'
  | 'ARRIVED'

/** How a scanner names a symbology that carries GS1 element strings; other names say nothing about the content. */
const gs1Symbology = /^\](?:C1|e[0-3]|d[2-5]|Q[34]|J1)/
/** How scanners write FNC1 when they may not send the separator itself. */
const separator = '\u001d'
const separators = /<GS>|\{GS\}|\u241d|\u00e8/gi

/** The other facts in a GS1 element string, beside the product. */
interface CodeParts {
  /** The units that the code stands for: the count of a case, otherwise one. */
  units: number
  lot: string | null
  /** Best before or use by, `YYYY-MM-DD`. */
  expiresOn: string | null
  serial: string | null
}

const noParts: CodeParts = { units: 1, lot: null, expiresOn: null, serial: null }

/** The elements of a GS1 string; the GTIN, of a piece or of what a case contains, as 14 digits, null when it has none. */
function elementsOf(text: string): { gtin: string | null } & CodeParts {
  try {
    const { parsedCodeItems } = parseBarcode(text)
    const of = (...names: string[]) => parsedCodeItems.find(({ ai }) => names.includes(ai))
    const gtin = of('01', '02')?.raw ?? ''
    return {
      gtin: isGtin(gtin) ? gtin : null,
      units: Number(of('37', '30')?.raw ?? 1) || 1,
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

export interface Scanned extends Omit<CodeParts, 'units'> {
  /** The pack whose barcode it was; null: the product itself. */
  pack: Pack | null
  /** For how much the scan stands, in smallest units: one unit or one pack, times the count that the code says. */
  quantity: number
}

/** What a code says of a product; null when it means another. The one place that knows how codes, products and packs belong together. */
export function scanOf(product: Scannable, code: string): Scanned | null {
  const { sku, gtin, units, ...parts } = readCode(code)
  if (sku === product.sku || (gtin !== null && product.gtin !== null && gtin14(product.gtin) === gtin))
    return { ...parts, pack: null, quantity: units * smallestOf(product) }
  const pack = product.packs.find((one) => one.gtin !== null && gtin14(one.gtin) === gtin)
  return pack ? { ...parts, pack, quantity: units * pack.quantity } : null
}
