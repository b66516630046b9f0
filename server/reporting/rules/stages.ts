/**
 * The parts of an order's way that are measured. `fulfilment` is the wait for stock plus pick and pack; `late` is the
 * time after the due day until payment.
 */
export const timedStages = [
  'entry',
  'credit',
  'stock',
  'pick',
  'carrier',
  'transit',
  'invoicing',
  'payment',
  'cycle',
  'fulfilment',
  'late',
] as const

export interface StageTime {
  stage: (typeof timedStages)[number]
  rows: number
  /** The number of orders that took longer than a minute. */
  waited: number
  meanHours: number | null
  medianHours: number | null
  p90Hours: number | null
  /** The median over those that waited at all. */
  usualHours: number | null
  usualP90Hours: number | null
}

export interface StageNow {
  stage: string
  orders: number
  openMinor: bigint
  grossMinor: bigint
  medianHours: number | null
  /** A quarter of the orders has been here for longer than this. */
  p75Hours: number | null
}

/** The usual time with which a stage's orders are compared. */
export const usualOf: Readonly<Record<string, StageTime['stage']>> = {
  ORDER: 'entry',
  CREDIT: 'credit',
  FULFILMENT: 'fulfilment',
  SHIPPING: 'carrier',
  INVOICING: 'invoicing',
  RECEIVABLE: 'payment',
  COLLECTION: 'late',
}

/**
 * A stage is slow when more than a quarter of its orders have been there longer than nine of ten orders usually are.
 */
export function isSlow(p75Hours: number | null, usualP90Hours: number | null | undefined): boolean {
  return p75Hours !== null && usualP90Hours !== null && usualP90Hours !== undefined && p75Hours > usualP90Hours
}
