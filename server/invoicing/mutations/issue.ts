import { lockCreditOfOrder, moveExposure } from '@/server/credit/mutations/account'
import { type NewPosting, post } from '@/server/ledger/mutations'
import { advance, linesOf, lockOrder, type OrderRow } from '@/server/order/mutations/advance'
import type { OrderLine } from '@/server/order/rules/position'
import type { Ctx } from '@/server/platform/context/ctx'
import { notFound, refuse } from '@/server/platform/context/errors'
import { newId } from '@/server/platform/context/ids'
import { type Tx, transaction } from '@/server/platform/database/run'
import { expectRows, json, type Statement, sql } from '@/server/platform/database/sql'
import { type NewEvent, recordEvents } from '@/server/platform/events/events'
import type { Charge } from '@/server/pricing/rules/whole'
import { leftStates } from '@/server/shipping/rules/states'
import {
  type Buyer,
  buyerFacts,
  byClass,
  chargedBefore,
  lockDeposits,
  type ShipmentFacts,
  sellerFacts,
  shipmentFacts,
  shipmentLines,
  skusOf,
} from '../queries/facts'
import { chargesDue, invoiceAdjustments } from '../rules/adjusting'
import {
  type Called,
  type Charged,
  type Deposit,
  depositSum,
  documentLines,
  documentPosting,
  invoiceDueOn,
  lastRounding,
  mayNotTax,
  missingLegalDetails,
  missingOfBuyer,
  type Seller,
  takeDeposits,
  taxedLines,
  toInvoice,
  totalsOfDocument,
} from '../rules/charging'
import { writeDocument } from './write-document'

export interface IssuedInvoice {
  invoiceId: string
  /** Empty when the invoice had been issued before. */
  number: string | null
}

interface Loaded {
  order: OrderRow
  lines: OrderLine[]
  left: Map<string, number>
  seller: Seller
  buyer: Buyer
  called: Map<string, Called>
  deposits: Deposit[]
  /** The sum of the order's earlier invoices, with their rounding. */
  chargedMinor: bigint
  /** What of its discount they took, by tax class. */
  given: Map<string, bigint>
  /** Read again under the locks, because another call may have issued the invoice meanwhile. */
  invoiceId: string | null
}

async function load(tx: Tx, orderId: string, payerId: string, shipmentId: string | null): Promise<Loaded> {
  const { ctx } = tx
  const [[account], [order], lines, left, [seller], [buyer], called, deposits, [charged], [shipment]] = await tx.run(
    lockCreditOfOrder(ctx, orderId),
    lockOrder(ctx, orderId),
    linesOf(ctx, [orderId]),
    shipmentLines(ctx, shipmentId),
    sellerFacts(ctx),
    buyerFacts(ctx, payerId),
    skusOf(ctx, orderId),
    lockDeposits(ctx, orderId),
    chargedBefore(ctx, orderId),
    shipmentFacts(ctx, shipmentId),
  )
  if (!order || !account || !seller || !buyer) notFound('order')
  const missing = missingLegalDetails(seller)
  if (missing.length > 0) refuse('LEGAL_DETAILS_MISSING', { missing })
  if (missingOfBuyer(buyer).length > 0) refuse('BUYER_ADDRESS_MISSING', { name: buyer.name })
  return {
    order,
    lines,
    left: new Map(left.map((line) => [line.orderLineId, line.quantity])),
    seller,
    buyer,
    called: new Map(called.map((product) => [product.id, product])),
    deposits,
    chargedMinor: charged?.chargedMinor ?? 0n,
    given: byClass(charged?.given),
    invoiceId: shipment?.invoiceId ?? null,
  }
}

/** Reduces the deposits by the amounts taken. */
function takeFromReceipts(ctx: Ctx, taken: readonly Deposit[]): Statement<never>[] {
  if (taken.length === 0) return []
  return [
    expectRows(
      taken.length,
      sql`UPDATE receipt r SET unapplied_minor = r.unapplied_minor - d."unappliedMinor"
        FROM jsonb_to_recordset(${json(taken)}) AS d("receiptId" uuid, "unappliedMinor" bigint)
        WHERE r.organisation_id = ${ctx.organisationId} AND r.id = d."receiptId"`,
    ),
  ]
}

