import { makeGoods, makePackedOrder } from '@/prisma/seed/floor'
import { giveLegalDetails } from '@/prisma/seed/shipment'
import { issueForShipment } from '@/server/invoicing/mutations/issue'
import type { Ctx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { dispatch } from '@/server/shipping/mutations/dispatch'
import { plan } from '@/server/shipping/mutations/plan'
import { makePayer } from './goods-and-credit'
import { answers, atOnce, type Race, surprises } from './race'

/** The issue verb as the race calls it. It answers the number to the caller who issued the invoice, and null to the others. */
export type Issue = (ctx: Ctx, shipmentId: string) => Promise<{ invoiceId: string; number: string | null }>

const shipmentsAtOnce = 4

/** The invoices so far; `span` is the highest number less the lowest, plus one. */
async function issued(ctx: Ctx): Promise<{ invoices: number; span: number; shipments: number }> {
  const [[row]] = await read(
    ctx,
    sql<{
      invoices: number
      span: number
      shipments: number
    }>`SELECT count(*)::int AS invoices, coalesce(max(sequence) - min(sequence) + 1, 0)::int AS span, count(DISTINCT shipment_id)::int AS shipments FROM invoice WHERE organisation_id = ${ctx.organisationId}`,
  )
  return row ?? { invoices: 0, span: 0, shipments: 0 }
}

/**
 * Eight callers at once hand over and invoice each of four parcels of four customers: there is one hand-over and one
 * invoice for each, and the four numbers have no gap.
 */
export const oneInvoiceNumber: Race<Issue> = {
  name: 'one invoice number',
  verb: issueForShipment,
  async prepare(ctx, verb) {
    await giveLegalDetails(ctx)
    const payers: string[] = []
    for (let index = 0; index < shipmentsAtOnce; index++) payers.push(await makePayer(ctx, 1_000_000_000_00n))
    return async () => {
      const productId = await makeGoods(ctx, { stock: shipmentsAtOnce })
      const shipments: string[] = []
      for (const payer of payers) {
        const orderId = await makePackedOrder(ctx, payer, [{ productId, quantity: 1 }])
        const { shipmentId } = await plan(ctx, orderId)
        if (!shipmentId) throw new Error('nothing to ship')
        shipments.push(shipmentId)
      }
      const before = await issued(ctx)
      const shipmentOf = (index: number) => shipments[index % shipmentsAtOnce] as string
      const gone = await atOnce((index) => dispatch(ctx, { shipmentId: shipmentOf(index) }))
      const charged = await atOnce((index) => verb(ctx, shipmentOf(index)))
      const after = await issued(ctx)
      const numbers = answers(charged).flatMap((one) => one.number ?? [])
      const invoices = new Set(answers(charged).map((one) => one.invoiceId)).size
      const gapless = after.span - before.span === shipmentsAtOnce && after.invoices === after.span
      return [
        ...surprises(gone, 'SHIPMENT_DISPATCHED'),
        ...(answers(gone).length === shipmentsAtOnce ? [] : [`${answers(gone).length} handed four parcels over`]),
        ...surprises(charged),
        ...(numbers.length === shipmentsAtOnce && invoices === shipmentsAtOnce
          ? []
          : [`${numbers.length} numbers and ${invoices} invoices for four parcels`]),
        ...(gapless && after.shipments === after.invoices
          ? []
          : [`${after.invoices} invoices of ${after.shipments} parcels over ${after.span} numbers`]),
      ]
    }
  },
}
