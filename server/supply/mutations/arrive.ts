import type { Ctx } from '@/server/platform/context/ctx'
import { notFound, refuse } from '@/server/platform/context/errors'
import type { Tx } from '@/server/platform/database/run'
import { insert, json, type Statement, sql } from '@/server/platform/database/sql'
import type { EventObjectRef, NewEvent } from '@/server/platform/events/events'
import { goodsIn } from '@/server/platform/money/quantity'
import { closeLines, type Difference, fillLines, openOf, type PlannedState, stateOf } from '../rules'
import {
  lockPlanned,
  objectsOf,
  type PlannedLineRow,
  type PlannedRow,
  plannedLinesOf,
  writePlanned,
} from './write-planned'

export interface LockedPlanned {
  planned: PlannedRow
  lines: PlannedLineRow[]
}

/** Locks the planned receipt of a delivery, before orders and stock. Refuses with NOT_FOUND, PLANNED_OVER. */
export async function lockArrival(tx: Tx, id: string): Promise<LockedPlanned> {
  const [[planned], lines] = await tx.run(lockPlanned(tx.ctx, id), plannedLinesOf(tx.ctx, id))
  if (!planned) notFound('plannedReceipt')
  if (!lines.some((line) => openOf(line) > 0)) refuse('PLANNED_OVER')
  return { planned, lines }
}

export interface Arrival {
  statements: Statement<never>[]
  events: NewEvent[]
  objects: EventObjectRef[]
  answer: { number: string; state: PlannedState; differences: Difference[] }
}

/** What was paid last for a unit is what the product costs from now on; a line without a cost says nothing. */
const keepCosts = (ctx: Ctx, costs: ReadonlyMap<string, string>): Statement<never> =>
  sql`INSERT INTO product_supply (organisation_id, product_id, unit_cost)
    SELECT ${ctx.organisationId}::uuid, x.key::uuid, x.value::numeric FROM jsonb_each_text(${json(Object.fromEntries(costs))}) AS x
    ON CONFLICT (organisation_id, product_id) DO UPDATE SET unit_cost = excluded.unit_cost`

/**
 * Builds the statements with which a delivery changes its planned receipt: received quantities, arrivals and state, what the products
 * cost now, and, when nothing more will come, the rest that is given up. The verb that takes the goods in holds the lock and commits.
 */
export function arrive(
  ctx: Ctx,
  { planned, lines: before }: LockedPlanned,
  goodsReceiptId: string,
  arrived: ReadonlyMap<string, number>,
  rest: 'EXPECTED' | 'CLOSED',
): Arrival {
  const { lines: filled, differences } = fillLines(before, arrived)
  const after = rest === 'CLOSED' ? closeLines(filled) : filled
  const goods = goodsIn(
    after.map((line, index) => ({ ...line, closed: line.closed - (before[index]?.closed ?? 0) })),
    (line) => line.closed,
  )
  const objects = objectsOf(planned, []).filter(([type]) => type !== 'product')
  const came = after.flatMap((line, index) => {
    const quantity = line.received - (before[index]?.received ?? 0)
    return quantity > 0 ? [{ goodsReceiptId, lineId: line.id, quantity, arrivedAt: ctx.now }] : []
  })
  const costs = new Map(
    after.flatMap(({ productId, received, unitCost }, index) =>
      unitCost !== null && received > (before[index]?.received ?? 0) ? [[productId, unitCost]] : [],
    ),
  )
  return {
    statements: [
      ...writePlanned(ctx, planned.id, after),
      ...(came.length > 0 ? [insert(ctx, 'plannedReceiptArrival', came)] : []),
      ...(costs.size > 0 ? [keepCosts(ctx, costs)] : []),
    ],
    events: goods.units > 0 ? [{ name: 'supply/receipt.closed', objects, payload: { ...goods } }] : [],
    objects,
    answer: { number: planned.number, state: stateOf(after), differences },
  }
}
