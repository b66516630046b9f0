import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { makeBuyer, makeGoods, tasksOfOrder } from '@/prisma/seed/floor'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { confirm } from '@/server/order/mutations/confirm'
import { floorOrder } from '../queries/order'
import { pick } from './pick'
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
  await undo('mine', 'back')
  await undo('mine', 'back')
  await expect(undo('mine')).rejects.toThrow('NOTHING_TO_UNDO')
  expect(await shown()).toMatchObject({ picked: 1, told: ['theirs', 'back'] })
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
