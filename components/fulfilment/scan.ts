import { formatDay, formatQuantity, quantityOf } from '@/components/ui/format'
import type { Tracking } from '@/server/catalog/rules'
import { readCode, type Scannable, scanOf } from '@/server/inventory/rules/codes'
import { smallestOf } from '@/server/platform/money/quantity'
import { packName } from '@/server/platform/words/packs'
import { unitMark } from '@/server/platform/words/units'

interface Asked extends Scannable {
  binCode: string
}

type Scan<Task> =
  | { kind: 'product'; found: Task }
  /** A bin; `right` when a task of this order is in that bin. */
  | { kind: 'bin'; code: string; right: boolean }
  /** The code differs only in upper and lower case from a SKU of the order; it may be another product. */
  | { kind: 'nearly'; sku: string }
  | { kind: 'unknown' }

const sameBin = (one: string, other: string) => one.toLowerCase() === other.toLowerCase()

/** Whether a code means this product: by the exact SKU, or by its GTIN or that of one of its packs in any form. */
export const isMeant = (product: Scannable, code: string): boolean => scanOf(product, code) !== null

/**
 * What a scan means while picking. A product comes before a bin of the same name. A product in two bins is picked from
 * the bin that was scanned last, otherwise from the bin of the first task.
 */
export function readScan<Task extends Asked>(
  tasks: readonly Task[],
  code: string,
  { place, bins }: { place: string | null; bins: readonly string[] },
): Scan<Task> {
  const meant = tasks.filter((task) => isMeant(task, code))
  const found = meant.find((task) => place && sameBin(task.binCode, place)) ?? meant[0]
  if (found) return { kind: 'product', found }
  const { sku } = readCode(code)
  const asked = tasks.find((task) => sameBin(task.binCode, sku))
  const bin = asked?.binCode ?? bins.find((one) => sameBin(one, sku))
  if (bin) return { kind: 'bin', code: bin, right: asked !== undefined }
  const nearly = tasks.find((task) => task.sku.toLowerCase() === sku.toLowerCase())
  return nearly ? { kind: 'nearly', sku: nearly.sku } : { kind: 'unknown' }
}

/** The lot, or the serial number, that a code says of a product that is kept by it. */
export function lotScanned({ tracking }: { tracking: Tracking }, code: string): string | undefined {
  const { lot, serial } = readCode(code)
  return (tracking === 'LOT' ? lot : tracking === 'SERIAL' ? serial : null) ?? undefined
}

/** A sentence about the parts of a code that the program does not store, so that they are never dropped silently. */
export function notKept(code: string, locale: string): string {
  const { lot, expiresOn, serial } = readCode(code)
  const said = [
    lot && `lot ${lot}`,
    expiresOn && `expiry ${formatDay(expiresOn, locale)}`,
    serial && `serial ${serial}`,
  ].filter((one) => one !== null)
  const list = said.join(', ').replace(/, ([^,]*)$/, ' and $1')
  return list && ` ${list.charAt(0).toUpperCase()}${list.slice(1)} ${said.length === 1 ? 'is' : 'are'} not kept here.`
}

/**
 * How much of a product one scan of a code stands for, in smallest units: one unit, or what the pack or case holds;
 * whoever found it by a SKU in other capitals has one unit. Of what is measured, a scan of the product takes no more than is left: the
 * last half kilogram is scanned too.
 */
export function scannedOf(product: Scannable, code: string, left = Number.POSITIVE_INFINITY): number {
  const { units } = readCode(code)
  const asNamed = { pack: null, quantity: units * smallestOf(product), isWeighed: false }
  const { pack, quantity, isWeighed } = scanOf(product, code) ?? asNamed
  return product.places > 0 && pack === null && units === 1 && !isWeighed ? Math.min(quantity, left) : quantity
}

/** What the pack is called that was scanned: 'case', 'pallet'; a code that counts what it holds stands on a case. */
const packScanned = (product: Scannable, code: string): string => packName(scanOf(product, code)?.pack?.unit ?? 'XCS')

/** The quantity of one code is never split by guessing; a message says that it is too much. */
export const tooMany = (
  { name, ...of }: Scannable & { name: string },
  code: string,
  { scanned, left, locale }: { scanned: number; left: number; locale: string },
) =>
  `This is a ${packScanned(of, code)} of ${formatQuantity(scanned, of, locale)}, ${name}; ${quantityOf(left, of, locale)} ${left === 1 || unitMark(of.unit) ? 'is' : 'are'} left here. Open it and count by hand.`

interface Countable extends Scannable {
  id: string
  name: string
  /** The largest quantity. */
  most: number
  /** The lot of which the line is. */
  lot?: string
}

type Counted<Line> =
  | { line: Line; now: number; answer: { tone: 'ok'; text: string } }
  | { line: null; now: null; answer: { tone: 'bad'; text: string } }

/**
 * A scan that counts: it adds one to the line that it means, or as many as the pack holds; null when no line with units
 * left matches.
 */
export function countScan<Line extends Countable>(
  lines: readonly Line[],
  counted: Readonly<Record<string, number | null | undefined>>,
  code: string,
  locale: string,
): Counted<Line> | null {
  const { lot, serial } = readCode(code)
  const meant = lines.filter((one) => isMeant(one, code) && (counted[one.id] ?? 0) < one.most)
  const kept = meant.some((one) => one.lot)
  const line = meant.find((one) => one.lot && (one.lot === lot || one.lot === serial)) ?? meant[0]
  if (!line) return null
  const said = kept ? (lot ?? serial) : null
  if (said && said !== line.lot)
    return { line: null, now: null, answer: { tone: 'bad', text: `${said} is none of the lots that are left here.` } }
  const before = counted[line.id] ?? 0
  const scanned = scannedOf(line, code, line.most - before)
  if (before + scanned > line.most) {
    const text = tooMany(line, code, { scanned, left: line.most - before, locale })
    return { line: null, now: null, answer: { tone: 'bad', text } }
  }
  const now = before + scanned
  const [counts, all] = [now, line.most].map((quantity) => formatQuantity(quantity, line, locale))
  return {
    line,
    now,
    answer: {
      tone: 'ok',
      text: `${line.name}: ${counts} of ${all}.${kept ? '' : notKept(code, locale)}`.replace(/\.$/, ''),
    },
  }
}
