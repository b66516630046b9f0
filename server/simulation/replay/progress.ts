import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { ctxAt, type World } from '../drive'
import type { HistoricDocument } from './history'

/** How far an earlier run of the same history came. */
export interface Progress {
  confirmed: Set<string>
  /** What each cancellation has taken back or credited so far: units by code and price. */
  returned: Map<string, Map<string, number>>
  /** The time of the virtual clock when the replay was interrupted; null when it had not begun. */
  at: Date | null
}

const priced = (code: string, unitPrice: string) => `${code} at ${Number(unitPrice)}`

export async function progressOf(world: World): Promise<Progress> {
  const { id } = world.organisation
  const [orders, returns, [latest]] = await read(
    ctxAt(world, new Date(0)),
    sql<{
      reference: string
    }>`SELECT request_key AS reference FROM idempotency_key WHERE organisation_id = ${id} AND procedure = 'order.confirm'`,
    sql<{
      reference: string
      code: string
      unitPrice: string
      quantity: number
    }>`SELECT r.note AS reference, p.sku AS code, l.unit_price::text, sum(x.quantity)::int AS quantity FROM goods_return r
      JOIN goods_return_line x ON x.organisation_id = r.organisation_id AND x.return_id = r.id
      JOIN order_line l ON l.organisation_id = x.organisation_id AND l.id = x.order_line_id
      JOIN product p ON p.organisation_id = l.organisation_id AND p.id = l.product_id
      WHERE r.organisation_id = ${id} AND r.note IS NOT NULL GROUP BY 1, 2, 3
      UNION ALL
      SELECT i.reason, p.sku, l.unit_price::text, -sum(x.quantity)::int FROM invoice i
      JOIN invoice_line x ON x.organisation_id = i.organisation_id AND x.invoice_id = i.id
      JOIN order_line l ON l.organisation_id = x.organisation_id AND l.id = x.order_line_id
      JOIN product p ON p.organisation_id = l.organisation_id AND p.id = l.product_id
      WHERE i.organisation_id = ${id} AND i.kind = 'CREDIT_NOTE' AND i.return_id IS NULL GROUP BY 1, 2, 3`,
    sql<{ at: Date | null }>`SELECT max(at) AS at FROM event WHERE organisation_id = ${id}`,
  )
  const returned: Progress['returned'] = new Map()
  for (const { reference, code, unitPrice, quantity } of returns)
    returned.set(reference, (returned.get(reference) ?? new Map()).set(priced(code, unitPrice), quantity))
  const confirmed = new Set(orders.map((row) => row.reference.replace(/^history\//, '')))
  return { confirmed, returned, at: confirmed.size > 0 ? (latest?.at ?? null) : null }
}

/** The part of a cancellation that was not taken back yet. */
export function leftOf(document: HistoricDocument, { returned }: Progress): HistoricDocument {
  const taken = new Map(returned.get(document.reference))
  const lines = document.lines.flatMap((line) => {
    const key = priced(line.code, line.unitPrice)
    const done = Math.min(line.quantity, taken.get(key) ?? 0)
    taken.set(key, (taken.get(key) ?? 0) - done)
    return done < line.quantity ? [{ ...line, quantity: line.quantity - done }] : []
  })
  return { ...document, lines }
}
