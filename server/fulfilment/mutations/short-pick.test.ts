import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeBin, makeBuyer, makeGoods, tasksOfOrder } from '@/prisma/seed/floor'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { refusedWith as refused } from '@/prisma/seed/refused'
import { rowsIn } from '@/prisma/seed/rows'
import { amend } from '@/server/order/mutations/amend'
import { confirm } from '@/server/order/mutations/confirm'
import { count } from '@/server/order/mutations/count'
import { receive } from '@/server/order/mutations/receive'
import type { Ctx } from '@/server/platform/context/ctx'
import { newId } from '@/server/platform/context/ids'
import { sql } from '@/server/platform/database/sql'
import { addDays } from '@/server/platform/time/calendar'
import { checkOrganisation } from '@/server/simulation/check/check'
import type { ShortCause } from '../schema'
import { pick } from './pick'
import { release } from './release'
import { reviseTasks } from './revise-tasks'
import { shortPick } from './short-pick'

let ctx: Ctx
let stranger: Ctx
let customerId: string
let far: string
beforeAll(async () => {
  ctx = (await makeOrganisation()).ctx
  stranger = (await makeOrganisation()).ctx
  customerId = await makeBuyer(ctx)
  far = await makeBin(ctx, 'FAR-1', 900)
})
afterAll(async () => {
  expect(await checkOrganisation(ctx)).toEqual([])
})

const rows = rowsIn(() => ctx)
async function floor({ stock = 8, elsewhere = 0, ordered = 5 } = {}) {
  const productId = await makeGoods(ctx, { stock })
  if (elsewhere > 0) await receive(ctx, { lines: [{ productId, quantity: elsewhere, binId: far }] })
  const { orderId } = await confirm(ctx, { customerId, lines: [{ productId, quantity: ordered }] })
  await release(ctx, orderId)
  const taskId = (await tasksOfOrder(ctx, orderId))[0]?.id as string
  return { productId, orderId, taskId }
}
const movements = ({ productId }: { productId: string }) =>
  rows(sql`SELECT quantity, cause FROM stock_movement WHERE organisation_id = ${ctx.organisationId} AND product_id = ${productId}
    AND object_type = 'order'`)
const cause = 'NOT_FOUND' as const

