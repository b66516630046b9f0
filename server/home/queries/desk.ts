import { sql } from 'kysely'
import type { Ctx } from '@/server/platform/context/ctx'
import type { Permission } from '@/server/platform/context/permissions'
import { read } from '@/server/platform/database/run'
import { sql as flat, query, tables } from '@/server/platform/database/sql'
import { startOfDay, weekOf } from '@/server/platform/time/calendar'
import type { FirstStep } from '../rules'

/** The figures of one job, counted now. The key names the desk that shows them. */
export interface DeskFigure {
  key: DeskFigureKey
  count: number
  amountMinor: bigint | null
}

const happened = (ctx: Ctx, name: string, from: Date, measure = sql`count(*)::int`) =>
  sql`SELECT ${measure} AS count, NULL::bigint AS amount_minor FROM event e WHERE e.organisation_id = ${ctx.organisationId} AND e.name = ${name} AND e.at >= ${from}`

const today = (ctx: Ctx) => startOfDay(ctx.organisation.timeZone, ctx.today)
const week = (ctx: Ctx) => startOfDay(ctx.organisation.timeZone, weekOf(ctx.today))

const figures = {
  ORDERS_TODAY: {
    for: 'order.confirm',
    asks: (ctx: Ctx) =>
      sql`SELECT count(*)::int AS count, coalesce(sum(gross_minor), 0)::bigint AS amount_minor FROM sales_order WHERE organisation_id = ${ctx.organisationId} AND ordered_at >= ${today(ctx)}`,
  },
  ORDERS_WEEK: {
    for: 'order.confirm',
    asks: (ctx: Ctx) =>
      sql`SELECT count(*)::int AS count, coalesce(sum(gross_minor), 0)::bigint AS amount_minor FROM sales_order WHERE organisation_id = ${ctx.organisationId} AND ordered_at >= ${week(ctx)}`,
  },
  QUOTES_OUT: {
    for: 'quote.change',
    asks: (ctx: Ctx) =>
      sql`SELECT count(*)::int AS count, coalesce(sum(gross_minor), 0)::bigint AS amount_minor FROM quote WHERE organisation_id = ${ctx.organisationId} AND state = 'SENT'`,
  },
  PAYERS_HELD: {
    for: 'credit.decide',
    asks: (ctx: Ctx) =>
      sql`SELECT count(*)::int AS count, coalesce(sum(open_minor), 0)::bigint AS amount_minor FROM credit_account WHERE organisation_id = ${ctx.organisationId} AND holds > 0`,
  },
  DECISIONS_WEEK: {
    for: 'credit.decide',
    asks: (ctx: Ctx) => happened(ctx, 'credit/decision.made', week(ctx)),
  },
  LINES_TO_PICK: {
    for: 'fulfilment.pick',
    asks: (ctx: Ctx) =>
      sql`SELECT count(*)::int AS count, NULL::bigint AS amount_minor FROM pick_task WHERE organisation_id = ${ctx.organisationId} AND state = 'OPEN'`,
  },
  LINES_PICKED: {
    for: 'fulfilment.pick',
    asks: (ctx: Ctx) =>
      happened(ctx, 'fulfilment/line.picked', today(ctx), sql`coalesce(sum((e.payload->>'lines')::int), 0)::int`),
  },
  SHORT_TODAY: { for: 'fulfilment.pick', asks: (ctx: Ctx) => happened(ctx, 'fulfilment/pick.short', today(ctx)) },
  PACKED_TODAY: { for: 'fulfilment.pack', asks: (ctx: Ctx) => happened(ctx, 'fulfilment/order.packed', today(ctx)) },
  LEFT_TODAY: {
    for: 'shipping.dispatch',
    asks: (ctx: Ctx) => happened(ctx, 'shipping/shipment.dispatched', today(ctx)),
  },
  UNDER_WAY: {
    for: 'shipping.dispatch',
    asks: (ctx: Ctx) =>
      sql`SELECT count(*)::int AS count, NULL::bigint AS amount_minor FROM shipment WHERE organisation_id = ${ctx.organisationId} AND state = 'DISPATCHED'`,
  },
  MONEY_TODAY: {
    for: 'collection.record',
    asks: (ctx: Ctx) =>
      sql`SELECT count(*)::int AS count, coalesce(sum(amount_minor), 0)::bigint AS amount_minor FROM receipt
        WHERE organisation_id = ${ctx.organisationId} AND received_on = ${ctx.today} AND reversed_at IS NULL`,
  },
  MONEY_WEEK: {
    for: 'collection.record',
    asks: (ctx: Ctx) =>
      sql`SELECT count(*)::int AS count, coalesce(sum(amount_minor), 0)::bigint AS amount_minor FROM receipt
        WHERE organisation_id = ${ctx.organisationId} AND received_on >= ${weekOf(ctx.today)} AND received_on <= ${ctx.today} AND reversed_at IS NULL`,
  },
} as const satisfies Record<string, { for: Permission; asks: (ctx: Ctx) => ReturnType<typeof sql> }>

export type DeskFigureKey = keyof typeof figures

/** The figures of the jobs that this person does, judged by their permissions. */
export async function deskFigures(ctx: Ctx): Promise<DeskFigure[]> {
  const keys = (Object.keys(figures) as DeskFigureKey[]).filter(
    (key) => ctx.permissions === 'ALL' || ctx.permissions.has(figures[key].for),
  )
  if (keys.length === 0) return []
  const parts = keys.map(
    (key) => sql`SELECT ${key}::text AS key, f.count, f.amount_minor FROM (${figures[key].asks(ctx)}) AS f`,
  )
  const asked = sql.join(parts, sql` UNION ALL `)
  const [rows] = await read(ctx, query<DeskFigure>({ compile: () => asked.compile(tables) as never }))
  return rows
}

/** Which of the steps towards the first payment a new organisation has taken. They are read from the rows and not stored. */
export async function stepsDone(ctx: Ctx): Promise<Record<FirstStep, boolean>> {
  const { organisationId: id } = ctx
  const [[row]] = await read(
    ctx,
    flat<
      Record<FirstStep, boolean>
    >`SELECT (SELECT id FROM product WHERE organisation_id = ${id} ORDER BY id LIMIT 1) IS NOT NULL AS products,
      (SELECT id FROM stock_movement WHERE organisation_id = ${id} ORDER BY id LIMIT 1) IS NOT NULL AS stock,
      (SELECT id FROM customer WHERE organisation_id = ${id} ORDER BY id LIMIT 1) IS NOT NULL AS customers,
      (SELECT id FROM sales_order WHERE organisation_id = ${id} ORDER BY id LIMIT 1) IS NOT NULL AS orders,
      (SELECT legal_name IS NOT NULL AND address_line IS NOT NULL AND (tax_number IS NOT NULL OR tax_registered IS FALSE) FROM organisation WHERE id = ${id}) AS legal`,
  )
  return row as Record<FirstStep, boolean>
}
