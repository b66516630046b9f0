import { isMeant, scannedOf } from '@/components/fulfilment/scan'
import { countOf } from '@/components/ui/format'
import type { BinRecord, InBin } from '@/server/inventory/queries/bin'
import { readCode } from '@/server/inventory/rules/codes'
import { inUnits } from '@/server/platform/money/quantity'

type Place = Pick<BinRecord, 'id' | 'code' | 'warehouseId' | 'warehouseName'>

export interface MoveDraft {
  from: Place | null
  product: InBin | null
  quantity: number | null
  to: Place | null
}

export const nothingMoved: MoveDraft = { from: null, product: null, quantity: null, to: null }

/** The address of the page on which these goods are moved. */
export const moveHref = ({
  fromBin,
  sku,
  lot,
  toBin,
}: {
  fromBin: string
  sku?: string
  lot?: string
  toBin?: string | null
}) =>
  `/fulfilment/move?${new URLSearchParams({ from: fromBin, ...(sku ? { product: sku } : {}), ...(lot ? { lot } : {}), ...(toBin ? { to: toBin } : {}) })}`

export interface Heard {
  changes: Partial<MoveDraft>
  answer: { tone: 'ok' | 'bad'; text: string }
}

const bad = (text: string): Heard => ({ changes: {}, answer: { tone: 'bad', text } })
const ok = (changes: Partial<MoveDraft>, text: string): Heard => ({ changes, answer: { tone: 'ok', text } })
const placeOf = ({ id, code, warehouseId, warehouseName }: BinRecord): Place => ({
  id,
  code,
  warehouseId,
  warehouseName,
})

/** The source bin, with all of it free for the next product. */
const outOf = (bin: BinRecord): Heard =>
  ok(
    { ...nothingMoved, from: placeOf(bin) },
    `${bin.code}: ${countOf(bin.contents.length, 'product')}. Scan the product.`,
  )

/** One more of a product, or as many as the case says; more than lies there is refused. */
function more({ product, quantity }: MoveDraft, found: InBin, code: string): Heard {
  const same = product?.productId === found.productId && product.lot === found.lot
  const before = same ? (quantity ?? 0) : 0
  const now = before + scannedOf(found, code, found.quantity - before)
  const [counts, all] = [inUnits(now, found), inUnits(found.quantity, found)]
  if (now > found.quantity) return bad(`By the books there are ${all} of ${found.name} here.`)
  return ok({ product: found, quantity: now, ...(same ? {} : { to: null }) }, `${found.name}: ${counts} of ${all}`)
}

/**
 * What a scan means: first the bin in which the goods lie, then the product as often as units move, then the bin into
 * which they go. `contents` is what lies in the first bin; `bins` are those that are called like the code; `said` is a lot that
 * was named beside the code.
 */
export function hearMove(
  draft: MoveDraft,
  contents: readonly InBin[],
  bins: readonly BinRecord[],
  code: string,
  said?: string,
): Heard {
  const { from, product } = draft
  const { lot, serial } = readCode(code)
  const meant = from ? contents.filter((one) => isMeant(one, code)) : []
  const found = meant.find((one) => one.lot !== '' && [said, lot, serial].includes(one.lot)) ?? meant[0]
  if (found) return more(draft, found, code)
  const bin = bins.find((one) => one.warehouseId === from?.warehouseId) ?? bins[0]
  if (!bin)
    return bad(
      from
        ? `${code} does not lie in ${from.code} by the books, and no bin is called so.`
        : `No bin is called ${code}. Scan the bin first.`,
    )
  if (!from || !product) return outOf(bin)
  if (bin.id === from.id) return bad(`${product.name} lies in ${bin.code} already.`)
  if (bin.warehouseId !== from.warehouseId)
    return bad(`${bin.code} is in ${bin.warehouseName}. Send the goods there by a transfer.`)
  return ok({ to: placeOf(bin) }, `${product.name} goes into ${bin.code}`)
}
