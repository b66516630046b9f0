import type { Ctx } from '@/server/platform/context/ctx'
import { Refusal } from '@/server/platform/context/errors'
import { read } from '@/server/platform/database/run'
import { waitingOrders, waitingShipments } from '../queries/waiting'
import { type IssuedInvoice, issueForOrder, issueForShipment } from './issue'

const atOnce = 200

/** What an invoice waits for when it cannot be issued now. */
interface Waits {
  waitsFor: (typeof waits)[number]
}

const waits = ['LEGAL_DETAILS_MISSING', 'BUYER_ADDRESS_MISSING', 'TAX_NOT_DUE', 'NOTHING_TO_INVOICE'] as const

/** Tries to issue. Missing legal details or missing goods are an answer and no failure: the invoice stays on the work list. */
export async function issueOrWait(issue: () => Promise<IssuedInvoice | null>): Promise<IssuedInvoice | Waits | null> {
  try {
    return await issue()
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const waitsFor = waits.find((code) => code === error.code)
    if (waitsFor) return { waitsFor }
    throw error
  }
}

/**
 * Issues invoices for what left or was performed without one: after a crash, or once the legal details or the buyer's
 * address are there. Shipments are handled one by one, so that numbers follow the order of dispatch.
 */
export async function issueWaiting(ctx: Ctx): Promise<{ issued: number; waiting: number }> {
  const [shipments, orders] = await read(ctx, waitingShipments(ctx, atOnce, true), waitingOrders(ctx, atOnce, true))
  const verbs = [
    ...shipments.map(
      ({ shipmentId }) =>
        () =>
          issueForShipment(ctx, shipmentId),
    ),
    ...orders.map(
      ({ orderId }) =>
        () =>
          issueForOrder(ctx, orderId),
    ),
  ]
  let issued = 0
  for (const verb of verbs) {
    const outcome = await issueOrWait(verb)
    if (outcome && 'waitsFor' in outcome && outcome.waitsFor === 'LEGAL_DETAILS_MISSING') break
    if (outcome && 'invoiceId' in outcome) issued++
  }
  return { issued, waiting: verbs.length - issued }
}
