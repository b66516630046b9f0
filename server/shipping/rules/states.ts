import { notFound, refuse } from '@/server/platform/context/errors'

export const shipmentStates = [
  'PLANNED',
  'DISPATCHED',
  'DELIVERED',
  'PARTLY_DELIVERED',
  'FAILED',
  'RETURNED',
  'LOST',
  'CANCELLED',
] as const
export type ShipmentState = (typeof shipmentStates)[number]

/** Whatever became of it on the way: it left the house and is charged. */
export const leftStates = ['DISPATCHED', 'DELIVERED', 'PARTLY_DELIVERED', 'FAILED', 'RETURNED', 'LOST'] as const

/** Action → from which states → to which. A delivery that was only assumed is as good as under way. */
export const transitions = {
  dispatch: { from: ['PLANNED'], to: 'DISPATCHED' },
  recall: { from: ['DISPATCHED'], to: 'PLANNED' },
  deliver: { from: ['DISPATCHED', 'FAILED', 'PARTLY_DELIVERED'], to: 'DELIVERED' },
  deliverPart: { from: ['DISPATCHED', 'FAILED'], to: 'PARTLY_DELIVERED' },
  fail: { from: ['DISPATCHED'], to: 'FAILED' },
  comeBack: { from: ['DISPATCHED', 'FAILED'], to: 'RETURNED' },
  takeIn: { from: ['FAILED', 'RETURNED', 'PARTLY_DELIVERED'], to: 'RETURNED' },
  lose: { from: ['FAILED', 'PARTLY_DELIVERED'], to: 'LOST' },
  sendAgain: { from: ['FAILED', 'RETURNED', 'PARTLY_DELIVERED'], to: 'DISPATCHED' },
  cancel: { from: ['PLANNED'], to: 'CANCELLED' },
} as const satisfies Record<string, { from: readonly ShipmentState[]; to: ShipmentState }>

/** A dispatch can be taken back while nothing has left the house: its time is not over, and no invoice speaks of it. */
export function isRecallable(
  shipment: { state: ShipmentState; leavesAt: Date | null; leftAt: Date | null; invoiceId: string | null },
  now: Date,
): boolean {
  const { state, leavesAt, leftAt, invoiceId } = shipment
  return state === 'DISPATCHED' && leftAt === null && leavesAt !== null && leavesAt > now && invoiceId === null
}

/** Refuses with the state a shipment is in, or with SHIPMENT_LEFT. */
export function allowRecall(shipment: Parameters<typeof isRecallable>[0], now: Date): void {
  allow('recall', shipment.state)
  if (!isRecallable(shipment, now)) refuse('SHIPMENT_LEFT')
}

/** Refuses with the state a shipment is in when it is not one this action starts from. */
export function allow(
  action: keyof typeof transitions,
  state: ShipmentState | undefined,
  proof: string | null = null,
): void {
  if (!state) notFound('shipment')
  const from: readonly ShipmentState[] = transitions[action].from
  const known = state === 'DELIVERED' && proof === 'ASSUMED' ? 'DISPATCHED' : state
  if (!from.includes(known)) refuse(`SHIPMENT_${state}`)
}
