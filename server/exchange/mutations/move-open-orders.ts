import { cancelling, loadToChange } from '@/server/order/mutations/cancel'
import { orderSeries, place } from '@/server/order/mutations/place'
import { followOrder, proformaSeries } from '@/server/order/mutations/proforma'
import type { Ctx } from '@/server/platform/context/ctx'
import { conflict } from '@/server/platform/context/errors'
import { newId } from '@/server/platform/context/ids'
import type { Reader, Tx } from '@/server/platform/database/run'
import { expectRows, sql } from '@/server/platform/database/sql'
import { recordEvents } from '@/server/platform/events/events'
import { openOrderSurroundings } from '../queries/open-orders'
import { usesOf } from '../queries/uses'
import { decideOpenOrders, type OpenOrderWrite } from '../rules/open-orders'
import type { Mover, TakingBack, WrittenRow } from './mover'

const parts = ['order_line', 'order_charge', 'credit_decision', 'proforma']

interface Standing {
  id: string
  /** Whether something of it went on: to the floor, out of the house, or off the order. */
  moved: boolean
  /** Whether somebody amended it: what is ordered, for how much, until when or whereto. */
  amended: boolean
}

const standing = (ctx: Ctx, ids: readonly string[]) =>
  sql<Standing>`SELECT o.id, EXISTS (SELECT 1 FROM event_object x JOIN event e ON e.organisation_id = x.organisation_id AND e.id = x.event_id
        WHERE x.organisation_id = o.organisation_id AND x.object_type = 'order' AND x.object_id = o.id AND e.name IN ('order/order.amended', 'order/order.addressed', 'order/order.divided')) AS amended,
      bool_or(l.released + l.picked + l.packed + l.shipped + l.performed + l.invoiced + l.cancelled > 0) OR o.deposit_minor <> 0 OR o.cancelled_at IS NOT NULL AS moved
    FROM sales_order o JOIN order_line l ON l.organisation_id = o.organisation_id AND l.order_id = o.id
    WHERE o.organisation_id = ${ctx.organisationId} AND o.id = ANY(${ids}::uuid[]) GROUP BY o.organisation_id, o.id`

/** Cancels orders that nobody has begun, as a person would, but without a word to their customers; their numbers are free again. */
async function takeBack(ctx: Ctx, reader: Reader, rows: readonly WrittenRow[], tx: Tx): Promise<TakingBack> {
  const ids = rows.map(({ recordId }) => recordId)
  const [found] = await reader(standing(ctx, ids))
  const used = await usesOf(ctx, reader, 'sales_order', ids, parts)
  const kept = new Map<number, string>()
  const statements: TakingBack['statements'] = []
  for (const { place: row, recordId } of rows) {
    const is = found.find(({ id }) => id === recordId)
    const why = !is ? 'gone' : (used.get(recordId) ?? (is.moved ? 'moved' : is.amended ? 'changed' : undefined))
    if (why) {
      kept.set(row, why)
      continue
    }
    const whole = await loadToChange(tx, recordId)
    const cancelled = cancelling(ctx, whole, 'the import was taken back')
    const follows = followOrder(ctx, whole.proforma, cancelled.order, () => conflict('STALE'))
    const events = [...cancelled.events, ...follows.events].map((event) => ({
      ...event,
      payload: { ...event.payload, undone: true },
    }))
    statements.push(
      ...cancelled.statements,
      ...follows.statements,
      sql`UPDATE sales_order SET external_number = NULL, external_said = NULL, external_ordered_on = NULL, quiet = false WHERE organisation_id = ${ctx.organisationId} AND id = ${recordId}::uuid`,
      recordEvents(ctx, events),
    )
  }
  return { kept, statements }
}

/** Orders that customers gave to the program before, placed by the verb of the order's page. */
export const openOrderMover: Mover<OpenOrderWrite> = {
  series: [
    { name: orderSeries, needs: () => 1 },
    { name: proformaSeries, needs: () => 1 },
  ],
  async decide(ctx, reader, rows, pass) {
    return decideOpenOrders(rows, await openOrderSurroundings(ctx, reader, rows), pass.reading)
  },
  async write(ctx, _reader, rows, numbers, tx) {
    const ids = new Map<number, string>()
    const statements: TakingBack['statements'] = []
    for (const { place: row, write } of rows) {
      const orderId = newId(ctx.now)
      ids.set(row, orderId)
      const [number, proformaNumber] = numbers.map((taken) => () => taken()[0] as string)
      if (!number || !proformaNumber) return conflict('STALE')
      const placed = { orderId, number, proformaNumber, source: 'IMPORT' as const, quoteId: null, agreed: true }
      const made = await place(tx, write.input, placed)
      statements.push(
        ...made.statements,
        expectRows(
          1,
          sql`UPDATE sales_order SET external_number = ${write.externalNumber}, external_said = ${write.externalSaid}, external_ordered_on = ${write.orderedOn}::date,
            quiet = NOT EXISTS (SELECT 1 FROM cut_over WHERE organisation_id = ${ctx.organisationId} AND gone_at IS NOT NULL) WHERE organisation_id = ${ctx.organisationId} AND id = ${orderId}::uuid`,
        ),
      )
    }
    return {
      ids,
      statements,
    }
  },
  takeBack,
}
