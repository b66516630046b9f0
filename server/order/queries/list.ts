import { sql as raw } from 'kysely'
import type { Ctx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import { query, sql, tables } from '@/server/platform/database/sql'
import { byKey, cursorOf, pageOf } from '@/server/platform/lists/keyset'
import type { Page } from '@/server/platform/lists/pages'
import { type Stage, stages } from '../rules/position'
import { type OrderListInput, orderListInput } from '../schema'
import { undated, waitsSomewhere } from './waits-in'

/** The stages of orders that wait for something; a part may wait for dispatch while another warehouse still picks. */
const stagesOf: Record<string, Stage[]> = {
  CUSTOMER: ['ORDER'],
  TAX: ['ORDER'],
  ADDRESS: ['ORDER'],
  CREDIT_DECISION: ['CREDIT'],
  CREDIT_HOLD: ['CREDIT'],
  PAYMENT: ['CREDIT'],
  STOCK: ['FULFILMENT'],
  PICKING: ['FULFILMENT'],
  PACKING: ['FULFILMENT'],
  DISPATCH: ['FULFILMENT', 'SHIPPING'],
  INVOICE: ['INVOICING'],
  DUE: ['RECEIVABLE'],
  OVERDUE: ['COLLECTION'],
}

export interface OrderListRow {
  id: string
  number: string
  customerId: string
  customerName: string
  customerReference: string | null
  source: string
  orderedAt: Date
  promisedOn: string | null
  deliveredAt: Date | null
  stage: Stage
  stageSince: Date
  waitsFor: string | null
  creditState: string
  currency: string
  grossMinor: bigint
  openMinor: bigint
  /** Units that are not reserved because the order waits for credit or payment, and not for stock. */
  unreserved: number
  /** Whether units wait for stock and no day is known for them: a day that was promised cannot be kept then. */
  undated: boolean
}

/** Stages before the goods are with the customer. */
const beforeDelivery: Stage[] = ['CREDIT', 'FULFILMENT', 'SHIPPING']

const unreserved = raw<number>`(CASE WHEN o.stage <> 'CREDIT' THEN 0 ELSE (SELECT coalesce(sum(l.backordered), 0) FROM order_line l
  WHERE l.organisation_id = o.organisation_id AND l.order_id = o.id) END)::int`

/** As a value and no join: it is looked up for the orders of the page, and not for all that are sorted. */
const customerName = raw<string>`(SELECT c.name FROM customer c WHERE c.organisation_id = o.organisation_id AND c.id = o.customer_id)`

const withoutDay = (ctx: Ctx) =>
  tables
    .selectFrom('orderLine as l')
    .select('l.orderId')
    .where('l.organisationId', '=', ctx.organisationId)
    .where('l.backordered', '>', 0)
    .where('l.plannedOn', 'is', null)

function selected(ctx: Ctx, input: ReturnType<typeof orderListInput.parse>) {
  const within = input.unreserved ? (['CREDIT'] as const) : input.stage ? [input.stage] : stagesOf[input.waitsFor ?? '']
  let list = tables
    .selectFrom('salesOrder as o')
    .select(['o.id', 'o.number', 'o.customerId', customerName.as('customerName'), 'o.customerReference', 'o.source'])
    .select(['o.orderedAt', 'o.promisedOn', 'o.deliveredAt', 'o.stage', 'o.stageSince', 'o.waitsFor', 'o.creditState'])
    .select(['o.currency', 'o.grossMinor', 'o.openMinor', unreserved.as('unreserved')])
    .select(undated.as('undated'))
    .where('o.organisationId', '=', ctx.organisationId)
  if (within) list = list.where('o.stage', 'in', within)
  if (input.waitsFor) list = list.where(waitsSomewhere(input.waitsFor))
  if (input.unreserved) list = list.where(unreserved, '>', 0)
  if (input.undated)
    list = list.where('o.stage', 'in', ['FULFILMENT', 'SHIPPING']).where('o.id', 'in', withoutDay(ctx)).where(undated)
  if (input.customerId) list = list.where('o.customerId', '=', input.customerId)
  if (input.productId)
    list = list.where('o.id', 'in', (eb) =>
      eb
        .selectFrom('orderLine as l')
        .select('l.orderId')
        .where('l.organisationId', '=', ctx.organisationId)
        .where('l.productId', '=', input.productId as string),
    )
  if (input.mine) list = list.where('o.createdBy', '=', ctx.actor.id)
  if (input.late)
    list = list
      .where('o.stage', 'in', beforeDelivery)
      .where('o.deliveredAt', 'is', null)
      .where('o.promisedOn', '<', ctx.today as never)
  if (input.q)
    list = list.where(
      'o.id',
      'in',
      raw<string>`(SELECT id FROM search_orders(${input.q}, 200) UNION SELECT id FROM search_orders_by_product(${input.q}, 300) UNION SELECT x.id FROM sales_order x WHERE x.organisation_id = ${ctx.organisationId} AND x.external_number = ${input.q} UNION (SELECT f.id FROM sales_order f
        WHERE f.organisation_id = ${ctx.organisationId} AND f.customer_id IN (SELECT id FROM search_customers(${input.q}, 50)) LIMIT 500))`,
    )
  return { list, byStage: Boolean(within) }
}

/** Sorts by age only within a stage, because no index serves it otherwise. */
function sortingOf({ sort, late }: ReturnType<typeof orderListInput.parse>, byStage: boolean) {
  const column = sort?.replace('-', '')
  const descending = sort?.startsWith('-')
  if (byStage && !late && column !== 'orderedAt')
    return { column: 'stageSince', value: 'o.stageSince', type: 'timestamptz', id: 'o.id', descending } as const
  const newestFirst = column === 'orderedAt' ? descending : true
  return {
    column: 'orderedAt',
    value: 'o.orderedAt',
    type: 'timestamptz',
    id: 'o.id',
    descending: newestFirst,
  } as const
}

/** One page of the work list. */
export async function listOrders(ctx: Ctx, asked: OrderListInput): Promise<Page<OrderListRow>> {
  const input = orderListInput.parse(asked)
  const { list, byStage } = selected(ctx, input)
  const sorting = sortingOf(input, byStage)
  const [rows] = await read(ctx, query(byKey(list, sorting, input).$castTo<OrderListRow>()))
  return pageOf(rows, input, (row) => cursorOf(row[sorting.column], row.id))
}

interface StageCount {
  stage: Stage
  /** At most 1,000: more is written as "1,000+". */
  orders: bigint
  /** When the oldest order came to the stage; null when there is none. */
  oldestAt: Date | null
}

/** How many orders are in each stage, and since when the oldest of them is. */
export async function countStages(ctx: Ctx): Promise<StageCount[]> {
  const [rows] = await read(
    ctx,
    sql<StageCount>`SELECT s.stage, (SELECT count(*) FROM (SELECT 1 FROM sales_order o WHERE o.organisation_id = ${ctx.organisationId} AND o.stage = s.stage LIMIT 1000) AS few) AS orders,
        (SELECT o.stage_since FROM sales_order o WHERE o.organisation_id = ${ctx.organisationId} AND o.stage = s.stage ORDER BY o.stage_since, o.id LIMIT 1) AS oldest_at
      FROM unnest(${stages}::text[]) WITH ORDINALITY AS s(stage, place) ORDER BY s.place`,
  )
  return rows
}
