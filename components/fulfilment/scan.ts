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
