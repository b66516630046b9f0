import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { payloadsOf } from '@/prisma/seed/events'
import { makeBuyer, makeGoods, tasksOfOrder } from '@/prisma/seed/floor'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { confirm } from '@/server/order/mutations/confirm'
import { receive } from '@/server/order/mutations/receive'
import { newId } from '@/server/platform/context/ids'
import { checkOrganisation } from '@/server/simulation/check/check'
import { floorOrder } from '../queries/order'
import { pack } from './pack'
import { pick } from './pick'
import { putBack } from './put-back'
import { release } from './release'
import { undoPick } from './undo-pick'

async function ordered(quantity: number) {
  const { ctx } = await makeOrganisation()
  const customerId = await makeBuyer(ctx)
  const productId = await makeGoods(ctx, { stock: 20 })
  const { orderId } = await confirm(ctx, { customerId, lines: [{ productId, quantity }] })
  await release(ctx, orderId)
  const [task] = await tasksOfOrder(ctx, orderId)
  const taskId = task?.id ?? ''
  return {
    take: (idempotencyKey: string, units = 1) =>
      pick(ctx, { orderId, picks: [{ taskId, quantity: units }], idempotencyKey }),
    undo: (of: string, idempotencyKey: string = randomUUID()) =>
      undoPick(ctx, { taskId, quantity: 1, of, idempotencyKey }),
    shown: async () => (await floorOrder(ctx, { orderId })).tasks[0],
    told: () => payloadsOf(ctx, 'fulfilment/pick.undone', orderId),
    lost: () => payloadsOf(ctx, 'order/reservation.lost', orderId),
    byNumber: (quantity?: number) => undoPick(ctx, { taskId, ...(quantity !== undefined && { quantity }) }),
    unknown: () => undoPick(ctx, { taskId: newId(ctx.now) }),
  }
}

it('takes back the pick that it names, once, and none that was never accepted', async () => {
  const { take, undo, shown } = await ordered(3)
  await take('mine')
  await take('theirs')
  // A colleague has taken the last units: this pick was refused on the tablet, so there is nothing to take back.
  await expect(take('refused', 2)).rejects.toThrow('MORE_THAN_ASKED')
  await expect(undo('refused')).rejects.toThrow('NOTHING_TO_UNDO')
  expect(await shown()).toMatchObject({ picked: 2, told: ['mine', 'theirs'] })
  expect(await undo('mine', 'back')).toMatchObject({ units: -1, stage: 'FULFILMENT', waitsFor: 'PICKING' })
  await undo('mine', 'back')
  await expect(undo('mine')).rejects.toThrow('NOTHING_TO_UNDO')
  expect(await shown()).toMatchObject({ picked: 1, told: ['theirs', 'back'] })
})

it('takes back what was taken, or fewer of it, and never more; what is all taken is asked for again', async () => {
  const { take, shown, told, lost, byNumber, unknown } = await ordered(3)
  await expect(byNumber()).rejects.toThrow('NOTHING_TO_UNDO')
  await take('all', 3)
  expect(await shown()).toMatchObject({ state: 'PICKED' })
  await expect(byNumber(4)).rejects.toMatchObject({ code: 'NOTHING_TO_UNDO', parameters: { picked: 3 } })
  expect(await byNumber(1)).toMatchObject({ units: -1 })
  expect(await shown()).toMatchObject({ state: 'OPEN', picked: 2, quantity: 3 })
  expect(await byNumber()).toMatchObject({ units: -2 })
  expect(await shown()).toMatchObject({ picked: 0 })
  expect(new Set(await told())).toEqual(new Set([{ units: 1 }, { units: 2 }]))
  expect(await lost()).toEqual([])
  await expect(unknown()).rejects.toMatchObject({ kind: 'NOT_FOUND' })
})

it('a task remembers the last thirty keys under which entries about it were sent', async () => {
  const { take, undo, shown } = await ordered(2)
  for (let round = 0; round < 20; round++) {
    await take(`take-${round}`)
    await undo(`take-${round}`, `undo-${round}`)
    await take(`again-${round}`)
    await undo(`again-${round}`, `once-more-${round}`)
  }
  const told = (await shown())?.told ?? []
  expect(told).toHaveLength(30)
  expect(told.at(-1)).toBe('once-more-19')
})

