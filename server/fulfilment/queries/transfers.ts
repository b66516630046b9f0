import { type RawBuilder, sql as raw } from 'kysely'
import type { Tracking } from '@/server/catalog/rules'
import type { Scannable } from '@/server/inventory/rules/codes'
import type { Ctx } from '@/server/platform/context/ctx'
import { notFound } from '@/server/platform/context/errors'
import { read } from '@/server/platform/database/run'
import { query, type Statement, sql, tables } from '@/server/platform/database/sql'
import { byKey, cursorOf, pageOf } from '@/server/platform/lists/keyset'
import type { Page } from '@/server/platform/lists/pages'
import type { Measure } from '@/server/platform/money/quantity'
import { type TransferListInput, transferListInput } from '../schema/transfer'
import { lotsOfTransfer, type SentLot } from './lots'

export interface TransferRow {
  id: string
  number: string
  fromName: string
  toName: string
  state: string
  expectedOn: string
  sentAt: Date
  receivedAt: Date | null
  products: number
  /** The unit of all lines; null when their units differ, so that the sums say nothing. */
  unit: string | null
  /** Lines of which nothing is on the way any more. */
  done: number
  units: number
  received: number
  lost: number
}

/** Transfers between warehouses by the day on which they are expected: on their way, unless others are asked for. */
export async function listTransfers(ctx: Ctx, asked: TransferListInput): Promise<Page<TransferRow>> {
  const { q, state, warehouseId, late, sort, ...page } = transferListInput.parse(asked)
  const ofLines = <Told>(told: RawBuilder<unknown>) =>
    raw<Told>`(SELECT ${told} FROM transfer_line l
      JOIN product p ON p.organisation_id = l.organisation_id AND p.id = l.product_id WHERE l.organisation_id = t.organisation_id AND l.transfer_id = t.id)`
  const sum = (of: string) => ofLines<number>(raw`coalesce(sum(units_of(${raw.ref(`l.${of}`)}, p.places)), 0)::float`)
  let list = tables
    .selectFrom('transfer as t')
    .innerJoin('warehouse as f', (join) =>
      join.onRef('f.organisationId', '=', 't.organisationId').onRef('f.id', '=', 't.fromWarehouseId'),
    )
    .innerJoin('warehouse as w', (join) =>
      join.onRef('w.organisationId', '=', 't.organisationId').onRef('w.id', '=', 't.toWarehouseId'),
    )
    .select(['t.id', 't.number', 'f.name as fromName', 'w.name as toName', 't.state', 't.expectedOn', 't.sentAt'])
    .select(['t.receivedAt', sum('quantity').as('units'), sum('received').as('received'), sum('lost').as('lost')])
    .select(
      raw<number>`(SELECT count(*)::int FROM transfer_line l WHERE l.organisation_id = t.organisation_id AND l.transfer_id = t.id)`.as(
        'products',
      ),
    )
    .select([
      ofLines<number>(raw`(count(*) FILTER (WHERE l.received + l.lost >= l.quantity))::int`).as('done'),
      ofLines<string | null>(
        raw`CASE WHEN count(DISTINCT CASE p.unit WHEN 'H87' THEN 'C62' ELSE p.unit END) = 1 THEN min(p.unit) END`,
      ).as('unit'),
    ])
    .where('t.organisationId', '=', ctx.organisationId)
  if (state !== 'ALL') list = list.where('t.state', '=', state)
  if (late) list = list.where('t.state', '=', 'SENT').where('t.expectedOn', '<', ctx.today)
  if (warehouseId) list = list.where(raw<boolean>`${warehouseId}::uuid IN (t.from_warehouse_id, t.to_warehouse_id)`)
  if (q) list = list.where(raw<boolean>`strpos(lower(t.number || ' ' || f.name || ' ' || w.name), lower(${q})) > 0`)
  const key = { value: 't.expectedOn', type: 'date', id: 't.id', descending: sort === '-expectedOn' } as const
  const [rows] = await read(ctx, query(byKey(list, key, page).$castTo<TransferRow>()))
  return pageOf(rows, page, (row) => cursorOf(row.expectedOn, row.id))
}

export interface TransferRecord {
  id: string
  number: string
  fromWarehouseId: string
  fromName: string
  toWarehouseId: string
  toName: string
  state: string
  expectedOn: string
  /** With which promises reckon since it did not come on its day. */
  reckonedOn: string | null
  note: string | null
  sentAt: Date
  sentBy: string | null
  receivedAt: Date | null
  receivedBy: string | null
  lines: (Scannable & {
    id: string
    tracking: Tracking
    productId: string
    name: string
    quantity: number
    received: number
    lost: number
  })[]
  /** Of products that are kept by lot. */
  lots: SentLot[]
}

/** What was taken from a bin for a transfer, in the order in which somebody walks. */
export interface TakenForTransfer extends Measure {
  sku: string
  name: string
  binCode: string | null
  lot: string
  quantity: number
}

/** From which bins the goods of a transfer were taken. */
export const takenFor = (ctx: Ctx, id: string): Statement<TakenForTransfer> =>
  sql`SELECT p.sku, p.name, p.unit, p.places, b.code AS bin_code, coalesce(m.lot, '') AS lot, (-sum(m.quantity))::int AS quantity
    FROM stock_movement m JOIN product p ON p.organisation_id = m.organisation_id AND p.id = m.product_id
    LEFT JOIN bin b ON b.organisation_id = m.organisation_id AND b.id = m.bin_id
    WHERE m.organisation_id = ${ctx.organisationId} AND m.object_type = 'transfer' AND m.object_id = ${id} AND m.cause = 'SENT'
    GROUP BY p.id, p.sku, p.name, p.unit, p.places, b.code, b.walk_order, m.lot ORDER BY b.walk_order NULLS LAST, p.sku, m.lot`

/** One transfer with its lines. Refuses with NOT_FOUND. */
export async function transferRecord(ctx: Ctx, id: string): Promise<TransferRecord> {
  const [[transfer], lines, lots] = await read(
    ctx,
    sql<
      Omit<TransferRecord, 'lines' | 'lots'>
    >`SELECT t.id, t.number, t.from_warehouse_id, f.name AS from_name, t.to_warehouse_id, w.name AS to_name, t.state, t.expected_on, t.reckoned_on, t.note, t.sent_at, t.received_at,
        (SELECT m.name FROM membership m WHERE m.organisation_id = t.organisation_id AND m.user_id = t.sent_by) AS sent_by,
        (SELECT m.name FROM membership m WHERE m.organisation_id = t.organisation_id AND m.user_id = t.received_by) AS received_by
      FROM transfer t JOIN warehouse f ON f.organisation_id = t.organisation_id AND f.id = t.from_warehouse_id
      JOIN warehouse w ON w.organisation_id = t.organisation_id AND w.id = t.to_warehouse_id
      WHERE t.organisation_id = ${ctx.organisationId} AND t.id = ${id}`,
    sql<
      TransferRecord['lines'][number]
    >`SELECT l.id, l.product_id, p.sku, p.gtin, packs_of(p.organisation_id, p.id) AS packs, p.name, p.unit, p.places, p.tracking, l.quantity, l.received, l.lost FROM transfer_line l
      JOIN product p ON p.organisation_id = l.organisation_id AND p.id = l.product_id
      WHERE l.organisation_id = ${ctx.organisationId} AND l.transfer_id = ${id} ORDER BY l.position`,
    lotsOfTransfer(ctx, id),
  )
  return transfer ? { ...transfer, lines, lots } : notFound('transfer')
}
