import { inNoPack } from '@/server/order/rules/packs'
import { noDiscount } from '@/server/pricing/rules/discounts'
import { amountsOf, type DocumentLine, uncalled } from './charging'

/** One deposit at which packaging was charged to a customer: how much of it is still out at that rate. */
export interface RateOut {
  productId: string
  sku: string
  name: string
  unit: string
  places: number
  unitPrice: string
  priceQuantity: number
  taxCode: string
  taxRate: string
  /** Charged less given back; below nought when more came back than had been charged. */
  out: number
}

interface Empties {
  productId: string
  quantity: number
}

/**
 * The lines of the credit note for empties: each at the deposit at which it was charged, the one charged first goes first (`rates` are in that
 * order). What comes back beyond that is given back at the deposit of today (`today`). Amounts and quantities are negative.
 */
export function linesOfEmpties(
  empties: readonly Empties[],
  rates: readonly RateOut[],
  today: ReadonlyMap<string, RateOut>,
  currency: string,
): DocumentLine[] {
  const parts = empties.flatMap(({ productId, quantity }) => {
    let left = quantity
    const charged = rates.flatMap((rate) => {
      const taken = rate.productId === productId ? Math.min(left, Math.max(0, rate.out)) : 0
      left -= taken
      return taken > 0 ? [{ rate, quantity: taken }] : []
    })
    const now = today.get(productId)
    return left > 0 && now ? [...charged, { rate: now, quantity: left }] : charged
  })
  return parts.map(({ rate, quantity }, index) => ({
    position: index + 1,
    orderLineId: null,
    productId: rate.productId,
    ...uncalled,
    sku: rate.sku,
    description: `Deposit: ${rate.name}`,
    quantity: -quantity,
    unit: rate.unit,
    places: rate.places,
    ...inNoPack,
    ...noDiscount,
    unitPrice: rate.unitPrice,
    priceQuantity: rate.priceQuantity,
    listPrice: rate.unitPrice,
    taxCode: rate.taxCode,
    taxRate: rate.taxRate,
    ...amountsOf({ ...rate, grossPrice: null, listPrice: null }, -quantity, currency),
    returnable: true,
  }))
}
