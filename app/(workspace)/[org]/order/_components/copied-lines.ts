import { priceText } from '@/components/ui/format'
import type { Pack } from '@/server/catalog/rules'
import { plainDecimal } from '@/server/platform/money/decimal'
import type { Measure } from '@/server/platform/money/quantity'
import type { PriceSource } from '@/server/pricing/rules/prices'
import type { DraftLine } from './line-draft'

export interface SourceLine extends Measure {
  productId: string
  description: string
  sku: string
  quantity: number
  unitPrice: string
  priceQuantity: number
  priceSource: PriceSource
  grossPrice: string | null
  discountPercent: string | null
  discountAmount: string | null
  discountReasonId: string | null
  freeText: boolean
  pack: string | null
  /** All packs in which its product is sold now. */
  packs: readonly Pick<Pack, 'unit' | 'quantity'>[]
  taxCategoryId: string
  section?: string | null
  note?: string | null
  /** Of a quote: whether the customer may add it. */
  optional?: boolean
  /** Whether its product can no longer be sold; it is left out then. */
  archived?: boolean
}

const freshly = (source: PriceSource) => source === 'LIST' || source === 'PRODUCT'

/** What a person is told about lines that were copied. */
export interface CopyNote {
  number: string
  /** The customer it was for, when that is not the one who orders now: prices agreed with them are left out. */
  of?: string
  /** What is no longer sold. */
  gone: string[]
  /** Optional lines of a quote, which an order does not take over. */
  optional?: string[]
}

const archived = (line: SourceLine) => Boolean(line.archived)

/** What was copied from where, for the notice above the lines. */
export const copyNoteOf = (number: string, lines: readonly SourceLine[], { of, offers }: Copying = {}): CopyNote => {
  const optional = offers ? [] : lines.filter((line) => line.optional).map(named)
  return {
    number,
    ...(of && { of }),
    gone: lines.filter(archived).map(named),
    ...(optional.length > 0 && { optional }),
  }
}

interface Copying {
  /** The customer it was for, when that is another one. */
  of?: string | undefined
  /** Whether a quote is being written, which can have optional lines. */
  offers?: boolean | undefined
}

const named = ({ description, sku }: SourceLine) => `${description} (${sku})`

/** Lines of an earlier order or quote as they begin a new one. For another customer only prices without a product are taken over. */
export const draftOf = (lines: readonly SourceLine[], currency: string, another = false, offers = false): DraftLine[] =>
  lines
    .filter((line) => !archived(line) && (offers || !line.optional))
    .map((line, index, all) => ({
      ...draftLineOf(line, currency, another && !line.freeText),
      ...headingOf(line.section ?? null, all[index - 1]?.section ?? null),
    }))

/** The heading that begins with a line, as it is written in the form. */
const headingOf = (section: string | null, before: string | null) =>
  section === before ? {} : { section: section ?? '–' }

function draftLineOf(line: SourceLine, currency: string, anew: boolean): DraftLine {
  const earlier = priceText(line.grossPrice ?? line.unitPrice, currency)
  return {
    key: crypto.randomUUID(),
    product: {
      value: line.productId,
      label: line.description,
      note: line.sku,
      unit: line.unit,
      places: line.places,
      packs: line.packs.map(({ unit, quantity }) => ({ unit, quantity })),
    },
    ...(line.pack && { pack: line.pack }),
    ...(line.freeText && { taxCategoryId: line.taxCategoryId }),
    quantity: line.quantity,
    // What came from a list or the product comes from there again, as it is today.
    unitPrice: anew || freshly(line.priceSource) ? '' : earlier,
    ...(line.note && { note: line.note }),
    ...(line.optional && { optional: true }),
    was: { price: earlier, per: line.priceQuantity },
    ...(line.discountReasonId &&
      !anew && {
        discount: line.discountPercent
          ? `${plainDecimal(line.discountPercent)} %`
          : plainDecimal(line.discountAmount ?? '0'),
        reasonId: line.discountReasonId,
      }),
  }
}
