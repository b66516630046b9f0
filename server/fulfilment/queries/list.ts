import { sql as raw } from 'kysely'
import type { Ctx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import { query, sql, tables } from '@/server/platform/database/sql'
import { byKey, cursorOf, pageOf } from '@/server/platform/lists/keyset'
import type { Page } from '@/server/platform/lists/pages'
import { type FloorListInput, type FloorWait, floorListInput } from '../schema'

/** An order as the floor sees it; quantities are sums over its lines. */
export interface FloorRow {
  id: string
  number: string
  customerId: string
  customerName: string
  orderedAt: Date
  promisedOn: string | null
  stageSince: Date
  waitsFor: FloorWait
  /** The payer is on hold: nothing more is released. */
  held: boolean
  serviceName: string
  cutOff: string
  lines: number
  reserved: number
  released: number
  picked: number
  packed: number
  backordered: number
  /** The first bin to go to. */
  firstBin: string | null
}

/** A hold of the payer stops it. */
const held = raw<boolean>`(a.holds > 0 AND order_stopped(o.organisation_id, o.id, o.payer_id))`
const later = raw<string>`coalesce(o.promised_on, DATE '9999-12-31')`

function selected(ctx: Ctx, { waitsFor, state, q, late }: FloorListInput) {
  let list = tables
    .selectFrom('salesOrder as o')
    .innerJoin('customer as c', (join) =>
      join.onRef('c.organisationId', '=', 'o.organisationId').onRef('c.id', '=', 'o.customerId'),
    )
    .innerJoin('creditAccount as a', (join) =>
      join.onRef('a.organisationId', '=', 'o.organisationId').onRef('a.customerId', '=', 'o.payerId'),
    )
    .innerJoin('carrierService as v', (join) =>
      join.onRef('v.organisationId', '=', 'o.organisationId').onRef('v.id', '=', 'o.carrierServiceId'),
    )
    .innerJoinLateral(
      (eb) =>
        eb
          .selectFrom('orderLine as l')
          .whereRef('l.organisationId', '=', 'o.organisationId')
          .whereRef('l.orderId', '=', 'o.id')
          .select([
            raw<number>`count(*)::int`.as('lines'),
            raw<number>`sum(l.reserved)::int`.as('reserved'),
            raw<number>`sum(l.released)::int`.as('released'),
            raw<number>`sum(l.picked)::int`.as('picked'),
            raw<number>`sum(l.packed)::int`.as('packed'),
            raw<number>`sum(l.backordered)::int`.as('backordered'),
          ])
          .as('s'),
      (join) => join.onTrue(),
    )
    .select(['o.id', 'o.number', 'o.customerId', 'c.name as customerName', 'o.orderedAt', 'o.promisedOn'])
    .select(['o.stageSince', 'o.waitsFor', 'v.name as serviceName', 'v.cutOff'])
    .select(['s.lines', 's.reserved', 's.released', 's.picked', 's.packed', 's.backordered'])
    .select([
      held.as('held'),
      raw<
        string | null
      >`(SELECT n.code FROM pick_task t JOIN bin n ON n.organisation_id = t.organisation_id AND n.id = t.bin_id
        WHERE t.organisation_id = o.organisation_id AND t.order_id = o.id AND t.state = 'OPEN' ORDER BY t.walk_order LIMIT 1)`.as(
        'firstBin',
      ),
    ])
    .where('o.organisationId', '=', ctx.organisationId)
    .where('o.stage', '=', 'FULFILMENT')
  if (waitsFor) list = list.where('o.waitsFor', '=', waitsFor)
  if (late) list = list.where('o.promisedOn', '<', ctx.today as never)
  if (state === 'ON_FLOOR') list = list.where('s.released', '>', 0)
  if (state === 'PARKED') list = list.where(held)
  if (state === 'WITHOUT_BIN') list = list.where(raw<boolean>`NOT (${held})`).whereRef('s.reserved', '>', 's.released')
  if (q)
    list = list.where(
      'o.id',
      'in',
      raw<string>`(SELECT id FROM search_orders(${q}, 200) UNION (SELECT f.id FROM sales_order f WHERE f.organisation_id = ${ctx.organisationId}
        AND f.stage = 'FULFILMENT' AND f.customer_id IN (SELECT id FROM search_customers(${q}, 50)) LIMIT 500))`,
    )
  return list
}

/** What the floor has to do: longest waiting first, or by the promised day. */
export async function listFloor(ctx: Ctx, asked: Partial<FloorListInput>): Promise<Page<FloorRow>> {
  const input = floorListInput.parse(asked)
  const promised = input.sort?.endsWith('promisedOn')
  const value = promised
    ? ({ value: later, type: 'date' } as const)
    : ({ value: 'o.stageSince', type: 'timestamptz' } as const)
  const key = { ...value, id: 'o.id', descending: input.sort?.startsWith('-') ?? false }
  const [rows] = await read(ctx, query(byKey(selected(ctx, input), key, input).$castTo<FloorRow>()))
  return pageOf(rows, input, (row) => cursorOf(promised ? (row.promisedOn ?? '9999-12-31') : row.stageSince, row.id))
}

export interface FloorCount {
  waitsFor: FloorWait
  /** At most 1,000. */
  orders: number
}

/** How many orders wait for what on the floor. */
export async function countFloor(ctx: Ctx): Promise<FloorCount[]> {
  const [rows] = await read(
    ctx,
    sql<FloorCount>`SELECT waits_for, count(*)::int AS orders FROM (SELECT waits_for FROM sales_order
      WHERE organisation_id = ${ctx.organisationId} AND stage = 'FULFILMENT' LIMIT 1000) AS few GROUP BY waits_for`,
  )
  return rows
}
