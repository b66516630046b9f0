import { correctShort } from '@/server/fulfilment/mutations/correct-short'
import { pack } from '@/server/fulfilment/mutations/pack'
import { pick } from '@/server/fulfilment/mutations/pick'
import { putBack } from '@/server/fulfilment/mutations/put-back'
import { shortPick } from '@/server/fulfilment/mutations/short-pick'
import { takeBack } from '@/server/fulfilment/mutations/take-back'
import { undoPick } from '@/server/fulfilment/mutations/undo-pick'
import { shortCauses } from '@/server/fulfilment/schema'
import { amend } from '@/server/order/mutations/amend'
import { cancel } from '@/server/order/mutations/cancel'
import { confirm } from '@/server/order/mutations/confirm'
import { count } from '@/server/order/mutations/count'
import { receive } from '@/server/order/mutations/receive'
import { blockLot, unblockLot } from '@/server/order/mutations/withhold'
import type { Ctx } from '@/server/platform/context/ctx'
import { deliver, deliverPart } from '@/server/shipping/mutations/deliver'
import { dispatch } from '@/server/shipping/mutations/dispatch'
import { comeBack, failDelivery, sendAgain, takeIn } from '@/server/shipping/mutations/not-delivered'
import { cancelShipment, unpack } from '@/server/shipping/mutations/unpack'
import { troubleCauses } from '@/server/shipping/schema'
import { drain, sweep } from '../drive'
import { type Floor, lotNumbers, type Seen, type SeenLine, type SeenShipment } from './floor-world'

/** Does one thing to a record that the number selects; answers false when there is no record to do it to. */
type Deed = (ctx: Ctx, floor: Floor, seen: Seen, n: number) => Promise<unknown> | false

const one = <T>(rows: readonly T[], n: number): T | undefined => rows[n % Math.max(1, rows.length)]
/** Derives a second number from the first. */
const other = (n: number, by: number) => Math.floor(n / by)
/** Selects the home bin or the second bin. */
const elsewhere = (binId: string, n: number) => (other(n, 11) % 2 ? { binId } : {})
const upTo = (most: number, n: number) => 1 + (n % most)

/** A product, and one of its lots where it is kept so. */
function ofOne({ productIds, lotted }: Floor, n: number) {
  const productId = one(productIds, n) as string
  return { productId, ...(productId === lotted ? { lot: { number: one(lotNumbers, other(n, 13)) as string } } : {}) }
}

/** A part of what a line has somewhere, of one of the lots that are there. */
function partOf(orderLineId: string, most: number, lots: SeenLine['totes'], n: number) {
  const of = one(lots, n)
  return { orderLineId, quantity: upTo(Math.min(most, of?.quantity ?? most), n), ...(of ? { lot: of.lot } : {}) }
}

function withShipment(
  of: (shipment: SeenShipment) => boolean,
  verb: (ctx: Ctx, shipment: SeenShipment, n: number) => Promise<unknown>,
): Deed {
  return (ctx, _floor, { shipments }, n) => {
    const shipment = one(shipments.filter(of), n)
    return shipment ? verb(ctx, shipment, other(n, 7)) : false
  }
}

const isOut = ({ state, proof }: SeenShipment) =>
  state === 'DISPATCHED' || (state === 'DELIVERED' && proof === 'ASSUMED')
const receivedByName = 'Goods in'

