import { type ScoringInputs, score } from '@/server/credit/rules'
import { linesOf, type OrderRow } from '@/server/order/mutations/advance'
import { exposureOf, orderTotals } from '@/server/order/rules/amounts'
import { type OrderLine, position } from '@/server/order/rules/position'
import type { Ctx } from '@/server/platform/context/ctx'
import type { Reader } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import type { Whole } from '@/server/pricing/rules/whole'
import type { Violation } from './rule'

const pageSize = 500

type Checked = Pick<
  OrderRow,
  | 'id'
  | 'number'
  | keyof Whole
  | 'discountMinor'
  | 'chargeMinor'
  | 'creditState'
  | 'stage'
  | 'waitsFor'
  | 'openMinor'
  | 'overdue'
  | 'addressMissing'
  | 'asks'
  | 'deliveryRule'
  | 'committedMinor'
  | 'shippedNotInvoicedMinor'
  | 'netMinor'
  | 'grossMinor'
> & { itemsMinor: bigint }

function differences(order: Checked, lines: readonly OrderLine[]): string[] {
  const stand = position(lines, order)
  const exposure = exposureOf(lines, order.creditState, order)
  const totals = orderTotals(lines, order)
  const wrong: string[] = []
  if (stand.stage !== order.stage || stand.waitsFor !== order.waitsFor)
    wrong.push(`position ${order.stage}/${order.waitsFor}, derived ${stand.stage}/${stand.waitsFor}`)
  if (exposure.committedMinor !== order.committedMinor)
    wrong.push(`committed ${order.committedMinor}, derived ${exposure.committedMinor}`)
  if (exposure.shippedNotInvoicedMinor !== order.shippedNotInvoicedMinor)
    wrong.push(`shipped not invoiced ${order.shippedNotInvoicedMinor}, derived ${exposure.shippedNotInvoicedMinor}`)
  if (totals.grossMinor !== order.grossMinor || totals.netMinor !== order.netMinor)
    wrong.push(`gross ${order.grossMinor}, derived ${totals.grossMinor}`)
  if (totals.allowanceMinor !== order.discountMinor || totals.chargeMinor !== order.chargeMinor)
    wrong.push(
      `discount ${order.discountMinor}, charges ${order.chargeMinor}, derived ${totals.allowanceMinor} and ${totals.chargeMinor}`,
    )
  if (order.itemsMinor !== order.openMinor) wrong.push(`open ${order.openMinor}, items ${order.itemsMinor}`)
  return wrong
}

/** Derives position, totals and exposure of every order from its lines again (rules 10 and 18), page by page. */
export async function checkOrders(ctx: Ctx, reader: Reader): Promise<Violation[]> {
  const violations: Violation[] = []
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const [orders] = await reader(
      sql<Checked>`SELECT o.id, o.number, o.currency, o.credit_state, o.asks, o.delivery_rule, o.stage, o.waits_for, o.open_minor, o.overdue, o.committed_minor, o.shipped_not_invoiced_minor, o.net_minor, o.gross_minor,
        o.discount_percent, o.discount_off_minor, o.discount_base_minor, o.discount_reason_id, o.discount_minor, o.charge_minor, charges_of_order(o.organisation_id, o.id) AS charges,
        v.kind <> 'CUSTOMER_COLLECTS' AND lacks_address(o.ship_to, o.state_needed) AS address_missing,
        coalesce((SELECT sum(i.open_minor) FROM open_item i WHERE i.organisation_id = o.organisation_id AND i.order_id = o.id AND i.kind = 'INVOICE'), 0)::bigint AS items_minor
      FROM sales_order o JOIN carrier_service v ON v.organisation_id = o.organisation_id AND v.id = o.carrier_service_id
      WHERE o.organisation_id = ${ctx.organisationId} AND o.id > ${after} ORDER BY o.id LIMIT ${pageSize}`,
    )
    const last = orders.at(-1)
    if (!last) return violations
    const [lines] = await reader(
      linesOf(
        ctx,
        orders.map((order) => order.id),
      ),
    )
    const byOrder = new Map<string, OrderLine[]>(orders.map((order) => [order.id, []]))
    for (const line of lines) byOrder.get(line.orderId)?.push(line)
    for (const order of orders)
      for (const what of differences(order, byOrder.get(order.id) ?? []))
        violations.push({ rule: 18, what, subject: order.number })
    after = last.id
  }
}

/** The inputs of a referral that exceeded the limit. Decisions of earlier versions do not have them. */
const overLimit = (ctx: Ctx) =>
  sql<{
    id: string
    overMinor: string
    againMinor: string
  }>`SELECT id, least_change->>'overMinor' AS over_minor,
      ((inputs->>'exposureMinor')::bigint + (inputs->>'orderMinor')::bigint - (inputs->>'limitMinor')::bigint)::text AS again_minor
    FROM credit_decision WHERE organisation_id = ${ctx.organisationId} AND cause = 'LIMIT_EXCEEDED' AND inputs ? 'exposureMinor'`

/** Computes every score and every excess again from the inputs kept with the decision (rule 11). */
export async function checkDecisions(ctx: Ctx, reader: Reader): Promise<Violation[]> {
  const [over] = await reader(overLimit(ctx))
  const excess = over
    .filter(({ overMinor, againMinor }) => overMinor !== againMinor)
    .map(({ id, overMinor, againMinor }) => ({
      rule: 11,
      what: `over the limit by ${overMinor}, computed again ${againMinor}`,
      subject: id,
    }))
  return [...excess, ...(await checkScores(ctx, reader))]
}

async function checkScores(ctx: Ctx, reader: Reader): Promise<Violation[]> {
  const [decisions] = await reader(
    sql<{
      id: string
      points: number
      inputs: Record<string, unknown>
    }>`SELECT id, points, inputs FROM credit_decision WHERE organisation_id = ${ctx.organisationId} AND cause = 'FIRST_ORDER'`,
  )
  return decisions.flatMap(({ id, points, inputs }) => {
    const kept = {
      ...inputs,
      orderMinor: BigInt(String(inputs.orderMinor)),
      starterLimitMinor: BigInt(String(inputs.starterLimitMinor)),
    } as ScoringInputs
    const again = score(kept).reduce((sum, factor) => sum + factor.points, 0)
    return again === points ? [] : [{ rule: 11, what: `points ${points}, computed again ${again}`, subject: id }]
  })
}
