import type { InPacks } from '@/server/platform/words/packs'
import { noDiscount } from '@/server/pricing/rules/discounts'
import type { PriceOrigin } from '@/server/pricing/rules/prices'

/** Of a line that took its product's own price, entered in its own units. */
export const ownPriced: PriceOrigin & InPacks = {
  priceSource: 'PRODUCT',
  priceListId: null,
  breakFrom: null,
  listPrice: null,
  ...noDiscount,
  pack: null,
  packSize: null,
}
