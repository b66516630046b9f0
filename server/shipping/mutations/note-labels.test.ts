import { afterAll, beforeAll, expect, it } from 'vitest'
import { payloadsOf } from '@/prisma/seed/events'
import { makeBuyer, makeGoods, pickAll } from '@/prisma/seed/floor'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { refused } from '@/prisma/seed/refused'
import { pack } from '@/server/fulfilment/mutations/pack'
import { release } from '@/server/fulfilment/mutations/release'
import { confirm } from '@/server/order/mutations/confirm'
import { orderRecord } from '@/server/order/queries/record'
import type { Ctx } from '@/server/platform/context/ctx'
import { newId } from '@/server/platform/context/ids'
import { checkOrganisation } from '@/server/simulation/check/check'
import { shipmentRecord } from '../queries/record'
import { noteLabels } from './note-labels'
import { plan } from './plan'

let ctx: Ctx
beforeAll(async () => {
  ctx = (await makeOrganisation()).ctx
})
afterAll(async () => {
  expect(await checkOrganisation(ctx)).toEqual([])
})

it('printing is recorded with the number of labels, of one parcel or of all, and not again for the same labels', async () => {
  const productId = await makeGoods(ctx, { stock: 2, weightGrams: 100 })
  const { orderId } = await confirm(ctx, { customerId: await makeBuyer(ctx), lines: [{ productId, quantity: 2 }] })
  await release(ctx, orderId)
  await pickAll(ctx, orderId)
  const orderLineId = (await orderRecord(ctx, { id: orderId })).lines[0]?.id as string
  const one = { lines: [{ orderLineId, quantity: 1 }] }
  const { parcels } = await pack(ctx, { orderId, parcels: [one, one] })
  const { shipmentId, number } = (await plan(ctx, orderId)) as { shipmentId: string; number: string }
  const labels = async () => {
    const { parcelList } = await shipmentRecord(ctx, { shipmentId })
    return parcels.map(({ id }) => parcelList.find((parcel) => parcel.id === id)?.labelledOf)
  }
  const parcelId = parcels[1]?.id as string
  expect(await noteLabels(ctx, { shipmentId, parcelId, of: 2 })).toEqual({ shipmentId, labels: 1 })
  expect(await labels()).toEqual([null, 2])
  expect(await noteLabels(ctx, { shipmentId, parcelId, of: 2 })).toEqual({ shipmentId, labels: 0 })
  expect(await noteLabels(ctx, { shipmentId, of: 2 })).toEqual({ shipmentId, labels: 1 })
  expect(await labels()).toEqual([2, 2])
  const told = [{ number, labels: 1, of: 2 }]
  expect(await payloadsOf(ctx, 'shipping/labels.printed', shipmentId)).toEqual([...told, ...told])
  expect(await refused(noteLabels(ctx, { shipmentId: newId(ctx.now), of: 1 }))).toBe('NOT_FOUND')
})
