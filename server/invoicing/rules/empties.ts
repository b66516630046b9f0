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

/** What comes back beyond what is out, article by article: how many more, and how many are out. */
export function beyondOut(empties: readonly Empties[], rates: readonly RateOut[]) {
  return empties.flatMap(({ productId, quantity }) => {
    const own = rates.filter((rate) => rate.productId === productId)
    const out = Math.max(
      0,
      own.reduce((sum, rate) => sum + rate.out, 0),
    )
    return quantity > out ? [{ productId, out, beyond: quantity - out }] : []
  })
}

interface Depositing {
  productId: string | null
  returnable: boolean
  quantity: number
  /** Credited before. */
  credited: number
}

/**
 * Lines of an invoice that is credited by hand: deposits on packaging whose empties were given back already are not given back again. Of
 * each such line at most what is `out` with the customer is left, and `cameBack` says how much is not.
 */
export function lessEmpties<Line extends Depositing>(
  lines: readonly Line[],
  out: readonly { productId: string; out: number }[],
): (Line & { cameBack: number })[] {
  const left = new Map(out.map((one) => [one.productId, Math.max(0, one.out)]))
  return lines.map((line) => {
    const productId = line.returnable ? line.productId : null
    if (productId === null) return { ...line, cameBack: 0 }
    const [open, there] = [line.quantity - line.credited, left.get(productId) ?? 0]
    const cameBack = Math.max(0, open - there)
    left.set(productId, there - (open - cameBack))
    return { ...line, credited: line.credited + cameBack, cameBack }
  })
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
