import type { Ctx } from '@/server/platform/context/ctx'
import { refuse } from '@/server/platform/context/errors'
import { insert, type Statement, sql } from '@/server/platform/database/sql'
import type { Charge, Whole, WholeDiscount } from '@/server/pricing/rules/whole'
import type { ProductFacts } from '../queries/facts'
import { type OrderLine, remaining } from '../rules/position'
import { keepFloor } from '../rules/pricing'
import {
  afterWhole,
  chargeRows,
  linesNet,
  sameCharges,
  sameDiscount,
  taxOfCharges,
  typedCharges,
  type WholeWish,
  wholeColumns,
  wholeDiscount,
} from '../rules/whole'
import type { OrderRow } from './advance'

/** The quantities of lines that are not cancelled. */
export const partsOf = (lines: readonly OrderLine[]) => lines.map((line) => ({ line, quantity: remaining(line) }))

/** Refuses BELOW_FLOOR where a discount on the whole takes a line below its product's floor, and the person may not go there. */
export function keepFloors(
  ctx: Ctx,
  products: ReadonlyMap<string, ProductFacts>,
  lines: readonly OrderLine[],
  whole: WholeDiscount,
): void {
  if (whole.discountReasonId === null) return
  for (const line of lines) {
    const product = products.get(line.productId)
    if (product && remaining(line) > 0) keepFloor(ctx, product, afterWhole(line, whole))
  }
}

/** Writes the charges of an order that has none yet. */
export function ordersCharges(ctx: Ctx, orderId: string, charges: readonly Charge[]): Statement<never>[] {
  if (charges.length === 0) return []
  return [
    insert(
      ctx,
      'orderCharge',
      chargeRows(charges).map((charge) => ({ ...charge, orderId })),
    ),
  ]
}

/** Writes the new charges of an order. Invoiced charges stay. */
export function otherCharges(ctx: Ctx, orderId: string, charges: readonly Charge[]): Statement[] {
  return [
    sql`DELETE FROM order_charge WHERE organisation_id = ${ctx.organisationId} AND order_id = ${orderId} AND NOT invoiced`,
    ...ordersCharges(
      ctx,
      orderId,
      charges.filter((charge) => !charge.invoiced),
    ),
  ]
}

/** What an amendment makes of the discount and the charges of an order. */
export interface OtherWhole {
  whole: Whole
  changed: boolean
  statements: Statement[]
  told: Record<string, unknown>
}

const hasLeft = (line: OrderLine) => line.shipped + line.performed + line.invoiced > 0

/** The discount that is wished, if it is another one. Refuses DISCOUNT_FIXED when something of the order has left, DISCOUNT_TOO_LARGE. */
function otherDiscount(order: Whole, lines: readonly OrderLine[], wish: WholeWish['discount']): WholeDiscount {
  if (wish === undefined) return order
  const next = wholeDiscount(wish, linesNet(partsOf(lines), order.currency), order.currency)
  if (sameDiscount(order, next)) return order
  return lines.some(hasLeft) ? refuse('DISCOUNT_FIXED', { field: 'discount' }) : next
}

/** The charges that are wished beside those that are invoiced. Refuses CHARGE_TOO_LATE when no invoice follows that could have them. */
function chargesWished(order: Whole, lines: readonly OrderLine[], wishes: WholeWish['charges']): readonly Charge[] {
  if (wishes === undefined) return order.charges
  const invoiced = order.charges.filter((charge) => charge.invoiced)
  const typed = typedCharges(wishes, taxOfCharges(partsOf(lines), order.currency), order.currency)
  if (typed.length > 0 && lines.every((line) => remaining(line) === line.invoiced))
    refuse('CHARGE_TOO_LATE', { field: 'charges' })
  const from = Math.max(0, ...order.charges.map((charge) => charge.position))
  const open = order.charges.filter((charge) => !charge.invoiced)
  return sameCharges(open, typed)
    ? order.charges
    : [...invoiced, ...typed.map((charge, index) => ({ ...charge, position: from + index + 1 }))]
}

/** The discount and charges that an amendment wishes, for the order's lines as they will be. Refuses DISCOUNT_FIXED, DISCOUNT_TOO_LARGE, CHARGE_TOO_LATE. */
export function amendedWhole(ctx: Ctx, order: OrderRow, lines: readonly OrderLine[], wish: WholeWish): OtherWhole {
  const discount = wholeColumns(otherDiscount(order, lines, wish.discount))
  const charges = chargesWished(order, lines, wish.charges)
  const recharged = charges !== order.charges
  const discounted = !sameDiscount(order, discount)
  return {
    whole: { ...discount, currency: order.currency, charges },
    changed: recharged || discounted,
    statements: recharged ? otherCharges(ctx, order.id, charges) : [],
    told: { ...(discounted && { discount: true }), ...(recharged && { charges: true }) },
  }
}
