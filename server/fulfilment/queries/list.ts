import { type RawBuilder, sql as raw } from 'kysely'
import { undated, waitsIn, waitsSomewhere } from '@/server/order/queries/waits-in'
import type { Ctx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import { query, tables } from '@/server/platform/database/sql'
import { byKey, cursorOf, pageOf } from '@/server/platform/lists/keyset'
import type { Page } from '@/server/platform/lists/pages'
import { type FloorListInput, type FloorWait, floorListInput } from '../schema'
import { firstDay, lastDay } from './leaving'

/** An order as the floor sees it; quantities are sums over its lines. */
export interface FloorRow {
  id: string
  number: string
  customerId: string
  customerName: string
  orderedAt: Date
  promisedOn: string | null
  /** Whether a part waits for stock without a known day, so that the promised day cannot be kept. */
  undated: boolean
  stageSince: Date
  /** In the warehouse of the list; without one, what the list was asked for, otherwise what the whole order waits for. */
  waitsFor: FloorWait
  /** The payer is on hold: nothing more is released. */
  held: boolean
  serviceName: string
  cutOff: string
  /** The day by whose cut-off it leaves: the last that keeps its promise; without one, or when that is over, the first possible. */
  leavesOn: string
  /** Whether that is too late for its promise. */
  late: boolean
  /** Who is at it now. */
  worker: string | null
  lines: number
  reserved: number
  released: number
  picked: number
  packed: number
  backordered: number
  /** The unit of all lines; null when their units differ, so that lines are counted. */
  unit: string | null
  pickLines: number
  packLines: number
  shortLines: number
  /** The first bin to go to. */
  firstBin: string | null
}

/** A hold of the payer stops it. */
const held = raw<boolean>`(SELECT a.holds > 0 AND order_stopped(o.organisation_id, o.id, o.payer_id) FROM credit_account a
  WHERE a.organisation_id = o.organisation_id AND a.customer_id = o.payer_id)`
const customerName = raw<string>`(SELECT c.name FROM customer c WHERE c.organisation_id = o.organisation_id AND c.id = o.customer_id)`
const worker = (ctx: Ctx, warehouseId: string | null) => raw<
  string | null
>`(SELECT string_agg(DISTINCT m.name, ', ') FROM pick_turn n JOIN membership m ON m.organisation_id = n.organisation_id AND m.user_id = n.user_id
  WHERE n.organisation_id = o.organisation_id AND n.order_id = o.id AND n.until > ${ctx.now} AND (${warehouseId}::uuid IS NULL OR n.warehouse_id = ${warehouseId}::uuid))`
const later = raw<string>`coalesce(o.promised_on, DATE '9999-12-31')`

/** What can be done now stands above what waits for somebody else or for stock; within both what leaves first, and of that what is late. */
const place = (waits: RawBuilder<string>) => raw<string>`concat_ws(' ',
  CASE WHEN ${waits} = 'STOCK' THEN 2 WHEN s.released + s.picked - s.packed > 0 AND NOT ${held} THEN 0 ELSE 1 END,
  greatest(s.last_day, s.first_day), v.cut_off, coalesce(s.last_day, s.first_day))`

/** What an order waits for: of one that is divided, in the warehouse of the list. */
const waitsOf = (warehouseId: string | undefined): RawBuilder<string> =>
  warehouseId ? raw`(CASE WHEN o.served_because = 'SPLIT' THEN s.waits ELSE o.waits_for END)` : raw`o.waits_for`

function selected(ctx: Ctx, { waitsFor, warehouseId, state, q, late }: FloorListInput) {
  const waits = waitsOf(warehouseId)
  let list = tables
    .selectFrom('salesOrder as o')
    .innerJoin('carrierService as v', (join) =>
      join.onRef('v.organisationId', '=', 'o.organisationId').onRef('v.id', '=', 'o.carrierServiceId'),
    )
    .innerJoinLateral(
      (eb) =>
        eb
          .selectFrom('orderLine as l')
          .whereRef('l.organisationId', '=', 'o.organisationId')
          .whereRef('l.orderId', '=', 'o.id')
          .$if(Boolean(warehouseId), (lines) => lines.where('l.warehouseId', '=', warehouseId as string))
          .select([
            raw<number>`count(*)::int`.as('lines'),
            raw<number>`sum(l.reserved + l.picked + l.backordered)`.as('here'),
            waitsIn.as('waits'),
            lastDay(ctx).as('lastDay'),
            firstDay(ctx).as('firstDay'),
            raw<number>`sum(units_of(l.reserved, l.places))::float`.as('reserved'),
            raw<number>`sum(units_of(l.released, l.places))::float`.as('released'),
            raw<number>`sum(units_of(l.picked, l.places))::float`.as('picked'),
            raw<number>`sum(units_of(l.packed, l.places))::float`.as('packed'),
            raw<number>`sum(units_of(l.backordered, l.places))::float`.as('backordered'),
            raw<
              string | null
            >`CASE WHEN count(DISTINCT CASE l.unit WHEN 'H87' THEN 'C62' ELSE l.unit END) = 1 THEN min(l.unit) END`.as(
              'unit',
            ),
            raw<number>`(count(*) FILTER (WHERE l.reserved > 0))::int`.as('pickLines'),
            raw<number>`(count(*) FILTER (WHERE l.picked > l.packed))::int`.as('packLines'),
            raw<number>`(count(*) FILTER (WHERE l.backordered > 0))::int`.as('shortLines'),
          ])
          .as('s'),
      (join) => join.onTrue(),
    )
    .select([
      worker(ctx, warehouseId ?? null).as('worker'),
      raw<string>`greatest(s.last_day, s.first_day)`.as('leavesOn'),
      raw<boolean>`coalesce(s.last_day < s.first_day, false)`.as('late'),
      place(waits).as('place'),
    ])
    .select(['o.id', 'o.number', 'o.customerId', customerName.as('customerName'), 'o.orderedAt', 'o.promisedOn'])
    .select(['o.stageSince', 'v.name as serviceName', 'v.cutOff'])
    .select((waitsFor && !warehouseId ? raw<string>`${waitsFor}::text` : waits).as('waitsFor'))
    .select(['s.lines', 's.reserved', 's.released', 's.picked', 's.packed', 's.backordered'])
    .select(['s.unit', 's.pickLines', 's.packLines', 's.shortLines'])
    .select([
      held.as('held'),
      undated.as('undated'),
      raw<
        string | null
      >`(SELECT n.code FROM pick_task t JOIN bin n ON n.organisation_id = t.organisation_id AND n.id = t.bin_id
        WHERE t.organisation_id = o.organisation_id AND t.order_id = o.id AND t.state = 'OPEN' AND (${warehouseId ?? null}::uuid IS NULL OR t.warehouse_id = ${warehouseId ?? null}::uuid) ORDER BY t.walk_order LIMIT 1)`.as(
        'firstBin',
      ),
    ])
    .where('o.organisationId', '=', ctx.organisationId)
    .where('o.stage', '=', 'FULFILMENT')
  if (waitsFor) list = list.where(warehouseId ? raw<boolean>`${waits} = ${waitsFor}` : waitsSomewhere(waitsFor))
  // Of an order whose lines are divided between warehouses, each sees its own, as long as something is to do there.
  if (warehouseId) list = list.where('s.here', '>', 0).where(raw<boolean>`coalesce(${waits}, 'DISPATCH') <> 'DISPATCH'`)
  if (late) list = list.where('o.promisedOn', '<', ctx.today as never)
  if (state === 'ON_FLOOR') list = list.where('s.released', '>', 0)
  if (state === 'PARKED') list = list.where(held)
  if (state === 'WITHOUT_BIN') list = list.where(raw<boolean>`NOT (${held})`).whereRef('s.reserved', '>', 's.released')
  if (q)
    list = list.where(
      'o.id',
      'in',
      raw<string>`(SELECT id FROM search_orders(${q}, 200) UNION SELECT id FROM search_orders_by_product(${q}, 300) UNION (SELECT f.id FROM sales_order f WHERE f.organisation_id = ${ctx.organisationId}
        AND f.stage = 'FULFILMENT' AND f.customer_id IN (SELECT id FROM search_customers(${q}, 50)) LIMIT 500))`,
    )
  return list
}

/** What the floor has to do: what can be done now first, by the cut-off it must leave by; or longest waiting first, or by the promised day. */
export async function listFloor(ctx: Ctx, asked: Partial<FloorListInput>): Promise<Page<FloorRow>> {
  const input = floorListInput.parse(asked)
  const by = (input.sort ?? 'leaves').replace(/^-/, '') as keyof typeof sortings
  const descending = input.sort?.startsWith('-') ?? false
  const { of, ...value } = sortings[by]
  const key = {
    ...value,
    ...(by === 'leaves' && { value: place(waitsOf(input.warehouseId)) }),
    id: 'o.id',
    descending,
  }
  const [rows] = await read(ctx, query(byKey(selected(ctx, input), key, input).$castTo<FloorRow & { place: string }>()))
  return pageOf(rows, input, (row) => cursorOf(of(row), row.id))
}

const sortings = {
  leaves: { value: 'o.id', type: 'text', of: (row: { place: string }) => row.place },
  stageSince: { value: 'o.stageSince', type: 'timestamptz', of: (row: FloorRow) => row.stageSince },
  promisedOn: { value: later, type: 'date', of: (row: FloorRow) => row.promisedOn ?? '9999-12-31' },
} as const
