import { afterAll, beforeAll, expect, it } from 'vitest'
import { payloadsOf } from '@/prisma/seed/events'
import { makeBuyer, makeGoods, tasksOfOrder } from '@/prisma/seed/floor'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { refused } from '@/prisma/seed/refused'
import { amend } from '@/server/order/mutations/amend'
import { confirm } from '@/server/order/mutations/confirm'
import { orderRecord } from '@/server/order/queries/record'
import type { Ctx } from '@/server/platform/context/ctx'
import { transaction } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { checkOrganisation } from '@/server/simulation/check/check'
import { release } from './release'
import { reviseTasks } from './revise-tasks'

let ctx: Ctx
beforeAll(async () => {
  ctx = (await makeOrganisation()).ctx
})
afterAll(async () => {
  expect(await checkOrganisation(ctx)).toEqual([])
})

/** An order of three and of five units, given to the floor. */
async function onFloor() {
  const productId = await makeGoods(ctx, { stock: 9 })
  const lines = [3, 5].map((quantity) => ({ productId, quantity }))
  const { orderId } = await confirm(ctx, { customerId: await makeBuyer(ctx), lines })
  await release(ctx, orderId)
  const of = async (quantity: number) => (await tasksOfOrder(ctx, orderId)).find((task) => task.quantity === quantity)
  return { orderId, of }
}
const told = (orderId: string) => payloadsOf(ctx, 'fulfilment/pick.revised', orderId)

it('a task asks for what its line still wants; that is recorded once, and the other task stays', async () => {
  const { orderId } = await onFloor()
  const second = (await orderRecord(ctx, { id: orderId })).lines[1]?.id as string
  await amend(ctx, { orderId, lines: [{ lineId: second, quantity: 4 }] })
  expect(await refused(reviseTasks((await makeOrganisation()).ctx, orderId))).toBe('NOT_FOUND')
  expect(await reviseTasks(ctx, orderId)).toEqual({ orderId, changed: 1 })
  expect((await tasksOfOrder(ctx, orderId)).map((task) => task.quantity).sort()).toEqual([3, 4])
  expect(await told(orderId)).toEqual([{ tasks: 1 }])
  expect(await reviseTasks(ctx, orderId)).toEqual({ orderId, changed: 0 })
  expect(await told(orderId)).toHaveLength(1)
})

it('what is released and no task asks for is given to the floor again', async () => {
  const { orderId, of } = await onFloor()
  await transaction(ctx, {}, async (tx) =>
    tx.commit(
      sql`UPDATE pick_task SET quantity = 2 WHERE organisation_id = ${ctx.organisationId} AND id = ${(await of(5))?.id}`,
    ),
  )
  expect(await release(ctx, orderId)).toMatchObject({ tasks: 0 })
  expect(await reviseTasks(ctx, orderId)).toEqual({ orderId, changed: 0 })
  expect(await told(orderId)).toEqual([{ tasks: 0 }])
  expect(await release(ctx, orderId)).toMatchObject({ tasks: 1 })
  const asked = await tasksOfOrder(ctx, orderId)
  expect(asked.map((task) => task.quantity).sort()).toEqual([2, 3, 3])
})
