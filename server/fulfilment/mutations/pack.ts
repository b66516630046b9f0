import { advance, linesOf, lockOrder } from '@/server/order/mutations/advance'
import type { Ctx } from '@/server/platform/context/ctx'
import { notFound } from '@/server/platform/context/errors'
import { newId } from '@/server/platform/context/ids'
import { idempotent } from '@/server/platform/database/idempotency'
import { type NumbersTaken, withNumbers } from '@/server/platform/database/numbers'
import { transaction } from '@/server/platform/database/run'
import { insert } from '@/server/platform/database/sql'
import { type NewEvent, recordEvents } from '@/server/platform/events/events'
import { carriesOf, weightsOf } from '../queries/floor'
import { decidePack, isPacked, parcelLimit } from '../rules/pack'
import type { PackInput } from '../schema'
import { lotsIntoParcels, packedLots } from './pack-lots'

interface Packed {
  orderId: string
  parcels: { id: string; number: string; weightGrams: number }[]
  /** Whether packing is over for now; then the program plans a shipment by itself. */
  finished: boolean
  stage: string
  waitsFor: string | null
}

/** Packing needs more parcel numbers than were taken; nothing is written yet. */
class NumbersWanted extends Error {
  readonly count: number
  constructor(count: number) {
    super(`${count} numbers of parcels are wanted`)
    this.count = count
  }
}

const parcelSeries = ['parcel', 'PA-'] as const

/**
 * Packs picked goods into parcels. Without named parcels it packs everything, into as many as the weight limit of the
 * ordered service needs. Weights are in grams, weighed or summed from the products. A shipment is planned when the
 * packer says that the parcels are done, or everything that is here is packed.
 * Refuses with NOT_FOUND, NOTHING_TO_PACK, MORE_THAN_PICKED, PACKED_TOO_HEAVY, TOO_MANY_PARCELS, PARCEL_OF_SEVERAL,
 * LOT_HAS_FEWER.
 */
export async function pack(ctx: Ctx, input: PackInput): Promise<Packed> {
  const packWith = (count: number) =>
    withNumbers(ctx, parcelSeries, count, (numbers) => packNumbered(ctx, input, count, numbers))
  try {
    return await packWith(input.parcels?.length ?? 1)
  } catch (error) {
    if (!(error instanceof NumbersWanted)) throw error
    return packWith(error.count)
  }
}

async function packNumbered(ctx: Ctx, input: PackInput, count: number, taken: NumbersTaken): Promise<Packed> {
  return transaction(ctx, idempotent('fulfilment.pack', input.idempotencyKey, input), async (tx) => {
    const [[order], lines, weights, services] = await tx.run(
      lockOrder(ctx, input.orderId),
      linesOf(ctx, [input.orderId]),
      weightsOf(ctx, input.orderId),
      carriesOf(ctx, input.orderId),
    )
    if (!order) notFound('order')
    const grams = new Map(weights.map((product) => [product.id, product.weightGrams]))
    const decision = decidePack(lines, grams, parcelLimit(services), input)
    if (decision.parcels.length > count) throw new NumbersWanted(decision.parcels.length)
    const lots = await packedLots(tx, lines, weights, input, decision.parcels)
    const numbers = taken()
    const parcels = decision.parcels.map((parcel, index) => ({
      ...parcel,
      id: newId(ctx.now),
      number: numbers[index] as string,
    }))
    const packing = new Set(decision.parcels.flatMap((parcel) => parcel.lines.map((line) => line.orderLineId)))
    const here = new Set(lines.filter((line) => packing.has(line.id)).map((line) => line.warehouseId))
    const left = decision.lines.filter((line) => here.has(line.warehouseId))
    const finished = (input.finished ?? !input.parcels) || isPacked(left)
    const moved = advance(ctx, order, lines, decision.lines)
    const event: NewEvent = {
      name: 'fulfilment/order.packed',
      objects: [['order', order.id], ...parcels.slice(0, 50).map(({ id }) => ['parcel', id] as const)],
      payload: {
        parcels: parcels.length,
        weightGrams: parcels.reduce((sum, { weightGrams }) => sum + weightGrams, 0),
        finished,
      },
    }
    return tx.conclude(
      {
        orderId: order.id,
        parcels: parcels.map(({ id, number, weightGrams }) => ({ id, number, weightGrams })),
        finished,
        stage: moved.order.stage,
        waitsFor: moved.order.waitsFor,
      },
      ...moved.statements,
      insert(
        ctx,
        'parcel',
        parcels.map(({ id, number, weightGrams, packaging }) => ({
          id,
          orderId: order.id,
          number,
          weightGrams,
          packaging: packaging ?? null,
          packedAt: ctx.now,
          packedBy: ctx.actor.id,
        })),
      ),
      insert(
        ctx,
        'parcelLine',
        parcels.flatMap(({ id, lines: packed }) => packed.map((line) => ({ parcelId: id, ...line }))),
      ),
      ...lotsIntoParcels(ctx, lots, parcels),
      recordEvents(ctx, [event, ...moved.events]),
    )
  })
}
