import type { DeliveryRule } from '@/server/customer/schema'

interface RuleOfDelivery {
  /** Whether a part may leave before the rest is in stock. */
  leaves: 'AS_IT_COMES' | 'TOGETHER'
  /** What happens to short units after the first part has left. */
  rest: 'WAITS' | 'CLOSED'
}

/** What happens to an order with short units. */
export const deliveries: Record<DeliveryRule, RuleOfDelivery> = {
  PART: { leaves: 'AS_IT_COMES', rest: 'WAITS' },
  COMPLETE: { leaves: 'TOGETHER', rest: 'WAITS' },
  CLOSE_REST: { leaves: 'AS_IT_COMES', rest: 'CLOSED' },
  // Units that cannot be promised are refused; promised units that come late wait.
  REFUSE: { leaves: 'AS_IT_COMES', rest: 'WAITS' },
}

/** The places of a line's units that are wanted and have not left. */
interface Standing {
  backordered: number
  reserved: number
  picked: number
  packed: number
}
type Short = Pick<Standing, 'backordered'>

/** Whether the units in stock wait for the short ones: no unit is picked, planned or dispatched before. */
export const waitsForRest = (rule: DeliveryRule, lines: readonly Short[]): boolean =>
  deliveries[rule].leaves === 'TOGETHER' && lines.some((line) => line.backordered > 0)

/** Whether packed goods may leave. An order that leaves together may only when all its wanted units are packed. */
export const mayLeave = (rule: DeliveryRule, lines: readonly Standing[]): boolean =>
  deliveries[rule].leaves === 'AS_IT_COMES' ||
  lines.every((line) => line.backordered + line.reserved + line.picked - line.packed === 0)

/** The lines for which a promise waits. A line whose rest will be closed does not count while other units are about to leave. */
export const awaited = <Line extends Short & Partial<Standing>>(
  rule: DeliveryRule,
  lines: readonly Line[],
): readonly Line[] =>
  deliveries[rule].rest === 'CLOSED' && lines.some((line) => (line.reserved ?? 0) + (line.picked ?? 0) > 0)
    ? []
    : lines.filter((line) => line.backordered > 0)

/** The units of a line that are closed after a first part has left. */
export const closedOf = (rule: DeliveryRule, line: Short): number =>
  deliveries[rule].rest === 'CLOSED' ? line.backordered : 0
