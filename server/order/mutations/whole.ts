import type { Ctx } from '@/server/platform/context/ctx'
import { insert, type Statement, sql } from '@/server/platform/database/sql'
import type { Charge, WholeDiscount } from '@/server/pricing/rules/whole'
import type { ProductFacts } from '../queries/facts'
import { type OrderLine, remaining } from '../rules/position'
import { keepFloor } from '../rules/pricing'
import { afterWhole, chargeRows } from '../rules/whole'

/** The quantities of lines that are not cancelled. */
export const partsOf = (lines: readonly OrderLine[]) => lines.map((line) => ({ line, quantity: remaining(line) }))

/** The same, with what one of each product weighs. */
export const weighedParts = (lines: readonly OrderLine[], gramsOf: (productId: string) => number | undefined) =>
  partsOf(lines).map((part) => ({ ...part, weightGrams: gramsOf(part.line.productId) ?? 0 }))

/** Refuses with BELOW_FLOOR when a discount on the whole takes a line below its product's floor and the person lacks the permission. */
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
