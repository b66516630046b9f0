import { countOf, formatQuantity } from '@/components/ui/format'
import type { Tracking } from '@/server/catalog/rules'
import type { BinRecord, InBin } from '@/server/inventory/queries/bin'
import { readCode, type Scannable } from '@/server/inventory/rules/codes'
import { lotScanned, notKept, scannedOf } from './scan'

interface Place {
  id: string
  code: string
}

export interface CountProduct extends Scannable {
  productId: string
  name: string
  tracking: Tracking
}

/** How much of a product was counted in a bin. */
export interface CountLine {
  bin: Place
  product: CountProduct
  quantity: number | null
  /** Empty for a product without lots, and until the lot is written. */
  lot: string
  expiresOn: string
}

export interface Scanned {
  /** The bins that were scanned, first the one at which the person stands. */
  bins: readonly Place[]
  lines: readonly CountLine[]
}

interface Scan {
  code: string
  /** What the code means. */
  product: CountProduct | null
  bins: readonly BinRecord[]
  /** The warehouse that is counted. */
  warehouseId: string | undefined
  locale: string
}

interface Heard {
  changes: Partial<Scanned>
  answer: { tone: 'ok' | 'bad'; text: string }
}

const bad = (text: string): Heard => ({ changes: {}, answer: { tone: 'bad', text } })

/** Only what a count needs: what the books say of the product stays out of it. */
const named = ({ productId, sku, gtin, packs, name, unit, places, tracking }: CountProduct): CountProduct => ({
  productId,
  sku,
  gtin,
  packs,
  name,
  unit,
  places,
  tracking,
})

function standAt({ bins, lines }: Scanned, { id, code }: Place): Heard {
  const here = lines.filter((line) => line.bin.id === id).length
  return {
    changes: { bins: [{ id, code }, ...bins.filter((one) => one.id !== id)] },
    answer: {
      tone: 'ok',
      text: `${code}: ${here > 0 ? `${countOf(here, 'line')} counted, scan on` : 'scan what lies in it'}`,
    },
  }
}

/** One more of a product in the bin at which the person stands, or as many as the pack holds. */
function more({ bins: [bin], lines }: Scanned, product: CountProduct, { code, locale }: Scan): Heard {
  if (!bin) return bad(`This is ${product.name}. Scan the bin first in which it lies`)
  const lot = lotScanned(product, code) ?? ''
  const same = (line: CountLine) => line.product.productId === product.productId && line.lot === lot
  const isPiece = product.tracking === 'SERIAL'
  const twice = isPiece && lot ? lines.find((line) => same(line) && line.quantity) : null
  if (twice) return bad(`${lot} of ${product.name} was counted in ${twice.bin.code} already`)
  // Pieces whose serial numbers are not in the code are a line each.
  const at = isPiece && !lot ? -1 : lines.findIndex((line) => same(line) && line.bin.id === bin.id)
  const quantity = (lines[at]?.quantity ?? 0) + (isPiece ? 1 : scannedOf(product, code))
  const expiresOn = (lot && readCode(code).expiresOn) || ''
  const missing = product.tracking === 'NONE' || lot ? '' : `. Write its ${isPiece ? 'serial number' : 'lot'}`
  const aside = product.tracking === 'NONE' ? notKept(code, locale).replace(/\.$/, '') : ''
  return {
    changes: {
      lines:
        at < 0
          ? [...lines, { bin, product: named(product), quantity, lot, expiresOn }]
          : lines.map((line, index) => (index === at ? { ...line, quantity } : line)),
    },
    answer: {
      tone: 'ok',
      text: `${product.name}${lot && `, ${lot}`}: ${formatQuantity(quantity, product, locale)} in ${bin.code}${missing}${aside && `.${aside}`}`,
    },
  }
}

/** What a scan means while counting: a bin is the place, a product one more there. A product comes before a bin of the same name. */
export function hearCount(draft: Scanned, scan: Scan): Heard {
  const { code, product, bins, warehouseId } = scan
  if (product) return more(draft, product, scan)
  const bin = bins.find((one) => one.warehouseId === warehouseId)
  if (bin) return standAt(draft, bin)
  const [elsewhere] = bins
  return bad(
    elsewhere
      ? `${elsewhere.code} is a bin of ${elsewhere.warehouseName}. Choose that warehouse to count there`
      : `${code} is no product that is stocked here, and no bin; capitals count. Put it aside`,
  )
}

/** A line that says that nothing lies there, and how much does by the books. */
export type Missed = CountLine & { books: number }

/** What lies in the bins by the books and was not counted there. */
export function missedIn(
  bins: readonly (Place & { contents: readonly InBin[] })[],
  counted: readonly { binId: string; productId: string; lot: string }[],
): Missed[] {
  const keyOf = (binId: string, productId: string, lot: string) => `${binId}/${productId}/${lot}`
  const known = new Set(counted.map(({ binId, productId, lot }) => keyOf(binId, productId, lot)))
  return bins.flatMap(({ id, code, contents }) =>
    contents
      .filter(({ productId, lot }) => !known.has(keyOf(id, productId, lot)))
      .map(({ lot, quantity, ...product }) => ({
        bin: { id, code },
        product: named({ ...product, tracking: lot ? 'LOT' : 'NONE' }),
        quantity: 0,
        lot,
        expiresOn: '',
        books: quantity,
      })),
  )
}
