import { noDiscount } from '@/server/pricing/rules/discounts'
import type { PriceOrigin } from '@/server/pricing/rules/prices'

/** Of a line that took its product's own price. */
export const ownPriced: PriceOrigin = {
  priceSource: 'PRODUCT',
  priceListId: null,
  breakFrom: null,
  listPrice: null,
  ...noDiscount,
}
