import { withPostcode } from '@/server/customer/rules/postcode'
import type { Ctx } from '@/server/platform/context/ctx'
import { newId } from '@/server/platform/context/ids'
import { idempotent } from '@/server/platform/database/idempotency'
import { withNumber } from '@/server/platform/database/numbers'
import { transaction } from '@/server/platform/database/run'
import type { ConfirmInput } from '../schema'
import { takeDraft } from './draft'
import { type ConfirmedOrder, type OrderSource, orderSeries, place } from './place'
import { proformaSeries } from './proforma'

/**
 * The idempotent request of a confirmation. A caller with another form of input, such as a shop that names SKUs, passes
 * that input as `said`.
 */
export const confirmRequest = (key: string | undefined, said: unknown) => idempotent('order.confirm', key, said)

/**
 * Confirms an order: prices, tax, credit gate, reservation, promise, number and event in one transaction. Missing units become a
 * backorder. A referred or held order is confirmed too; it waits, and keeps its stock for the time in the policy. Amounts are in minor units.
 * Refuses with NOT_FOUND (customer, product), CUSTOMER_ARCHIVED, CUSTOMER_MERGED, REFERENCE_REQUIRED, PRODUCT_ARCHIVED, NOT_STOCKED,
 * NOT_SET_UP, DISCOUNT_TOO_LARGE, BELOW_FLOOR, CANNOT_PROMISE, DRAFT_GONE, POSTCODE_WRONG, IDEMPOTENCY_KEY_REUSED.
 */
export async function confirm(
  ctx: Ctx,
  input: ConfirmInput,
  source: OrderSource = 'SCREEN',
  request = confirmRequest(input.idempotencyKey, input),
): Promise<ConfirmedOrder> {
  return withNumber(ctx, orderSeries, (number) =>
    withNumber(ctx, proformaSeries, (proformaNumber) =>
      transaction(ctx, request, async (tx) => {
        const placed = { orderId: newId(ctx.now), number, proformaNumber, source, quoteId: null }
        const taken = input.draftId ? await takeDraft(tx, input.draftId) : []
        const shipTo = input.shipTo && withPostcode(input.shipTo, null, ['shipTo.postcode'])
        const { statements, answer } = await place(tx, { ...input, ...(shipTo && { shipTo }) }, placed)
        return tx.conclude(answer, ...statements, ...taken)
      }),
    ),
  )
}
