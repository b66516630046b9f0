import { priceText } from '@/components/ui/format'
import { plainDecimal } from '@/server/platform/money/decimal'
import type { Measure } from '@/server/platform/money/quantity'
import type { PriceSource } from '@/server/pricing/rules/prices'
import type { DraftLine } from './line-draft'

interface SourceLine extends Measure {
  productId: string
  description: string
  sku: string
  quantity: number
  unitPrice: string
  priceSource: PriceSource
  grossPrice: string | null
  discountPercent: string | null
  discountAmount: string | null
  discountReasonId: string | null
  freeText: boolean
  pack: string | null
  packSize: number | null
  taxCategoryId: string
}

const freshly = (source: PriceSource) => source === 'LIST' || source === 'PRODUCT'

/** Lines of an earlier order or quote as they begin a new one. */
export const draftOf = (lines: readonly SourceLine[], currency: string): DraftLine[] =>
  lines.map((line) => ({
    key: crypto.randomUUID(),
    product: {
      value: line.productId,
      label: line.description,
      note: line.sku,
      unit: line.unit,
      places: line.places,
      packs: line.pack && line.packSize ? [{ unit: line.pack, quantity: line.packSize }] : [],
    },
    ...(line.pack && { pack: line.pack }),
    ...(line.freeText && { taxCategoryId: line.taxCategoryId }),
    quantity: line.quantity,
    // What came from a list or the product comes from there again, as it is today.
    unitPrice: freshly(line.priceSource) ? '' : priceText(line.grossPrice ?? line.unitPrice, currency),
    ...(line.discountReasonId && {
      discount: line.discountPercent
        ? `${plainDecimal(line.discountPercent)} %`
        : plainDecimal(line.discountAmount ?? '0'),
      reasonId: line.discountReasonId,
    }),
  }))