/**
 * Posts a deposit from its account to the receivable. The posting belongs to the receipt, so that a returned payment
 * reverses it.
 */
function depositPosting(ctx: Ctx, customerId: string, deposit: Deposit & { postingId: string }): NewPosting {
  return {
    id: deposit.postingId,
    cause: 'DEPOSIT',
    objectType: 'receipt',
    objectId: deposit.receiptId,
    effectiveOn: ctx.today,
    lines: [
      { accountCode: 'CUSTOMER_DEPOSIT', customerId, amountMinor: deposit.unappliedMinor },
      { accountCode: 'RECEIVABLE', customerId, amountMinor: -deposit.unappliedMinor },
    ],
  }
}

/** Marks the shipment as invoiced by this invoice; one that is marked already stops the transaction. */
export function markInvoiced(ctx: Ctx, shipmentId: string | null, invoiceId: string): Statement<never>[] {
  if (!shipmentId) return []
  return [
    expectRows(
      1,
      sql`UPDATE shipment SET invoice_id = ${invoiceId} WHERE organisation_id = ${ctx.organisationId} AND id = ${shipmentId}
        AND state = ANY(${leftStates as readonly string[]}) AND invoice_id IS NULL`,
    ),
  ]
}

/** Charges after the invoice that has those of them that were due. */
function chargedNow(invoiced: readonly OrderLine[], charges: readonly Charge[]): Charge[] {
  const due = new Set(chargesDue(invoiced, charges))
  return charges.map((charge) => (due.has(charge) ? { ...charge, invoiced: true } : charge))
}

/** Marks charges as invoiced; one that is marked already stops the transaction. */
function markCharged(ctx: Ctx, { id, charges: before }: OrderRow, after: readonly Charge[]): Statement<never>[] {
  const due = after.filter((charge, index) => charge !== before[index]).map((charge) => charge.position)
  if (due.length === 0) return []
  return [
    expectRows(
      due.length,
      sql`UPDATE order_charge SET invoiced = true WHERE organisation_id = ${ctx.organisationId} AND order_id = ${id}
        AND position = ANY(${due}::int[]) AND NOT invoiced`,
    ),
  ]
}

/** The fields that the invoice copies from its order. */
function headOf(order: OrderRow) {
  const { customerId, payerId, id: orderId, termsKind, termsDays, customerReference } = order
  const none = { returnId: null, correctsId: null, reason: null }
  return { kind: 'INVOICE' as const, customerId, payerId, orderId, termsKind, termsDays, customerReference, ...none }
}

function issued(order: OrderRow, invoiceId: string, shipmentId: string | null, payload: NewEvent['payload']): NewEvent {
  return {
    name: 'invoicing/invoice.issued',
    objects: [
      ['invoice', invoiceId],
      ['order', order.id],
      ['customer', order.payerId],
      ...(shipmentId ? [['shipment', shipmentId] as const] : []),
    ],
    payload,
  }
}

