import { advance, linesOf, lockOrder } from '@/server/order/mutations/advance'
import type { Ctx } from '@/server/platform/context/ctx'
import { notFound } from '@/server/platform/context/errors'
import { newId } from '@/server/platform/context/ids'
import { idempotent } from '@/server/platform/database/idempotency'
import { takeNumber } from '@/server/platform/database/numbers'
import { transaction } from '@/server/platform/database/run'
import { insert } from '@/server/platform/database/sql'
import { type NewEvent, recordEvents } from '@/server/platform/events/events'
import { weightsOf } from '../queries/floor'
import { decidePack } from '../rules'
import type { PackInput } from '../schema'

export interface Packed {
  orderId: string
  parcels: { id: string; number: string; weightGrams: number }[]
  stage: string
  waitsFor: string | null
}

/**
 * Packs what is picked into parcels; without parcels named, all of it into one. Weights in grams, weighed or summed from the products.
 * Refuses with NOT_FOUND, NOTHING_TO_PACK, MORE_THAN_PICKED.
 */
export async function pack(ctx: Ctx, input: PackInput): Promise<Packed> {
  const numbers: string[] = []
  for (let wanted = input.parcels?.length ?? 1; wanted > 0; wanted--)
    numbers.push(await takeNumber(ctx, 'parcel', 'PA-'))
  return transaction(ctx, idempotent('fulfilment.pack', input.idempotencyKey, input), async (tx) => {
    const [[order], lines, weights] = await tx.run(
      lockOrder(ctx, input.orderId),
      linesOf(ctx, [input.orderId]),
      weightsOf(ctx, input.orderId),
    )
    if (!order) notFound('order')
    const decision = decidePack(lines, new Map(weights.map((product) => [product.id, product.weightGrams])), input)
    const parcels = decision.parcels.map((parcel, index) => ({
      ...parcel,
      id: newId(ctx.now),
      number: numbers[index] as string,
    }))
    const moved = advance(ctx, order, lines, decision.lines)
    const event: NewEvent = {
      name: 'fulfilment/order.packed',
      objects: [['order', order.id], ...parcels.slice(0, 50).map(({ id }) => ['parcel', id] as const)],
      payload: { parcels: parcels.length, weightGrams: parcels.reduce((sum, { weightGrams }) => sum + weightGrams, 0) },
    }
    return tx.conclude(
      {
        orderId: order.id,
        parcels: parcels.map(({ id, number, weightGrams }) => ({ id, number, weightGrams })),
        stage: moved.order.stage,
        waitsFor: moved.order.waitsFor,
      },
      ...moved.statements,
      insert(
        ctx,
        'parcel',
        parcels.map(({ id, number, weightGrams }) => ({
          id,
          orderId: order.id,
          number,
          weightGrams,
          packedAt: ctx.now,
          packedBy: ctx.actor.id,
        })),
      ),
      insert(
        ctx,
        'parcelLine',
        parcels.flatMap(({ id, lines: packed }) => packed.map((line) => ({ parcelId: id, ...line }))),
      ),
      recordEvents(ctx, [event, ...moved.events]),
    )
  })
}
