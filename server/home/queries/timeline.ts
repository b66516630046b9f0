import type { Ctx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import { type Statement, sql } from '@/server/platform/database/sql'
import { type TimelineRow, timelineOf } from '@/server/platform/events/timeline'
import type { TimelineInput } from '../schema'

/** Another record that an event names. */
interface NamedObject {
  type: string
  id: string
  label: string
}

export interface ToldRow extends TimelineRow {
  named: NamedObject[]
}

/** The numbers of an event's documents and the codes of its products. */
function namesOf(ctx: Ctx, ids: readonly string[]): Statement<NamedObject> {
  return sql`SELECT 'order' AS type, id, number AS label FROM sales_order WHERE organisation_id = ${ctx.organisationId} AND id = ANY(${ids}::uuid[])
    UNION ALL SELECT 'quote', id, number FROM quote WHERE organisation_id = ${ctx.organisationId} AND id = ANY(${ids}::uuid[])
    UNION ALL SELECT 'shipment', id, number FROM shipment WHERE organisation_id = ${ctx.organisationId} AND id = ANY(${ids}::uuid[])
    UNION ALL SELECT 'invoice', id, number FROM invoice WHERE organisation_id = ${ctx.organisationId} AND id = ANY(${ids}::uuid[])
    UNION ALL SELECT 'receipt', id, number FROM receipt WHERE organisation_id = ${ctx.organisationId} AND id = ANY(${ids}::uuid[])
    UNION ALL SELECT 'plannedReceipt', id, number FROM planned_receipt WHERE organisation_id = ${ctx.organisationId} AND id = ANY(${ids}::uuid[])
    UNION ALL SELECT 'supplier', id, name FROM supplier WHERE organisation_id = ${ctx.organisationId} AND id = ANY(${ids}::uuid[])
    UNION ALL SELECT 'product', id, sku FROM product WHERE organisation_id = ${ctx.organisationId} AND id = ANY(${ids}::uuid[])`
}

/** The quantity of one product in each delivery. */
function receivedOf(
  ctx: Ctx,
  productId: string,
  deliveries: readonly string[],
): Statement<{ id: string; units: number }> {
  return sql`SELECT m.object_id AS id, units_of(sum(m.quantity)::bigint, p.places)::float AS units FROM stock_movement m
    JOIN product p ON p.organisation_id = m.organisation_id AND p.id = m.product_id
    WHERE m.organisation_id = ${ctx.organisationId} AND m.object_type = 'goodsReceipt' AND m.object_id = ANY(${deliveries}::uuid[]) AND m.product_id = ${productId}
    GROUP BY m.object_id, p.places`
}

/** Why more empties came back than were with the customer: people's own words, so that the credit note has them and no event. */
const beyondOf = (ctx: Ctx, creditNotes: readonly string[]): Statement<{ id: string; beyond: string }> =>
  sql`SELECT id, beyond_reason AS beyond FROM invoice
    WHERE organisation_id = ${ctx.organisationId} AND id = ANY(${creditNotes}::uuid[]) AND beyond_reason IS NOT NULL`

const emptiesOf = ({ name, objects }: TimelineRow) =>
  name === 'invoicing/empties.returned' ? objects.find(([type]) => type === 'creditNote')?.[1] : undefined
const deliveryOf = ({ objects }: TimelineRow) => objects.find(([type]) => type === 'goodsReceipt')?.[1]

/** At most this many other records are shown beside a sentence. */
const namedAtMost = 4

/**
 * The events of a record, oldest first, with the other records that each event names. The page of a product shows its
 * own quantity of a delivery, not that of the whole delivery; empties say why more came back, from their credit note.
 */
export async function readTimeline(ctx: Ctx, { objectType, objectId }: TimelineInput): Promise<ToldRow[]> {
  const [rows] = await read(ctx, timelineOf(ctx, objectType, objectId))
  const others = rows.flatMap(({ objects }) => objects.slice(0, namedAtMost * 2).map(([, id]) => id))
  const ids = [...new Set(others)].filter((id) => id !== objectId)
  if (ids.length === 0) return rows.map((row) => ({ ...row, named: [] }))
  const deliveries = objectType === 'product' ? rows.flatMap((row) => deliveryOf(row) ?? []) : []
  const [names, received, reasons] = await read(
    ctx,
    namesOf(ctx, ids),
    receivedOf(ctx, objectId, deliveries),
    beyondOf(
      ctx,
      rows.flatMap((row) => emptiesOf(row) ?? []),
    ),
  )
  const known = new Map(names.map((name) => [name.id, name]))
  const own = new Map(received.map(({ id, units }) => [id, units]))
  return rows.map((row) => {
    const beyond = reasons.find(({ id }) => id === emptiesOf(row))?.beyond
    const units = own.get(deliveryOf(row) ?? '')
    const named = row.objects.flatMap(([, id]) => (id === objectId ? [] : (known.get(id) ?? [])))
    return {
      ...row,
      payload: { ...row.payload, ...(units !== undefined && { units, products: 1 }), ...(beyond && { beyond }) },
      named: named.slice(0, namedAtMost),
    }
  })
}