async function write(
  tx: Tx,
  loaded: Loaded,
  charged: readonly Charged[],
  shipmentId: string | null,
): Promise<IssuedInvoice> {
  const { ctx } = tx
  const { order, lines, seller, buyer } = loaded
  const invoiceId = newId(ctx.now)
  const documented = documentLines(charged, loaded.called, order.currency)
  const quantities = new Map(charged.map(({ line, quantity }) => [line.id, quantity]))
  const invoiced = lines.map((line) => ({ ...line, invoiced: line.invoiced + (quantities.get(line.id) ?? 0) }))
  const part = taxedLines(documented)
  const adjustments = invoiceAdjustments(invoiced, { part, given: loaded.given, whole: order })
  const charges = chargedNow(invoiced, order.charges)
  const totals = totalsOfDocument(documented, adjustments)
  if (mayNotTax(seller, totals)) refuse('TAX_NOT_DUE', { number: order.number })
  const dueOn = invoiceDueOn(ctx.today, { kind: order.termsKind, dueDays: order.termsDays })
  const freight = new Set(lines.filter((line) => line.kind === 'FREIGHT').map((line) => line.id))
  const roundingMinor = lastRounding(order.termsKind, invoiced, {
    orderMinor: order.grossMinor,
    chargedMinor: loaded.chargedMinor + totals.grossMinor,
  })
  const deposits = takeDeposits(totals.grossMinor + roundingMinor, loaded.deposits)
  const deductedMinor = depositSum(deposits)
  const openMinor = totals.grossMinor + roundingMinor - deductedMinor
  const advanced = advance(ctx, order, lines, invoiced, {
    charges,
    openMinor: order.openMinor + openMinor,
    depositMinor: order.depositMinor - deductedMinor,
  })
  const taken = deposits.map((deposit) => ({ ...deposit, postingId: newId(ctx.now) }))
  const rows = await tx.commit(
    ...markInvoiced(ctx, shipmentId, invoiceId),
    ...post(
      ctx,
      {
        cause: 'INVOICE',
        objectType: 'invoice',
        objectId: invoiceId,
        effectiveOn: ctx.today,
        lines: documentPosting(order.payerId, documented, totals, freight, roundingMinor, adjustments),
      },
      ...taken.map((deposit) => depositPosting(ctx, order.payerId, deposit)),
    ),
    ...takeFromReceipts(ctx, deposits),
    ...markCharged(ctx, order, charges),
    ...advanced.statements,
    ...moveExposure(ctx, { customerId: order.payerId, openMinor, unappliedMinor: -deductedMinor }),
    recordEvents(ctx, [
      issued(order, invoiceId, shipmentId, { grossMinor: totals.grossMinor, dueOn }),
      ...advanced.events,
    ]),
    writeDocument(ctx, {
      ...headOf(order),
      id: invoiceId,
      openItemId: newId(ctx.now),
      shipmentId,
      dueOn,
      seller,
      buyer,
      deductedMinor,
      roundingMinor,
      lines: documented,
      adjustments,
      totals,
      applications: taken.map(({ receiptId, unappliedMinor, postingId }) => ({
        sourceKind: 'DEPOSIT',
        sourceId: receiptId,
        amountMinor: unappliedMinor,
        postingId,
      })),
    }),
  )
  const [numbered] = rows.at(-1) as { number: string }[]
  return { invoiceId, number: numbered?.number ?? null }
}

/**
 * Issues the invoice of a dispatched shipment: exactly what left and the services performed by then, at the accepted
 * price, on the agreed terms, less deposits; numbered without gap. Answers the invoice that exists when it runs again.
 * Refuses LEGAL_DETAILS_MISSING (with `missing`), BUYER_ADDRESS_MISSING, TAX_NOT_DUE, NOT_DISPATCHED, NOTHING_TO_INVOICE.
 */
export async function issueForShipment(ctx: Ctx, shipmentId: string): Promise<IssuedInvoice> {
  return transaction(ctx, {}, async (tx) => {
    const [[shipment]] = await tx.run(shipmentFacts(ctx, shipmentId))
    if (!shipment) notFound('shipment')
    if (shipment.invoiceId) return { invoiceId: shipment.invoiceId, number: null }
    if (!leftTheHouse(shipment)) refuse('NOT_DISPATCHED')
    const loaded = await load(tx, shipment.orderId, shipment.payerId, shipmentId)
    if (loaded.invoiceId) return { invoiceId: loaded.invoiceId, number: null }
    const charged = toInvoice(loaded.lines, loaded.left)
    if (charged.length === 0) refuse('NOTHING_TO_INVOICE')
    return write(tx, loaded, charged, shipmentId)
  })
}

const leftTheHouse = (shipment: ShipmentFacts) => (leftStates as readonly string[]).includes(shipment.state)

/**
 * Issues an invoice for the services and freight of an order that were performed and not invoiced; nothing to invoice is
 * no error and answers null. Refuses LEGAL_DETAILS_MISSING, BUYER_ADDRESS_MISSING, TAX_NOT_DUE.
 */
export async function issueForOrder(ctx: Ctx, orderId: string): Promise<IssuedInvoice | null> {
  return transaction(ctx, {}, async (tx) => {
    const [[order]] = await tx.run(
      sql<{
        payerId: string
      }>`SELECT payer_id FROM sales_order WHERE organisation_id = ${ctx.organisationId} AND id = ${orderId}`,
    )
    if (!order) notFound('order')
    const loaded = await load(tx, orderId, order.payerId, null)
    const charged = toInvoice(loaded.lines, new Map())
    return charged.length === 0 ? null : write(tx, loaded, charged, null)
  })
}
