import type { DeliveryRule } from '@/server/customer/schema'
import type { Measure } from '@/server/platform/money/quantity'
import type { InPacks } from '@/server/platform/words/packs'
import type { PriceOrigin } from '@/server/pricing/rules/prices'
import { awaited, waitsForRest } from './delivery'
import type { LineWords } from './sections'

export const stages = [
  'ORDER',
  'CREDIT',
  'FULFILMENT',
  'SHIPPING',
  'INVOICING',
  'RECEIVABLE',
  'COLLECTION',
  'SETTLED',
  'CANCELLED',
] as const
export type Stage = (typeof stages)[number]
type WaitsFor =
  | 'CUSTOMER'
  | 'TAX'
  | 'ADDRESS'
  | 'CREDIT_DECISION'
  | 'CREDIT_HOLD'
  | 'PAYMENT'
  | 'STOCK'
  | 'PICKING'
  | 'PACKING'
  | 'DISPATCH'
  | 'INVOICE'
  | 'DUE'
  | 'OVERDUE'
/** The question to the seller about an accepted offer: its customer was archived, or its tax has changed. */
export type Asks = 'CUSTOMER' | 'TAX'
export type CreditState = 'PASSED' | 'NOT_NEEDED' | 'REFERRED' | 'HELD' | 'DECLINED' | 'AWAITING_PAYMENT'

/** Quantities of one line, in the product's smallest unit (rule 3). */
export interface LineQuantities {
  kind: string
  ordered: number
  cancelled: number
  backordered: number
  reserved: number
  picked: number
  packed: number
  shipped: number
  open: number
  performed: number
  invoiced: number
  returned: number
  credited: number
  released: number
  /** Cancelled units that were picked before and are still in a tote or a box. */
  toPutBack: number
  /** Units to put back that are in a parcel, which has to be opened. */
  boxed: number
  /** The day on which the missing goods are expected, if the line is promised by them. */
  plannedOn?: string | null
}

export interface OrderLine extends LineQuantities, PriceOrigin, Measure, InPacks, LineWords {
  id: string
  orderId: string
  position: number
  productId: string
  warehouseId: string
  description: string
  unitPrice: string
  /** In smallest units, as the quantities are. */
  priceQuantity: number
  taxCode: string
  taxRate: string
  netMinor: bigint
  /** Of goods: the lines that have the deposits for their packaging. */
  returnables?: readonly { lineId: string; per: number }[]
}

interface Position {
  stage: Stage
  waitsFor: WaitsFor | null
}

export interface PositionFacts {
  creditState: CreditState
  /** The open amount of the order's invoices. */
  openMinor: bigint
  /** Whether the sweep found an invoice past due. */
  overdue: boolean
  /** Whether goods are to be delivered and the address is missing. */
  addressMissing: boolean
  /** The question about an offer that the seller has not answered yet. */
  asks: Asks | null
  /** What happens to it when units are short. */
  deliveryRule: DeliveryRule
}

const creditWaits: Partial<Record<CreditState, WaitsFor>> = {
  REFERRED: 'CREDIT_DECISION',
  DECLINED: 'CREDIT_DECISION',
  HELD: 'CREDIT_HOLD',
  AWAITING_PAYMENT: 'PAYMENT',
}

/** The wanted units: ordered and not cancelled. */
export const remaining = (line: LineQuantities) => line.ordered - line.cancelled

/** Derives the stage of an order from its quantities and its money alone. The checker derives it again. */
export function position(lines: readonly LineQuantities[], facts: PositionFacts): Position {
  const sum = (pick: (line: LineQuantities) => number) => lines.reduce((total, line) => total + pick(line), 0)
  if (lines.every((line) => remaining(line) === 0)) return { stage: 'CANCELLED', waitsFor: null }
  const credit = creditWaits[facts.creditState]
  const moving = sum((line) => line.backordered + line.reserved + line.picked + line.open)
  if (facts.asks && moving > 0) return { stage: 'ORDER', waitsFor: facts.asks }
  if (credit && moving > 0) return { stage: 'CREDIT', waitsFor: credit }
  if (facts.addressMissing && sum((line) => line.backordered + line.reserved + line.picked) > 0)
    return { stage: 'ORDER', waitsFor: 'ADDRESS' }
  if (waitsForRest(facts.deliveryRule, lines) && sum((line) => line.released) === 0)
    return { stage: 'FULFILMENT', waitsFor: 'STOCK' }
  if (sum((line) => line.reserved) > 0) return { stage: 'FULFILMENT', waitsFor: 'PICKING' }
  if (sum((line) => line.picked - line.packed) > 0) return { stage: 'FULFILMENT', waitsFor: 'PACKING' }
  if (sum((line) => line.picked) > 0) return { stage: 'SHIPPING', waitsFor: 'DISPATCH' }
  if (sum((line) => line.backordered) > 0) return { stage: 'FULFILMENT', waitsFor: 'STOCK' }
  if (sum((line) => line.open) > 0) return { stage: 'FULFILMENT', waitsFor: 'PICKING' }
  if (sum((line) => line.shipped + line.performed - line.invoiced) > 0)
    return { stage: 'INVOICING', waitsFor: 'INVOICE' }
  if (facts.openMinor > 0n)
    return facts.overdue ? { stage: 'COLLECTION', waitsFor: 'OVERDUE' } : { stage: 'RECEIVABLE', waitsFor: 'DUE' }
  return { stage: 'SETTLED', waitsFor: null }
}

/** The facts, beside stock, that may prevent a promise. */
export type PromiseFacts = Pick<PositionFacts, 'creditState' | 'addressMissing' | 'asks' | 'deliveryRule'>

/** The reason why no day is promised; null when there is none. */
export type NoPromise = Asks | 'CREDIT' | 'PAYMENT' | 'ADDRESS' | 'STOCK' | null

/** The facts of a line that say whether, and until when, its order waits for goods. */
export type Waits = Pick<LineQuantities, 'backordered' | 'plannedOn'> &
  Partial<Pick<LineQuantities, 'reserved' | 'picked'>>

/** Why an order gets no promise yet: an answer, a decision, the payment, the address or the stock is missing. A promise is made only when it can be kept. */
export function noPromise(order: PromiseFacts, lines: readonly Waits[]): NoPromise {
  if (order.asks) return order.asks
  if (order.creditState === 'AWAITING_PAYMENT') return 'PAYMENT'
  if (order.creditState !== 'PASSED' && order.creditState !== 'NOT_NEEDED') return 'CREDIT'
  if (order.addressMissing) return 'ADDRESS'
  return awaited(order.deliveryRule, lines).some((line) => !line.plannedOn) ? 'STOCK' : null
}