/** What people do, in any order, also to records that a colleague has just changed. */
export const deeds: Record<string, Deed> = {
  confirm: (ctx, { customerId, productIds }, { orders }, n) =>
    orders.length < 4 &&
    confirm(ctx, {
      customerId,
      lines: [{ productId: one(productIds, n) as string, quantity: upTo(4, other(n, 2)) }],
    }),
  amend: (ctx, _floor, { lines }, n) => {
    const line = one(
      lines.filter(({ stage }) => stage !== 'CANCELLED' && stage !== 'SETTLED'),
      n,
    )
    return line ? amend(ctx, { orderId: line.orderId, lines: [{ lineId: line.id, quantity: other(n, 5) % 7 }] }) : false
  },
  cancel: (ctx, _floor, { orders }, n) => {
    const order = one(
      orders.filter(({ stage }) => stage !== 'CANCELLED'),
      n,
    )
    return order ? cancel(ctx, { orderId: order.id, reason: 'called off' }) : false
  },
  receive: (ctx, floor, _seen, n) =>
    receive(ctx, {
      lines: [{ ...ofOne(floor, n), quantity: upTo(4, other(n, 2)), ...elsewhere(floor.binId, n) }],
    }),
  count: (ctx, floor, _seen, n) =>
    count(ctx, { ...ofOne(floor, n), quantity: other(n, 3) % 8, ...elsewhere(floor.binId, n) }),
  // A lot that is blocked may be called off again, or stay so.
  block: (ctx, _floor, { lots }, n) => {
    const lot = one(lots, n)
    if (!lot) return false
    return lot.blocked ? unblockLot(ctx, { lotId: lot.id }) : blockLot(ctx, { lotId: lot.id, reason: 'recalled' })
  },
  pick: (ctx, _floor, { tasks }, n) => {
    const task = one(
      tasks.filter(({ state }) => state === 'OPEN'),
      n,
    )
    if (!task) return false
    const lot = task.lot && n % 3 === 1 ? { lot: one(lotNumbers, other(n, 3)) } : {}
    const quantity = upTo(task.left, other(n, 5))
    return pick(ctx, { orderId: task.orderId, picks: [{ taskId: task.id, quantity, ...lot }] })
  },
  short: (ctx, _floor, { tasks }, n) => {
    const task = one(
      tasks.filter(({ state }) => state === 'OPEN'),
      n,
    )
    if (!task) return false
    const cause = one(shortCauses, other(n, 3)) ?? 'NOT_FOUND'
    return shortPick(ctx, { taskId: task.id, picked: other(n, 5) % task.left, cause })
  },
  correct: (ctx, _floor, { tasks }, n) => {
    const task = one(
      tasks.filter(({ missing }) => missing > 0),
      n,
    )
    return task ? correctShort(ctx, { taskId: task.id, quantity: upTo(task.missing, other(n, 3)) }) : false
  },
  undo: (ctx, _floor, { tasks }, n) => {
    const task = one(
      tasks.filter(({ picked }) => picked > 0),
      n,
    )
    return task ? undoPick(ctx, { taskId: task.id, quantity: upTo(task.picked, other(n, 3)) }) : false
  },
  putBack: (ctx, { binId }, { lines }, n) => {
    const line = one(
      lines.filter(({ loose }) => loose > 0),
      n,
    )
    if (!line) return false
    const back = [{ ...partOf(line.id, line.loose, line.totes, other(n, 5)), ...elsewhere(binId, n) }]
    return putBack(ctx, { orderId: line.orderId, lines: back })
  },
  pack: (ctx, _floor, { lines }, n) => {
    const line = one(
      lines.filter(({ unpacked }) => unpacked > 0),
      n,
    )
    if (!line) return false
    if (n % 3 === 0) return pack(ctx, { orderId: line.orderId })
    const parcels = [{ lines: [{ orderLineId: line.id, quantity: upTo(line.unpacked, other(n, 5)) }] }]
    return pack(ctx, { orderId: line.orderId, parcels, finished: n % 3 === 1 })
  },
  unpack: (ctx, _floor, { parcels }, n) => {
    const parcel = one(parcels, n)
    return parcel ? unpack(ctx, { parcelId: parcel.id }) : false
  },
  cancelShipment: withShipment(
    ({ state }) => state === 'PLANNED',
    (ctx, { id }) => cancelShipment(ctx, { shipmentId: id, reason: 'planned wrongly' }),
  ),
  dispatch: withShipment(
    ({ state }) => state === 'PLANNED',
    (ctx, { id }) => dispatch(ctx, { shipmentId: id }),
  ),
  deliver: withShipment(
    (shipment) => isOut(shipment) || shipment.isTrouble,
    (ctx, { id }) => deliver(ctx, { shipmentId: id, receivedByName }),
  ),
  fail: withShipment(isOut, (ctx, { id }, n) =>
    failDelivery(ctx, { shipmentId: id, cause: one(troubleCauses, n) ?? 'OTHER' }),
  ),
  deliverPart: withShipment(isOut, (ctx, { id, lines }, n) => {
    const line = one(lines, n) as SeenShipment['lines'][number]
    const came = [{ orderLineId: line.orderLineId, quantity: upTo(line.quantity, other(n, 3)) }]
    return deliverPart(ctx, { shipmentId: id, receivedByName, lines: came })
  }),
  comeBack: withShipment(
    (shipment) => isOut(shipment) || shipment.state === 'FAILED',
    (ctx, { id }) => comeBack(ctx, { shipmentId: id }),
  ),
  takeIn: withShipment(
    ({ isTrouble }) => isTrouble,
    (ctx, { id }, n) =>
      takeIn(ctx, { shipmentId: id, end: one(['SHELF', 'WRITE_OFF', 'LOST'] as const, n) ?? 'SHELF' }),
  ),
  sendAgain: withShipment(
    ({ isTrouble }) => isTrouble,
    (ctx, { id }) => sendAgain(ctx, { shipmentId: id }),
  ),
  return: (ctx, _floor, { lines }, n) => {
    const line = one(
      lines.filter(({ back }) => back > 0),
      n,
    )
    if (!line) return false
    const back = [partOf(line.id, line.back, line.sent, other(n, 5))]
    return takeBack(ctx, { orderId: line.orderId, cause: 'NOT_WANTED', restock: n % 4 !== 0, lines: back })
  },
  react: (_ctx, { world }) => drain(world),
  days: (_ctx, floor) => {
    floor.at = new Date(floor.at.getTime() + 5 * 86_400_000)
    return sweep(floor.world, floor.at)
  },
}
