import { sql as raw } from 'kysely'
import type { Ctx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import { query, tables } from '@/server/platform/database/sql'
import { byKey, cursorOf, pageOf } from '@/server/platform/lists/keyset'
import type { Page } from '@/server/platform/lists/pages'
import type { Measure } from '@/server/platform/money/quantity'
import { type PutBackListInput, putBackListInput } from '../schema'

/** Goods of one order line that are no longer wanted and still in a tote or a parcel. */
export interface PutBackRow extends Measure {
  id: string
  orderId: string
  orderNumber: string
  customerId: string
  customerName: string
  /** Whether the whole order was cancelled; otherwise this line was reduced. */
  isCancelled: boolean
  sku: string
  name: string
  quantity: number
  /** The part in parcels, which must be unpacked first. */
  boxed: number
  homeBin: string | null
  since: Date
}

/** Goods to put back, the longest waiting first. */
export async function listPutBack(ctx: Ctx, asked: PutBackListInput): Promise<Page<PutBackRow>> {
  const { q, ...page } = putBackListInput.parse(asked)
  let list = tables
    .selectFrom('orderLine as l')
    .innerJoin('salesOrder as o', (join) =>
      join.onRef('o.organisationId', '=', 'l.organisationId').onRef('o.id', '=', 'l.orderId'),
    )
    .innerJoin('customer as c', (join) =>
      join.onRef('c.organisationId', '=', 'o.organisationId').onRef('c.id', '=', 'o.customerId'),
    )
    .innerJoin('product as p', (join) =>
      join.onRef('p.organisationId', '=', 'l.organisationId').onRef('p.id', '=', 'l.productId'),
    )
    .leftJoin('stockLevel as s', (join) =>
      join
        .onRef('s.organisationId', '=', 'l.organisationId')
        .onRef('s.warehouseId', '=', 'l.warehouseId')
        .onRef('s.productId', '=', 'l.productId'),
    )
    .leftJoin('bin as b', (join) =>
      join.onRef('b.organisationId', '=', 's.organisationId').onRef('b.id', '=', 's.homeBinId'),
    )
    .select(['l.id', 'l.orderId', 'o.number as orderNumber', 'o.customerId', 'c.name as customerName'])
    .select([
      'p.sku',
      'l.description as name',
      'l.toPutBack as quantity',
      'l.unit',
      'l.places',
      'l.boxed',
      'b.code as homeBin',
    ])
    .select(['l.putBackSince as since', raw<boolean>`o.stage = 'CANCELLED'`.as('isCancelled')])
    .where('l.organisationId', '=', ctx.organisationId)
    .where('l.toPutBack', '>', 0)
  if (q)
    list = list.where(
      raw<boolean>`(l.order_id IN (SELECT id FROM search_orders(${q}, 200)) OR l.product_id IN (SELECT id FROM search_products(${q}, 200)))`,
    )
  const key = { value: 'l.putBackSince', type: 'timestamptz', id: 'l.id', descending: false } as const
  const [rows] = await read(ctx, query(byKey(list, key, page).$castTo<PutBackRow>()))
  return pageOf(rows, page, (row) => cursorOf(row.since, row.id))
}
