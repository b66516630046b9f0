import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import type { RecordedEvent } from '@/server/platform/jobs/functions'
import { ctxAt, type World } from './drive'
import { answer, type Manners } from './people'

interface Standing {
  id: string
  number: string
  stageSince: Date
  payerId: string
  waitsFor: string
  shipmentId: string | null
  dispatchedAt: Date | null
  shipment: string | null
  invoice: string | null
  invoiceId: string | null
  dueOn: string | null
}

const questions: Record<string, RecordedEvent['name']> = {
  PICKING: 'fulfilment/pick.released',
  PACKING: 'fulfilment/pick.released',
  PAYMENT: 'order/proforma.issued',
  CREDIT_DECISION: 'credit/decision.made',
}

function ask(
  world: World,
  manners: Manners,
  at: Date,
  name: RecordedEvent['name'],
  row: Standing,
  objects: [string, string][],
  payload: Record<string, unknown> = {},
): void {
  const event: RecordedEvent = {
    id: row.id,
    name,
    at,
    organisationId: world.organisation.id,
    actor: { kind: 'SYSTEM', id: null },
    objects: [['order', row.id], ['customer', row.payerId], ...objects],
    payload,
  }
  answer(world, manners, event)
}

/** Plans again what people were about to do when a simulation was interrupted, from the states of its orders. */
export async function resume(world: World, manners: Manners, at: Date): Promise<void> {
  const [rows] = await read(
    ctxAt(world, at),
    sql<Standing>`SELECT o.id, o.number, o.stage_since, o.payer_id, o.waits_for, s.id AS shipment_id, s.number AS shipment, s.dispatched_at, i.number AS invoice, i.document_id AS invoice_id, i.due_on FROM sales_order o
      LEFT JOIN shipment s ON s.organisation_id = o.organisation_id AND s.order_id = o.id AND s.state IN ('PLANNED', 'DISPATCHED')
      LEFT JOIN open_item i ON i.organisation_id = o.organisation_id AND i.order_id = o.id AND i.kind = 'INVOICE' AND i.settled_at IS NULL
      WHERE o.organisation_id = ${world.organisation.id} AND o.stage NOT IN ('SETTLED', 'CANCELLED') ORDER BY o.number, s.number, i.number`,
  )
  for (const row of rows) {
    world.names.call(row.id, row.number)
    if (row.shipmentId && row.shipment) world.names.call(row.shipmentId, row.shipment)
    if (row.invoiceId && row.invoice) world.names.call(row.invoiceId, row.invoice)
    const name = questions[row.waitsFor]
    const since = row.stageSince < at ? row.stageSince : at
    if (name) ask(world, manners, since, name, row, [], { state: 'REFERRED' })
    const shipment = row.dispatchedAt ? 'shipping/shipment.dispatched' : 'shipping/shipment.planned'
    if (row.shipmentId) ask(world, manners, row.dispatchedAt ?? since, shipment, row, [['shipment', row.shipmentId]])
    if (row.invoiceId)
      ask(world, manners, at, 'invoicing/invoice.issued', row, [['invoice', row.invoiceId]], { dueOn: row.dueOn })
  }
}
