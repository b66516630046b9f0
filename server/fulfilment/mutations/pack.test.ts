import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { payloadsOf } from '@/prisma/seed/events'
import { makeBin, makeBuyer, makeReleased, pickAll } from '@/prisma/seed/floor'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { refusedWith as refused } from '@/prisma/seed/refused'
import { rowsIn } from '@/prisma/seed/rows'
import { count } from '@/server/order/mutations/count'
import { receive } from '@/server/order/mutations/receive'
import type { Ctx } from '@/server/platform/context/ctx'
import { newId } from '@/server/platform/context/ids'
import { sql } from '@/server/platform/database/sql'
import { checkOrganisation } from '@/server/simulation/check/check'
import type { PackInput } from '../schema'
import { pack } from './pack'
import { pick, pickByScan } from './pick'

let ctx: Ctx
let stranger: Ctx
let customerId: string
beforeAll(async () => {
  ctx = (await makeOrganisation()).ctx
  stranger = (await makeOrganisation()).ctx
  customerId = await makeBuyer(ctx)
})
afterAll(async () => {
  expect(await checkOrganisation(ctx)).toEqual([])
})

const rows = rowsIn(() => ctx)
const told = (name: string, objectId: string) => payloadsOf(ctx, name, objectId)
const floor = (wish: Parameters<typeof makeReleased>[2] = {}) => makeReleased(ctx, customerId, wish)
const notFound = (noun: string) => ['NOT_FOUND', { noun }]

describe('packing', () => {
  it.each<[string, boolean, Partial<PackInput> | 'PART', boolean | undefined, boolean]>([
    ['all of it, of all', true, {}, undefined, true],
    ['all of it, while more is to be picked', false, {}, undefined, true],
    ['all of it, with more to come', false, {}, false, false],
    ['all of it, though it was said that more comes', true, {}, false, true],
    ['a parcel of it', true, 'PART', undefined, false],
    ['a parcel of it, and no more', true, 'PART', true, true],
  ])('%s, is over or is not', async (_, whole, what, finished, expected) => {
    const { orderId, tasks, lineIds } = await floor()
    await pick(ctx, { orderId, picks: [{ taskId: tasks[0]?.id as string, quantity: whole ? 5 : 3 }] })
    const parcels = [{ packaging: 'TUBE' as const, lines: [{ orderLineId: lineIds[0] as string, quantity: 2 }] }]
    const packed = await pack(ctx, { orderId, ...(what === 'PART' ? { parcels } : what), finished })
    expect(packed.finished).toBe(expected)
    const weightGrams = (what === 'PART' ? 2 : whole ? 5 : 3) * 300
    expect(await told('fulfilment/order.packed', orderId)).toMatchObject([
      { parcels: 1, weightGrams, finished: expected },
    ])
    const kept = await rows(sql`SELECT number, packaging, weight_grams, packed_by FROM parcel
      WHERE organisation_id = ${ctx.organisationId} AND order_id = ${orderId}`)
    const packaging = what === 'PART' ? 'TUBE' : null
    expect(kept).toEqual([{ number: packed.parcels[0]?.number, packaging, weightGrams, packedBy: ctx.actor.id }])
  })

  it('needs an order of this organisation, and happens once under one key', async () => {
    const { orderId } = await floor()
    await pickAll(ctx, orderId)
    expect(await refused(pack(stranger, { orderId }))).toEqual(notFound('order'))
    const input = { orderId, weightGrams: 1_750, idempotencyKey: 'pack-once' }
    const first = await pack(ctx, input)
    expect(first).toMatchObject({ parcels: [{ weightGrams: 1_750 }], finished: true, stage: 'SHIPPING' })
    expect(await pack(ctx, input)).toEqual({ ...first, repeated: true })
  })
})

describe('picking', () => {
  it('needs tasks of this order of this organisation, and records how many lines and units', async () => {
    const { orderId, tasks } = await floor({ quantities: [2, 3] })
    const other = await floor()
    const picks = tasks.map((task) => ({ taskId: task.id, quantity: 1 }))
    const theirs = [{ taskId: other.tasks[0]?.id as string, quantity: 1 }]
    expect(await refused(pick(stranger, { orderId, picks }))).toEqual(notFound('order'))
    expect(await refused(pick(ctx, { orderId, picks: theirs }))).toEqual(notFound('pick task'))
    expect(await refused(pick(ctx, { orderId, picks: [{ taskId: newId(ctx.now), quantity: 1 }] }))).toEqual(
      notFound('pick task'),
    )
    const twice = [...picks, { taskId: tasks[0]?.id as string, quantity: 2 }]
    expect(await refused(pick(ctx, { orderId, picks: twice }))).toEqual(['MORE_THAN_ASKED', { left: 1 }])
    expect(
      await pick(ctx, { orderId, picks: [...picks, { taskId: tasks[0]?.id as string, quantity: 1 }] }),
    ).toMatchObject({
      units: 3,
      waitsFor: 'PICKING',
    })
    expect(await told('fulfilment/line.picked', orderId)).toMatchObject([{ lines: 2, units: 3 }])
  })

  it('takes from a bin what a count left in it, to the last unit, for all its tasks together', async () => {
    const { productId, orderId, tasks } = await floor({ quantities: [2, 3], stock: 5 })
    const binId = await makeBin(ctx, 'PK-1', 901)
    await receive(ctx, { lines: [{ productId, quantity: 9, binId }] })
    await count(ctx, { productId, quantity: 3 })
    const take = (...quantities: number[]) =>
      refused(
        pick(ctx, { orderId, picks: quantities.map((quantity, n) => ({ taskId: tasks[n]?.id as string, quantity })) }),
      )
    expect(await take(2, 2)).toEqual(['BIN_SHORT', { left: 1 }])
    expect(await take(2, 1)).toBe('done')
  })

  it('by scan picks for the first task that asks for that many', async () => {
    const { orderId, tasks } = await floor({ quantities: [1, 3], sku: 'SCAN-ME' })
    const scan = (quantity: number) => pickByScan(ctx, { orderId, code: 'SCAN-ME', quantity })
    expect((await scan(3)).taskId).toBe(tasks[1]?.id)
    expect(await refused(scan(2))).toEqual(['MORE_THAN_ASKED', { left: 1 }])
    expect((await scan(1)).taskId).toBe(tasks[0]?.id)
    expect(await refused(scan(1))).toEqual(['NOT_ON_THIS_ORDER', { code: 'SCAN-ME' }])
  })
})
