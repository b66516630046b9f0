import type { DeliveryRule } from '@/server/customer/schema'

interface RuleOfDelivery {
  /** Whether a part leaves before the rest is there. */
  leaves: 'AS_IT_COMES' | 'TOGETHER'
  /** What becomes of what is short after the first part has left. */
  rest: 'WAITS' | 'CLOSED'
}

/** What becomes of an order of which something is short. */
export const deliveries: Record<DeliveryRule, RuleOfDelivery> = {
  PART: { leaves: 'AS_IT_COMES', rest: 'WAITS' },
  COMPLETE: { leaves: 'TOGETHER', rest: 'WAITS' },
  CLOSE_REST: { leaves: 'AS_IT_COMES', rest: 'CLOSED' },
  // What cannot be promised is refused; what is promised and comes late all the same waits.
  REFUSE: { leaves: 'AS_IT_COMES', rest: 'WAITS' },
}

/** Where the units of a line are; what of it is wanted and has not left is one of them. */
interface Standing {
  backordered: number
  reserved: number
  picked: number
  packed: number
}
type Short = Pick<Standing, 'backordered'>

/** Whether what is there waits for what is short: nothing of it is given to the floor, planned or dispatched. */
export const waitsForRest = (rule: DeliveryRule, lines: readonly Short[]): boolean =>
  deliveries[rule].leaves === 'TOGETHER' && lines.some((line) => line.backordered > 0)

/** Whether goods that are packed may leave: of an order that leaves together, only when all that is wanted of it is packed. */
export const mayLeave = (rule: DeliveryRule, lines: readonly Standing[]): boolean =>
  deliveries[rule].leaves === 'AS_IT_COMES' ||
  lines.every((line) => line.backordered + line.reserved + line.picked - line.packed === 0)

/** The lines that a promise waits for: none of those whose rest is closed, as long as something is on its way to leave. */
export const awaited = <Line extends Short & Partial<Standing>>(
  rule: DeliveryRule,
  lines: readonly Line[],
): readonly Line[] =>
  deliveries[rule].rest === 'CLOSED' && lines.some((line) => (line.reserved ?? 0) + (line.picked ?? 0) > 0)
    ? []
    : lines.filter((line) => line.backordered > 0)

/** How much of a line is closed after a first part has left. */
export const closedOf = (rule: DeliveryRule, line: Short): number =>
  deliveries[rule].rest === 'CLOSED' ? line.backordered : 0
