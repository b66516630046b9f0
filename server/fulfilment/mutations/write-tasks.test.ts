import { expect, it } from 'vitest'
import { makeBuyer, makeGoods, tasksOfOrder } from '@/prisma/seed/floor'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { rowsIn } from '@/prisma/seed/rows'
import { confirm } from '@/server/order/mutations/confirm'
import { sql } from '@/server/platform/database/sql'
import { pick } from './pick'
import { release } from './release'
import { undoPick } from './undo-pick'

it('a task is ended by who took the last of it, and no longer when a part of it is put back', async () => {
  const { ctx } = await makeOrganisation()
  const productId = await makeGoods(ctx, { stock: 3 })
  const lines = [{ productId, quantity: 3 }]
  const { orderId } = await confirm(ctx, { customerId: await makeBuyer(ctx), lines })
  await release(ctx, orderId)
  const taskId = (await tasksOfOrder(ctx, orderId))[0]?.id as string
  const end = async () =>
    (
      await rowsIn(() => ctx)(
        sql`SELECT state, ended_at, ended_by FROM pick_task WHERE organisation_id = ${ctx.organisationId} AND id = ${taskId}`,
      )
    )[0]
  const open = { state: 'OPEN', endedAt: null, endedBy: null }
  await pick(ctx, { orderId, picks: [{ taskId, quantity: 1 }] })
  expect(await end()).toEqual(open)
  await pick(ctx, { orderId, picks: [{ taskId, quantity: 2 }] })
  expect(await end()).toEqual({ state: 'PICKED', endedAt: ctx.now, endedBy: ctx.actor.id })
  await undoPick(ctx, { taskId, quantity: 1 })
  expect(await end()).toEqual(open)
})
