import type { Ctx } from '@/server/platform/ctx'
import { workingCalendar } from '@/server/platform/holidays'
import { extendedMinor, sumMinor } from '@/server/platform/money'
import { documentTotals } from '@/server/platform/tax'
import { promiseDay } from '@/server/platform/working-days'
import type { BuyerFacts } from './queries/facts'
import type { ShipTo } from './schema'

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
export type WaitsFor =
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
}

export interface OrderLine extends LineQuantities {
  id: string
  orderId: string
  position: number
  productId: string
  warehouseId: string
  description: string
  unitPrice: string
  priceQuantity: number
  taxCode: string
  taxRate: string
  netMinor: bigint
}

export interface Position {
  stage: Stage
  waitsFor: WaitsFor | null
}

export interface PositionFacts {
  creditState: CreditState
  /** Open on the order's invoices. */
  openMinor: bigint
  /** A sweep found an invoice past due. */
  overdue: boolean
}

const creditWaits: Partial<Record<CreditState, WaitsFor>> = {
  REFERRED: 'CREDIT_DECISION',
  DECLINED: 'CREDIT_DECISION',
  HELD: 'CREDIT_HOLD',
  AWAITING_PAYMENT: 'PAYMENT',
}

const remaining = (line: LineQuantities) => line.ordered - line.cancelled

