import { refuseWithoutState, withPostcode } from '@/server/customer/rules/postcode'
import type { DeliveryRule } from '@/server/customer/schema'
import type { Ctx } from '@/server/platform/context/ctx'
import { notFound, refuse } from '@/server/platform/context/errors'
import type { Tx } from '@/server/platform/database/run'
import { expectRows, json, type Statement, sql } from '@/server/platform/database/sql'
import { inUnits, unitTold } from '@/server/platform/money/quantity'
import { isWholeAddress } from '@/server/platform/place/place'
import type { OrderLine } from '../rules/position'
import { destinationOf, promiseAsked, promiseClock } from '../rules/promise'
import { isReturnable } from '../rules/returnables'
import type { AmendInput, ShipTo } from '../schema'
import type { LineAdded } from '../words/en/amended'
import type { OrderRow } from './advance'

interface Facts {
  customerReference: string | null
  note: string | null
  shipTo: ShipTo
  collected: boolean
  referenceRequired: boolean
  deliveryRule: DeliveryRule
}

interface ChangedFacts {
  statements: Statement<never>[]
  /** The order with the new facts, and with a new promise if the facts move it. */
  order: OrderRow
  promisedOn: string | null
  /** Whether it waited for an address that it has now. */
  addressed: boolean
  /** For the event: old and new values. It has no text of the note, which may be long, and only the countries of an address. */
  told: {
    reference?: [from: string | null, to: string | null]
    note?: [had: boolean, has: boolean]
    day?: [from: string | null, to: string | null]
    shipTo?: [from: string, to: string]
    promised?: [from: string, to: string]
    delivery?: [from: DeliveryRule, to: DeliveryRule]
  }
}

const wished = (given: string | null | undefined, before: string | null) =>
  given === undefined ? before : given?.trim() || null

const addressParts = [
  ...['name', 'line', 'extra', 'postcode', 'city', 'region', 'country'],
  ...['contact', 'phone', 'openingHours', 'deliveryDays', 'packerNote', 'driverNote'],
] as (keyof ShipTo)[]

const saidOf = (place: ShipTo, part: keyof ShipTo) => String(place[part] ?? '')

/** The new ship-to address. Refuses with SHIP_TO_FIXED when a part has left, and with ADDRESS_INCOMPLETE when street or town is missing, and with STATE_MISSING and POSTCODE_WRONG. */
function otherPlace(wish: ShipTo | undefined, before: Facts, lines: readonly OrderLine[]): ShipTo | null {
  if (!wish || addressParts.every((part) => saidOf(wish, part) === saidOf(before.shipTo, part))) return null
  if (lines.some((line) => line.shipped > 0)) refuse('SHIP_TO_FIXED')
  if (!before.collected) {
    if (!wish.line.trim()) refuse('ADDRESS_INCOMPLETE', { field: 'line' })
    if (!wish.city?.trim()) refuse('ADDRESS_INCOMPLETE', { field: 'city' })
    refuseWithoutState(wish, before.shipTo)
  }
  return withPostcode(wish, before.shipTo)
}

/**
 * The changes of a locked order's facts: the customer's own number, the note, the wished day and the ship-to address. Null when none
 * changes. Another day or country moves the promise. Refuses with SHIP_TO_FIXED, ADDRESS_INCOMPLETE, STATE_MISSING, POSTCODE_WRONG, REFERENCE_REQUIRED.
 */
