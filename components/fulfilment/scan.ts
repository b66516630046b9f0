import { countOf, formatDay } from '@/components/ui/format'
import { readCode } from '@/server/inventory/rules'

interface Asked {
  sku: string
  gtin: string | null
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

/** Whether a code means this product: by the exact SKU, or by the GTIN in any form. */
export function isMeant({ sku, gtin }: Pick<Asked, 'sku' | 'gtin'>, code: string): boolean {
  const read = readCode(code)
  return sku === read.sku || (read.gtin !== null && gtin?.padStart(14, '0') === read.gtin)
}

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

/** The units of one code are never split by guessing; a message says that they are too many. */
export const tooMany = (name: string, units: number, left: number) =>
  `This is a case of ${units}, ${name}; ${countOf(left, 'unit')} ${left === 1 ? 'is' : 'are'} left here. Open it and count by hand.`

interface Countable {
  id: string
  sku: string
  gtin: string | null
  name: string
  /** The largest quantity. */
  most: number
}

type Counted<Line> =
  | { line: Line; now: number; answer: { tone: 'ok'; text: string } }
  | { line: null; now: null; answer: { tone: 'bad'; text: string } }

/**
 * A scan that counts: it adds one to the line that it means, or as many as the case holds; null when no line with units
 * left matches.
 */
export function countScan<Line extends Countable>(
  lines: readonly Line[],
  counted: Readonly<Record<string, number | null | undefined>>,
  code: string,
  locale: string,
): Counted<Line> | null {
  const line = lines.find((one) => isMeant(one, code) && (counted[one.id] ?? 0) < one.most)
  if (!line) return null
  const before = counted[line.id] ?? 0
  const { units } = readCode(code)
  if (before + units > line.most) {
    const text = tooMany(line.name, units, line.most - before)
    return { line: null, now: null, answer: { tone: 'bad', text } }
  }
  const now = before + units
  return {
    line,
    now,
    answer: { tone: 'ok', text: `${line.name}: ${now} of ${line.most}.${notKept(code, locale)}`.replace(/\.$/, '') },
  }
}