/** Where an order stands, from its lines' quantities and its money alone; the checker derives it again. */
export function position(lines: readonly LineQuantities[], facts: PositionFacts): Position {
  const sum = (pick: (line: LineQuantities) => number) => lines.reduce((total, line) => total + pick(line), 0)
  if (lines.every((line) => remaining(line) === 0)) return { stage: 'CANCELLED', waitsFor: null }
  const credit = creditWaits[facts.creditState]
  const moving = sum((line) => line.backordered + line.reserved + line.picked + line.open)
  if (credit && moving > 0) return { stage: 'CREDIT', waitsFor: credit }
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

type PricedLine = Pick<OrderLine, 'unitPrice' | 'priceQuantity' | 'taxCode' | 'taxRate'>

/** Net, tax and gross of quantities of priced lines, taxed on the document's sum (rule 8). */
export function totalsOf(lines: readonly { line: PricedLine; quantity: number }[], currency: string) {
  return documentTotals(
    lines.map(({ line, quantity }) => ({
      netMinor: extendedMinor(line.unitPrice, quantity, line.priceQuantity, currency),
      taxCategoryCode: line.taxCode,
      taxRate: line.taxRate,
    })),
  )
}

/** What an order adds to its payer's exposure: not yet shipped, and shipped but not invoiced; tax included (rule 10). */
export function exposureOf(lines: readonly OrderLine[], creditState: CreditState, currency: string) {
  const counts = creditState === 'PASSED' || creditState === 'NOT_NEEDED'
  const toShip = lines
    .map((line) => ({ line, quantity: remaining(line) - line.shipped - line.performed }))
    .filter((part) => part.quantity > 0)
  const toInvoice = lines
    .map((line) => ({ line, quantity: line.shipped + line.performed - line.invoiced }))
    .filter((part) => part.quantity > 0)
  return {
    committedMinor: counts ? totalsOf(toShip, currency).grossMinor : 0n,
    shippedNotInvoicedMinor: counts ? totalsOf(toInvoice, currency).grossMinor : 0n,
  }
}

/** The order's own totals: what was not cancelled. */
export function orderTotals(lines: readonly OrderLine[], currency: string) {
  return totalsOf(
    lines.map((line) => ({ line, quantity: remaining(line) })),
    currency,
  )
}

/** What nothing has happened to yet. */
export const newQuantities = {
  cancelled: 0,
  picked: 0,
  packed: 0,
  shipped: 0,
  performed: 0,
  invoiced: 0,
  returned: 0,
  credited: 0,
  released: 0,
} as const

/** How an organisation taxes a customer's goods: the product's own category at home, else the untaxed one that applies. */
export function taxFor(
  treatment: string,
  category: { code: string; rate: string },
): { taxCode: string; taxRate: string } {
  if (treatment === 'EXEMPT') return { taxCode: 'E', taxRate: '0' }
  if (treatment === 'REVERSE_CHARGE') return { taxCode: 'AE', taxRate: '0' }
  if (treatment === 'EXPORT') return { taxCode: 'G', taxRate: '0' }
  return { taxCode: category.code, taxRate: category.rate }
}

/** Takes `quantity` off what is not picked yet: what waits for stock first, then what is reserved, the released part last. */
export function takeBack(
  line: OrderLine,
  quantity: number,
): { line: OrderLine; freed: { reserved: number; backordered: number } } {
  const backordered = Math.min(quantity, line.backordered)
  const reserved = Math.min(quantity - backordered, line.reserved)
  const open = Math.min(quantity - backordered - reserved, line.open)
  const next = {
    ...line,
    cancelled: line.cancelled + backordered + reserved + open,
    backordered: line.backordered - backordered,
    reserved: line.reserved - reserved,
    released: Math.min(line.released, line.reserved - reserved),
    open: line.open - open,
  }
  return { line: next, freed: { reserved, backordered } }
}

/** What of a line can still be cancelled: not picked, not shipped, not performed. */
export function cancellable(line: LineQuantities): number {
  return line.backordered + line.reserved + line.open
}

/** Net of the lines as printed on the order. */
export function netOf(lines: readonly { netMinor: bigint }[]): bigint {
  return sumMinor(lines.map((line) => line.netMinor))
}

/** Gives waiting lines what is free, in the order given; answers the changed lines and what was taken of each product. */
export function serveBackorders(
  lines: readonly OrderLine[],
  free: Map<string, number>,
): { lines: OrderLine[]; served: Map<string, number> } {
  const served = new Map<string, number>()
  const after = lines.map((line) => {
    const quantity = Math.min(line.backordered, Math.max(0, free.get(line.productId) ?? 0))
    if (quantity === 0) return line
    free.set(line.productId, (free.get(line.productId) ?? 0) - quantity)
    served.set(line.id, quantity)
    return { ...line, backordered: line.backordered - quantity, reserved: line.reserved + quantity }
  })
  return { lines: after, served }
}

/** Turns reservations into backorders until `quantity` is freed, latest promise first (rule 1); the lines come sorted so. */
export function loseReservations(
  lines: readonly OrderLine[],
  quantity: number,
): { lines: OrderLine[]; lost: Map<string, number> } {
  const lost = new Map<string, number>()
  let left = quantity
  const after = lines.map((line) => {
    const taken = Math.min(line.reserved, left)
    if (taken === 0) return line
    left -= taken
    lost.set(line.id, taken)
    const reserved = line.reserved - taken
    return { ...line, reserved, backordered: line.backordered + taken, released: Math.min(line.released, reserved) }
  })
  return { lines: after, lost }
}

/** The first promise: cut-off, working days, transit. What waits for stock is promised when its stock comes. */
export function firstPromise(
  ctx: Ctx,
  buyer: BuyerFacts,
  lines: readonly OrderLine[],
  requestedOn: string | undefined,
): string | null {
  if (lines.some((line) => line.backordered > 0)) return null
  const calendar = workingCalendar({
    country: ctx.organisation.country,
    workingWeekdays: ctx.organisation.workingWeekdays,
  })
  const earliest = promiseDay({
    orderedAt: ctx.now,
    zone: ctx.organisation.timeZone,
    cutOff: buyer.cutOff,
    transitDays: buyer.transitDays,
    calendar,
  })
  return requestedOn && requestedOn > earliest ? requestedOn : earliest
}

/** Where goods go when the order says nothing: the ship-to address, else the bill-to. */
export function shipToOf(buyer: BuyerFacts): ShipTo {
  const elsewhere = Boolean(buyer.shipLine)
  return {
    name: (elsewhere && buyer.shipName) || buyer.name,
    line: (elsewhere ? buyer.shipLine : buyer.billLine) ?? '',
    extra: (elsewhere ? buyer.shipExtra : buyer.billExtra) ?? undefined,
    postcode: (elsewhere ? buyer.shipPostcode : buyer.billPostcode) ?? undefined,
    city: (elsewhere ? buyer.shipCity : buyer.billCity) ?? undefined,
    region: (elsewhere ? buyer.shipRegion : buyer.billRegion) ?? undefined,
    country: (elsewhere && buyer.shipCountry) || buyer.country,
  }
}

export type QuoteState = 'DRAFT' | 'SENT' | 'ACCEPTED' | 'DECLINED' | 'EXPIRED' | 'WITHDRAWN'

/** What can be done with a quote: action → from → to. */
export const quoteActions = {
  change: { DRAFT: 'DRAFT' },
  send: { DRAFT: 'SENT' },
  accept: { SENT: 'ACCEPTED' },
  decline: { SENT: 'DECLINED' },
  expire: { SENT: 'EXPIRED' },
  withdraw: { DRAFT: 'WITHDRAWN', SENT: 'WITHDRAWN' },
} as const satisfies Record<string, Partial<Record<QuoteState, QuoteState>>>

/** Whether an action is possible in a state; the same answer enables the button and guards the write. */
export function quoteCan(action: keyof typeof quoteActions, state: string): boolean {
  return state in quoteActions[action]
}
