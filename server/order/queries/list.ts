import { sql as raw } from 'kysely'
import type { Ctx } from '@/server/platform/ctx'
import { cursorOf, type Page, pageOf, placeOf } from '@/server/platform/pages'
import { read } from '@/server/platform/run'
import { query, sql, tables } from '@/server/platform/sql'
import { type Stage, stages } from '../rules'
import { type OrderListInput, orderListInput } from '../schema'

const stageOf: Record<string, Stage> = {
  CREDIT_DECISION: 'CREDIT',
  CREDIT_HOLD: 'CREDIT',
  PAYMENT: 'CREDIT',
  STOCK: 'FULFILMENT',
  PICKING: 'FULFILMENT',
  PACKING: 'FULFILMENT',
  DISPATCH: 'SHIPPING',
  INVOICE: 'INVOICING',
  DUE: 'RECEIVABLE',
  OVERDUE: 'COLLECTION',
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
}

/** Stages before the goods are with the customer. */
const beforeDelivery: Stage[] = ['CREDIT', 'FULFILMENT', 'SHIPPING']

function selected(ctx: Ctx, input: ReturnType<typeof orderListInput.parse>) {
  const stage = input.stage ?? stageOf[input.waitsFor ?? '']
  let list = tables
    .selectFrom('salesOrder as o')
    .innerJoin('customer as c', (join) =>
      join.onRef('c.organisationId', '=', 'o.organisationId').onRef('c.id', '=', 'o.customerId'),
    )
    .select(['o.id', 'o.number', 'o.customerId', 'c.name as customerName', 'o.customerReference', 'o.source'])
    .select(['o.orderedAt', 'o.promisedOn', 'o.deliveredAt', 'o.stage', 'o.stageSince', 'o.waitsFor', 'o.creditState'])
    .select(['o.currency', 'o.grossMinor', 'o.openMinor'])
    .where('o.organisationId', '=', ctx.organisationId)
  if (stage) list = list.where('o.stage', '=', stage)
  if (input.waitsFor) list = list.where('o.waitsFor', '=', input.waitsFor)
  if (input.customerId) list = list.where('o.customerId', '=', input.customerId)
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
      raw<string>`(SELECT id FROM search_orders(${input.q}, 200) UNION (SELECT f.id FROM sales_order f
        WHERE f.organisation_id = ${ctx.organisationId} AND f.customer_id IN (SELECT id FROM search_customers(${input.q}, 50)) LIMIT 500))`,
    )
  return { list, stage }
}

/** One page of the work list. */
export async function listOrders(ctx: Ctx, asked: OrderListInput): Promise<Page<OrderListRow>> {
  const input = orderListInput.parse(asked)
  const place = placeOf(input.after)
  const selection = selected(ctx, input)
  const byAge = (input.sort ?? (selection.stage ? 'stageSince' : 'orderedAt')) === 'stageSince' && selection.stage
  let { list } = selection
  if (byAge) {
    list = list.orderBy('o.stageSince').orderBy('o.id')
    if (place)
      list = list.where((eb) => eb(eb.refTuple('o.stageSince', 'o.id'), '>', eb.tuple(new Date(place[0]), place[1])))
  } else {
    list = list.orderBy('o.orderedAt', 'desc').orderBy('o.id', 'desc')
    if (place)
      list = list.where((eb) => eb(eb.refTuple('o.orderedAt', 'o.id'), '<', eb.tuple(new Date(place[0]), place[1])))
  }
  const [rows] = await read(ctx, query(list.limit(input.limit + 1).$castTo<OrderListRow>()))
  return pageOf(rows, input.limit, (row) => cursorOf(byAge ? row.stageSince : row.orderedAt, row.id))
}

export interface StageCount {
  stage: Stage
  /** At most 1,000: more is written as "1,000+". */
  orders: bigint
  /** Since when the oldest has been there; null when there is none. */
  oldestAt: Date | null
}

/** How many orders stand in each stage, and how long the oldest has. */
export async function countStages(ctx: Ctx): Promise<StageCount[]> {
  const asked = stages.filter((stage) => stage !== 'ORDER')
  const [rows] = await read(
    ctx,
    sql<StageCount>`SELECT s.stage, (SELECT count(*) FROM (SELECT 1 FROM sales_order o WHERE o.organisation_id = ${ctx.organisationId} AND o.stage = s.stage LIMIT 1000) AS few) AS orders,
        (SELECT o.stage_since FROM sales_order o WHERE o.organisation_id = ${ctx.organisationId} AND o.stage = s.stage ORDER BY o.stage_since, o.id LIMIT 1) AS oldest_at
      FROM unnest(${asked}::text[]) WITH ORDINALITY AS s(stage, place) ORDER BY s.place`,
  )
  return rows
}
