import type { OwnPrice } from '@/server/pricing/rules/discounts'
import type { PriceOrigin } from '@/server/pricing/rules/prices'
import type { Whole } from '@/server/pricing/rules/whole'
import type { BuyerFacts, ProductFacts } from '../queries/facts'
import { taxedOtherwise, taxFor } from '../rules/amounts'
import type { Asks, OrderLine } from '../rules/position'

/** A line as it was offered: its price, where that came from, and its tax. */
export type OfferedLine = OwnPrice & PriceOrigin & { taxCode: string; taxRate: string }

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

/** The price of an offered line with all that it keeps of it. */
export const offeredPrice = (line: OfferedLine) =>
  Object.fromEntries(priceFields.map((field) => [field, line[field]])) as unknown as OwnPrice & PriceOrigin

/** What was offered and is taken as it was: terms, and price and tax of each line. An offer binds whoever made it. */
export interface Offer {
  paymentTermsId: string
  termsKind: 'NET' | 'PREPAID' | 'CASH'
  termsDays: number
  lines: readonly OfferedLine[]
  /** Its discount and charges. */
  whole: Whole
}

/** Whether the seller is asked before an accepted offer goes on: the offer binds, but its customer is archived or the law taxes it otherwise today. */
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