describe('a short pick', () => {
  it('needs an open task of this organisation, and takes less than it asks for', async () => {
    const { taskId, orderId } = await floor({ stock: 5 })
    const short = (picked: number) => refused(shortPick(ctx, { taskId, picked, cause }))
    const notFound = ['NOT_FOUND', { noun: 'pick task' }]
    expect(await refused(shortPick(stranger, { taskId, picked: 1, cause }))).toEqual(notFound)
    expect(await refused(shortPick(ctx, { taskId: newId(ctx.now), picked: 1, cause }))).toEqual(notFound)
    expect([await short(5), await short(6)]).toEqual([
      ['NOT_SHORT', {}],
      ['NOT_SHORT', {}],
    ])
    await pick(ctx, { orderId, picks: [{ taskId, quantity: 1 }] })
    expect(await short(4)).toEqual(['NOT_SHORT', {}])
    expect(await short(3)).toBe('done')
    expect(await short(0)).toEqual(['TASK_ENDED', { state: 'SHORT' }])
    expect(await tasksOfOrder(ctx, orderId)).toMatchObject([{ quantity: 5, picked: 4, state: 'SHORT' }])
  })

  it('waits for the task to ask for the wanted quantity after its line was reduced', async () => {
    const { taskId, orderId } = await floor()
    const [line] = await rows(sql`SELECT id FROM order_line WHERE organisation_id = ${ctx.organisationId}
      AND order_id = ${orderId}`)
    await amend(ctx, { orderId, lines: [{ lineId: line?.id as string, quantity: 4 }] })
    const short = () => refused(shortPick(ctx, { taskId, picked: 2, cause }))
    expect((await short())[0]).toBe('TASK_OUTDATED')
    await reviseTasks(ctx, orderId)
    expect(await short()).toBe('done')
  })

  it.each<[ShortCause, string, missing: number, at: 'far' | 'home']>([
    ['NOT_FOUND', 'COUNTED', 7, 'far'],
    ['BIN_EMPTY', 'COUNTED', 7, 'far'],
    ['WRONG_PRODUCT', 'COUNTED', 7, 'far'],
    ['DAMAGED', 'DAMAGED', 2, 'home'],
  ])(
    'because of %s is on the books as %s, and the rest is taken where it may lie',
    async (why, booked, missing, at) => {
      const made = await floor({ stock: 8, elsewhere: 5, ordered: 3 })
      const { orderId, taskId, productId } = made
      const answer = await shortPick(ctx, { taskId, picked: 1, cause: why })
      expect(answer).toMatchObject({ orderId, picked: 1, short: 2, reservedAgain: 2, backordered: 0 })
      expect(await movements(made)).toEqual([{ quantity: -missing, cause: booked }])
      const tasks = await rows(sql`SELECT state, quantity, cause, missing, bin_id = ${far} AS far FROM pick_task
      WHERE organisation_id = ${ctx.organisationId} AND order_id = ${orderId} ORDER BY state DESC`)
      expect(tasks).toEqual([
        { state: 'SHORT', quantity: 3, cause: why, missing, far: false },
        { state: 'OPEN', quantity: 2, cause: null, missing: 0, far: at === 'far' },
      ])
      const [event] = await rows(sql`SELECT e.payload, array_agg(o.object_id) AS about FROM event e
      JOIN event_object o ON o.organisation_id = e.organisation_id AND o.event_id = e.id
      WHERE e.organisation_id = ${ctx.organisationId} AND e.name = 'fulfilment/pick.short'
      GROUP BY e.id, e.payload HAVING ${orderId}::uuid = ANY(array_agg(o.object_id))`)
      expect(event?.payload).toMatchObject({ quantity: 2, cause: why, reservedAgain: 2, backordered: 0 })
      expect(event?.about).toEqual(expect.arrayContaining([orderId, productId]))
    },
  )

  it('takes nothing off the books when a count has done so before', async () => {
    const made = await floor({ stock: 5 })
    await receive(ctx, { lines: [{ productId: made.productId, quantity: 9, binId: far }] })
    await count(ctx, { productId: made.productId, quantity: 2 })
    const short = (picked: number) => shortPick(ctx, { taskId: made.taskId, picked, cause })
    expect(await refused(short(3))).toEqual(['BIN_SHORT', { left: 2 }])
    expect(await short(2)).toMatchObject({ picked: 2, short: 3, reservedAgain: 3, backordered: 0 })
    expect(await movements(made)).toEqual([])
  })

  it('sent twice under one key has one effect', async () => {
    const { taskId, productId } = await floor({ stock: 5 })
    const input = { taskId, picked: 2, cause, idempotencyKey: 'short-once' }
    const first = await shortPick(ctx, input)
    expect(first).toMatchObject({ picked: 2, short: 3, backordered: 3 })
    expect(await shortPick(ctx, input)).toEqual({ ...first, repeated: true })
    expect(await movements({ productId })).toEqual([{ quantity: -3, cause: 'COUNTED' }])
  })

  it('takes the free units of its own bin off the books, and leaves the other lines of the order alone', async () => {
    const [productId, other] = [await makeGoods(ctx, { stock: 2 }), await makeGoods(ctx, { stock: 4 })]
    await receive(ctx, { lines: [{ productId, quantity: 8, binId: far }] })
    const lines = [
      { productId, quantity: 5 },
      { productId: other, quantity: 3 },
    ]
    const { orderId } = await confirm(ctx, { customerId, lines })
    await release(ctx, orderId)
    const [task] = await rows(sql`SELECT id FROM pick_task WHERE organisation_id = ${ctx.organisationId}
      AND order_id = ${orderId} AND bin_id = ${far}`)
    const answer = await shortPick(ctx, { taskId: String(task?.id), picked: 1, cause })
    expect(answer).toMatchObject({ picked: 1, short: 4, reservedAgain: 2, backordered: 2 })
    expect(await movements({ productId })).toEqual([{ quantity: -7, cause: 'COUNTED' }])
    const left = await rows(sql`SELECT product_id, ordered, reserved, picked FROM order_line
      WHERE organisation_id = ${ctx.organisationId} AND order_id = ${orderId} ORDER BY position`)
    expect(left).toEqual([
      { productId, ordered: 5, reserved: 2, picked: 1 },
      { productId: other, ordered: 3, reserved: 3, picked: 0 },
    ])
  })

  it('loses nothing of a lot whose last day has passed: nobody was to get it', async () => {
    const productId = await makeGoods(ctx, { tracking: 'LOT' })
    await receive(ctx, { lines: [{ productId, quantity: 4, lot: { number: 'A', expiresOn: ctx.today } }] })
    const { orderId } = await confirm(ctx, { customerId, lines: [{ productId, quantity: 3 }] })
    await release(ctx, orderId)
    const taskId = (await tasksOfOrder(ctx, orderId))[0]?.id as string
    const tomorrow = { ...ctx, today: addDays(ctx.today, 1) }
    expect((await refused(shortPick(tomorrow, { taskId, picked: 1, cause })))[0]).toBe('LOT_EXPIRED')
    expect(await refused(shortPick(tomorrow, { taskId, picked: 0, cause }))).toBe('done')
    expect(await movements({ productId })).toEqual([])
  })
})
