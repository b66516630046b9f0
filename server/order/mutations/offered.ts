import type { InPacks } from '@/server/platform/words/packs'
import type { OwnPrice } from '@/server/pricing/rules/discounts'
import type { PriceOrigin } from '@/server/pricing/rules/prices'
import type { Whole } from '@/server/pricing/rules/whole'
import type { BuyerFacts, ProductFacts } from '../queries/facts'
import { taxedOtherwise, taxFor } from '../rules/amounts'
import type { Asks, OrderLine } from '../rules/position'

/** An offered line: its price with its source, and its tax. */
type OfferedLine = OwnPrice & PriceOrigin & InPacks & { taxCode: string; taxRate: string }

const priceFields = [
  'unitPrice',
  'priceQuantity',
  'priceSource',
  'priceListId',
  'breakFrom',
  'listPrice',
  'grossPrice',
  'discountPercent',
  'discountAmount',
  'discountReasonId',
] as const

/** The columns of an order line that hold its offered price. */
export const offeredPrice = (line: OfferedLine) =>
  Object.fromEntries(priceFields.map((field) => [field, line[field]])) as unknown as OwnPrice & PriceOrigin

/** The terms of an accepted offer, and the price and tax of each line. They do not change, because an offer binds the seller. */
export interface Offer {
  paymentTermsId: string
  termsKind: 'NET' | 'PREPAID' | 'CASH'
  termsDays: number
  lines: readonly OfferedLine[]
  /** Its discount and charges. */
  whole: Whole
  /** What it comes to without deposits for packaging. */
  grossMinor: bigint
}

/** The question to the seller before an accepted offer goes on: its customer is archived, or its tax has changed. The offer still binds. */
export function asksOf(
  offer: Offer | undefined,
  lines: readonly OrderLine[],
  { buyer, products }: { buyer: BuyerFacts; products: ReadonlyMap<string, ProductFacts> },
): Asks | null {
  if (!offer) return null
  if (buyer.archived) return 'CUSTOMER'
  const today = lines.map(({ productId }) => {
    const { taxCode: code, taxRate: rate } = products.get(productId) as ProductFacts
    return taxFor(buyer.taxTreatment, { code, rate })
  })
  return taxedOtherwise(lines, today).length > 0 ? 'TAX' : null
}
