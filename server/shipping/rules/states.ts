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

/** The states of a shipment that has left and is invoiced, whatever happened to it on the way. */
export const leftStates = ['DISPATCHED', 'DELIVERED', 'PARTLY_DELIVERED', 'FAILED', 'RETURNED', 'LOST'] as const

/** For each action: the states in which it is allowed, and the state after it. An assumed delivery counts as under way. */
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

/** Whether a dispatch can be taken back: its time is not over, and it is not invoiced. */
export function isRecallable(
  shipment: { state: ShipmentState; leavesAt: Date | null; leftAt: Date | null; invoiceId: string | null },
  now: Date,
): boolean {
  const { state, leavesAt, leftAt, invoiceId } = shipment
  return state === 'DISPATCHED' && leftAt === null && leavesAt !== null && leavesAt > now && invoiceId === null
}

/** Refuses with the state of the shipment, or with SHIPMENT_LEFT. */
export function allowRecall(shipment: Parameters<typeof isRecallable>[0], now: Date): void {
  allow('recall', shipment.state)
  if (!isRecallable(shipment, now)) refuse('SHIPMENT_LEFT')
}

/** Refuses with the state of the shipment when it does not allow this action. */
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