export async function changedFacts(
  tx: Tx,
  input: AmendInput,
  { order, lines }: { order: OrderRow; lines: readonly OrderLine[] },
): Promise<ChangedFacts> {
  const { ctx } = tx
  const none = { statements: [], order, promisedOn: order.promisedOn, addressed: false, told: {} }
  if (
    [input.customerReference, input.note, input.requestedOn, input.shipTo, input.deliveryRule].every(
      (wish) => wish === undefined,
    )
  )
    return none
  const [[before]] = await tx.run(
    sql<Facts>`SELECT o.customer_reference, o.note, o.ship_to, o.delivery_rule, s.kind = 'CUSTOMER_COLLECTS' AS collected, c.reference_required FROM sales_order o
      JOIN customer c ON c.organisation_id = o.organisation_id AND c.id = o.customer_id
      JOIN carrier_service s ON s.organisation_id = o.organisation_id AND s.id = o.carrier_service_id
      WHERE o.organisation_id = ${ctx.organisationId} AND o.id = ${input.orderId}`,
  )
  if (!before) notFound('order')
  const { customerReference: from, note: said } = before
  const [reference, note] = [wished(input.customerReference, from), wished(input.note, said)]
  if (from && !reference && before.referenceRequired) refuse('REFERENCE_REQUIRED', { field: 'customerReference' })
  const requestedOn = input.requestedOn === undefined ? order.requestedOn : input.requestedOn
  const place = otherPlace(input.shipTo, before, lines)
  const day = requestedOn !== order.requestedOn
  const { deliveryRule = before.deliveryRule } = input
  const otherwise = deliveryRule !== before.deliveryRule
  if (reference === from && note === said && !day && !place && !otherwise) return none
  const shipTo = place ?? before.shipTo
  const changed = {
    ...order,
    requestedOn,
    deliveryRule,
    ...destinationOf(shipTo),
    addressMissing: order.addressMissing && !isWholeAddress(shipTo),
  }
  const moved = (['country', 'deliveryDays'] as const).some(
    (part) => saidOf(shipTo, part) !== saidOf(before.shipTo, part),
  )
  const moving = lines.some((line) => line.backordered + line.reserved + line.picked > 0)
  const promisedOn = moving ? promiseAsked(changed, { day, place: moved }, promiseClock(ctx)) : order.promisedOn
  return {
    statements: [
      writeFacts(ctx, input.orderId, { customerReference: reference, note, requestedOn, shipTo, deliveryRule }),
    ],
    order: changed,
    promisedOn,
    addressed: order.addressMissing && !changed.addressMissing,
    told: {
      ...(reference !== from && { reference: [from, reference] }),
      ...(note !== said && { note: [said !== null, note !== null] as [boolean, boolean] }),
      ...(day && { day: [order.requestedOn, requestedOn] }),
      ...(otherwise && { delivery: [before.deliveryRule, deliveryRule] }),
      ...(place && { shipTo: [before.shipTo.country, place.country] }),
      ...(order.promisedOn && promisedOn && promisedOn !== order.promisedOn
        ? { promised: [order.promisedOn, promisedOn] }
        : {}),
    },
  }
}

interface Written extends Pick<Facts, 'customerReference' | 'note' | 'shipTo' | 'deliveryRule'> {
  requestedOn: string | null
}

const writeFacts = (
  ctx: Ctx,
  orderId: string,
  { customerReference, note, requestedOn, shipTo, deliveryRule }: Written,
) =>
  expectRows(
    1,
    sql`UPDATE sales_order SET customer_reference = ${customerReference}, note = ${note}, requested_on = ${requestedOn}, ship_to = ${json(shipTo)}::jsonb, delivery_rule = ${deliveryRule}
      WHERE organisation_id = ${ctx.organisationId} AND id = ${orderId}::uuid`,
  )

const payloadAtMost = 450

/** The payload of an amendment, small enough for an event: further lines of a long one are only counted. */
export function fitting<P extends { changes: readonly unknown[]; news: readonly unknown[] }>(payload: P): P {
  const { changes, news } = payload
  if (changes.length + news.length === 0 || json(payload).length <= payloadAtMost) return payload
  return fitting({
    ...payload,
    ...(news.length > changes.length ? { news: news.slice(0, -1) } : { changes: changes.slice(0, -1) }),
  })
}

/** An event lists at most this many lines, so that it stays small. */
const toldAtMost = 5

/** The changes of the first changed lines: position, old and new quantity, old and new price. */
export const changesOf = (before: readonly OrderLine[], after: readonly OrderLine[]) =>
  after
    .flatMap((line, index) => {
      const was = before[index]
      if (!was || line === was) return []
      const [from, to] = [was.ordered - was.cancelled, line.ordered - line.cancelled]
      const priced = was.unitPrice !== line.unitPrice
      return [
        {
          line: line.position,
          ...(from !== to && { units: [inUnits(from, line), inUnits(to, line)] }),
          ...(priced && { price: [Number(was.unitPrice), Number(line.unitPrice)] }),
        },
      ]
    })
    .slice(0, toldAtMost)

/** The first added lines by SKU and quantity. The text of a free line may name people, so that it has only its position. */
export const newsOf = (added: readonly OrderLine[], skus: ReadonlyMap<string, string>): LineAdded[] =>
  added
    .filter((line) => !isReturnable(line))
    .map((line) => ({
      line: line.position,
      units: inUnits(line.ordered, line),
      ...unitTold(line),
      ...(skus.has(line.productId) && { sku: skus.get(line.productId) as string }),
    }))
    .slice(0, toldAtMost)
