import { countOf, formatDay } from '@/components/ui/format'
import { readCode } from '@/server/inventory/rules'

interface Asked {
  sku: string
  gtin: string | null
  binCode: string
}

export type Scan<Task> =
  | { kind: 'product'; found: Task }
  /** A bin; `right` when something of this order is to be taken from there. */
  | { kind: 'bin'; code: string; right: boolean }
  /** Only capitals differ from a SKU that is asked for: that may be another product. */
  | { kind: 'nearly'; sku: string }
  | { kind: 'unknown' }

const sameBin = (one: string, other: string) => one.toLowerCase() === other.toLowerCase()

/** A product by its SKU as it is, or by its GTIN however it is written. */
export function isMeant({ sku, gtin }: Pick<Asked, 'sku' | 'gtin'>, code: string): boolean {
  const read = readCode(code)
  return sku === read.sku || (read.gtin !== null && gtin?.padStart(14, '0') === read.gtin)
}

/**
 * What a scan means while picking. A product comes before a bin of the same name. Of one that lies in two bins it is taken
 * from the bin that was scanned last, else where the picker was sent, which is the first of the tasks.
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

/** What a code says and nothing here keeps, in a sentence: never dropped without a word. */
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

/** Units of one code are not split by a guess: more than fit are said. */
export const tooMany = (name: string, units: number, left: number) =>
  `This is a case of ${units}, ${name}; ${countOf(left, 'unit')} ${left === 1 ? 'is' : 'are'} left here. Open it and count by hand.`

interface Countable {
  id: string
  sku: string
  gtin: string | null
  name: string
  /** More than this there is not. */
  most: number
}

export type Counted<Line> =
  | { line: Line; now: number; answer: { tone: 'ok'; text: string } }
  | { line: null; now: null; answer: { tone: 'bad'; text: string } }

/** A scan that counts: one more of the line that it means, or as many as the case says; null when it means none that has any left. */
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
