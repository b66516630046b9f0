import type { Measure } from '../money/quantity'
import { figure, quantityWords } from './units'

interface PackWords {
  one: string
  many: string
}

/** The packs of UN/ECE Recommendation 21 in which small traders sell, as Recommendation 20 writes them, with an X in front; the usual ones first. */
export const packs: Readonly<Record<string, PackWords>> = {
  XPK: { one: 'inner pack', many: 'inner packs' },
  XCS: { one: 'case', many: 'cases' },
  XPX: { one: 'pallet', many: 'pallets' },
  XBX: { one: 'box', many: 'boxes' },
  XCT: { one: 'carton', many: 'cartons' },
  XPA: { one: 'packet', many: 'packets' },
  XPU: { one: 'tray', many: 'trays' },
  XBG: { one: 'bag', many: 'bags' },
  XSA: { one: 'sack', many: 'sacks' },
  XCR: { one: 'crate', many: 'crates' },
  XBE: { one: 'bundle', many: 'bundles' },
  XRO: { one: 'roll', many: 'rolls' },
  XDR: { one: 'drum', many: 'drums' },
}

/** The codes of the packs that a product may have. */
export const packCodes = Object.keys(packs) as [string, ...string[]]

/** What a pack is called: 'case', 'cases'. */
export function packName(code: string, one = true): string {
  return packs[code]?.[one ? 'one' : 'many'] ?? code
}

const written = new Map(
  Object.entries(packs).flatMap(([code, { one, many }]) =>
    [code, code.slice(1), one, many, one.split(' ')[0] ?? one].map((word) => [word.toLowerCase(), code] as const),
  ),
)

/** The words by which packs are written in lines: 'case', 'cases', 'inner'. */
export const packWritten = [...written.keys()].filter((word) => word.length > 2 && !/^x/.test(word))

/** The code of a pack that somebody wrote: 'case', 'Cases', 'XCS', 'inner'; null when no pack is called so. */
export const packOf = (word: string): string | null => written.get(word.trim().toLowerCase()) ?? null

/** In which pack a quantity was entered, and how much one holds in smallest units; null: in its own units. */
export interface InPacks {
  pack: string | null
  packSize: number | null
}

/** A quantity in the pack in which it was entered: '2 cases of 12', '3 bags of 2.5 kg'; null when it is no whole number of them. */
export function packWords(quantity: number | bigint, of: Measure & InPacks, locale: string): string | null {
  if (of.pack === null || of.packSize === null || BigInt(quantity) % BigInt(of.packSize) !== 0n) return null
  const count = BigInt(quantity) / BigInt(of.packSize)
  if (count === 0n) return null
  return `${figure(String(count), locale)}\u00a0${packName(of.pack, count === 1n)} of\u00a0${quantityWords(of.packSize, of, locale)}`
}

/** How papers say a quantity, of which the price is for one: '24 (2 cases of 12)', and in its unit alone where it was not entered in packs. */
export function orderedWords(quantity: number | bigint, of: Measure & InPacks, locale: string): string {
  const packs = packWords(quantity, of, locale)
  const units = quantityWords(quantity, of, locale)
  return packs ? `${units} (${packs})` : units
}
