import type { Decimal } from '@/server/platform/money/decimal'
import { extendedMinor } from '@/server/platform/money/money'
import { discounted, discountOf, withoutTax, withTax } from '@/server/pricing/rules/discounts'
import type { OrderLine } from './position'

type Tax = Pick<OrderLine, 'taxCode' | 'taxRate'>

/** The categories of goods that are not sold untaxed because of their customer. O: the seller is not registered. */
const ofSeller = new Set(['S', 'AA', 'Z', 'O'])

/**
 * A line with the tax of today. A price from a list with tax is what the customer agreed to pay, so it stays the same with the other tax
 * in it; any other price stays as it is before tax. A customer for whom no tax is due pays what is left without it, before and after.
 */
export function retaxedLine(
  line: OrderLine,
  { taxCode, taxRate }: Tax,
  from: { currency: string; withTax: boolean },
): OrderLine {
  const after = { ...line, taxCode, taxRate }
  if (!from.withTax || !ofSeller.has(line.taxCode) || !ofSeller.has(taxCode)) return after
  const anew = (price: Decimal) => withoutTax(withTax(price, line.taxRate), taxRate)
  const { discountAmount, grossPrice, unitPrice } = line
  const kept = discountOf({ ...line, discountAmount: discountAmount && anew(discountAmount) })
  // A discount that took all still takes all, so there is always a price.
  const price = discounted(anew(grossPrice ?? unitPrice), kept) ?? { unitPrice: '0' }
  const listPrice = line.listPrice && anew(line.listPrice)
  const netMinor = extendedMinor(price.unitPrice, line.ordered - line.cancelled, line.priceQuantity, from.currency)
  return { ...after, ...price, listPrice, netMinor }
}