it('takes back the lot that was taken instead of another one, although that became a task of its own', async () => {
  const { ctx } = await makeOrganisation()
  const customerId = await makeBuyer(ctx)
  const productId = await makeGoods(ctx, { tracking: 'LOT' })
  const lotOf = (number: string, quantity: number) => ({ productId, quantity, lot: { number } })
  await receive(ctx, { lines: [lotOf('A', 5), lotOf('B', 5)] })
  const { orderId } = await confirm(ctx, { customerId, lines: [{ productId, quantity: 4 }] })
  await release(ctx, orderId)
  const tasks = async () =>
    (await floorOrder(ctx, { orderId })).tasks
      .map(({ lot, quantity, picked, state }) => [lot, quantity, picked, state])
      .sort()
  const [task] = await tasksOfOrder(ctx, orderId)
  const taskId = task?.id ?? ''
  const take = (quantity: number, lot: string, idempotencyKey: string) =>
    pick(ctx, { orderId, picks: [{ taskId, quantity, lot }], idempotencyKey })
  const undo = (quantity: number, of: string, idempotencyKey: string) =>
    undoPick(ctx, { taskId, quantity, of, idempotencyKey })
  await take(1, 'A', 'own')
  await take(2, 'B', 'other')
  expect(await tasks()).toEqual([
    ['A', 2, 1, 'OPEN'],
    ['B', 2, 2, 'PICKED'],
  ])
  await undo(2, 'other', 'back')
  expect(await tasks()).toEqual([
    ['A', 2, 1, 'OPEN'],
    ['B', 2, 0, 'OPEN'],
  ])
  await expect(undo(2, 'other', 'again')).rejects.toThrow('NOTHING_TO_UNDO')
  // The tablet counts an action about the task that it named until that task knows its key.
  expect((await floorOrder(ctx, { orderId })).tasks.find(({ id }) => id === taskId)?.told).toEqual(['own', 'back'])
  await undo(1, 'own', 'own back')
  expect(await checkOrganisation(ctx)).toEqual([])
})

it('takes back no lot that was packed, or put back, although as many of another lot lie in the tote', async () => {
  const { ctx } = await makeOrganisation()
  const customerId = await makeBuyer(ctx)
  const productId = await makeGoods(ctx, { tracking: 'LOT' })
  const lotOf = (number: string) => ({ productId, quantity: 5, lot: { number } })
  await receive(ctx, { lines: [lotOf('A'), lotOf('B')] })
  const picked = async () => {
    const { orderId } = await confirm(ctx, { customerId, lines: [{ productId, quantity: 2 }] })
    await release(ctx, orderId)
    const [task] = await tasksOfOrder(ctx, orderId)
    const { lines } = await floorOrder(ctx, { orderId })
    const [taskId, orderLineId] = [task?.id ?? '', lines[0]?.id ?? '']
    await pick(ctx, { orderId, picks: [{ taskId, quantity: 1, lot: 'A' }] })
    await pick(ctx, { orderId, picks: [{ taskId, quantity: 1, lot: 'B' }] })
    const a = (await floorOrder(ctx, { orderId })).tasks.find((one) => one.lot === 'A')
    return { orderId, orderLineId, undo: () => undoPick(ctx, { taskId: a?.id ?? '', quantity: 1 }) }
  }
  const one = await picked()
  const lines = [{ orderLineId: one.orderLineId, quantity: 1, lot: 'A' }]
  await pack(ctx, { orderId: one.orderId, parcels: [{ lines }], finished: false })
  await expect(one.undo()).rejects.toThrow('ALREADY_PACKED')
  const other = await picked()
  await putBack(ctx, { orderId: other.orderId, lines: [{ orderLineId: other.orderLineId, quantity: 1, lot: 'A' }] })
  await expect(other.undo()).rejects.toThrow('NOTHING_TO_UNDO')
  expect(await checkOrganisation(ctx)).toEqual([])
})
