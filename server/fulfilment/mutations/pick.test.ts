import { expect, it } from 'vitest'
import { payloadsOf } from '@/prisma/seed/events'
import { makeBin, makeBuyer, makeGoods, tasksOfOrder } from '@/prisma/seed/floor'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { refusedWith } from '@/prisma/seed/refused'
import { rowsIn } from '@/prisma/seed/rows'
import { productByCode } from '@/server/inventory/queries/stock'
import { confirm } from '@/server/order/mutations/confirm'
import { receive } from '@/server/order/mutations/receive'
import { sql } from '@/server/platform/database/sql'
import { addDays } from '@/server/platform/time/calendar'
import { pick, pickByScan } from './pick'
import { release } from './release'
import { undoPick } from './undo-pick'

it('a scan picks the exact SKU, and a GTIN in any form', async () => {
  const { ctx } = await makeOrganisation()
  const customerId = await makeBuyer(ctx)
  const twelve = await makeGoods(ctx, { sku: '0012', stock: 9 })
  const saw = await makeGoods(ctx, { sku: 'SAW', gtin: '4006381333931', stock: 9 })
  const lines = [twelve, saw].map((productId) => ({ productId, quantity: 4 }))
  const { orderId } = await confirm(ctx, { customerId, lines })
  await release(ctx, orderId)
  const scan = (code: string) => pickByScan(ctx, { orderId, code })
  for (const code of ['12', '000012', '00012', 'saw', '4006381333932', '(01)4006381333931'])
    await expect(scan(code), code).rejects.toThrow('NOT_ON_THIS_ORDER')
  for (const code of ['0012', 'SAW', '04006381333931', ']C1010400638133393110L1'])
    expect((await scan(code)).units).toBe(1)
  const left = () => scan('(02)04006381333931(37)2')
  await expect(left()).rejects.toThrow('MORE_THAN_ASKED')
  await undoPick(ctx, { taskId: (await tasksOfOrder(ctx, orderId)).find(({ picked }) => picked === 3)?.id ?? '' })
  expect((await left()).units).toBe(2)

  const found = async (code: string) => (await productByCode(ctx, { code }))?.productId
  expect([await found('12'), await found('0012')]).toEqual([undefined, twelve])
  expect([await found('saw'), (await productByCode(ctx, { code: 'saw', typed: true }))?.productId]).toEqual([
    undefined,
    saw,
  ])
  expect([await found('SAW'), await found('(01)04006381333931(10)L1'), await found('4006381333931')]).toEqual([
    saw,
    saw,
    saw,
  ])
  const lower = await makeGoods(ctx, { sku: 'saw', stock: 1 })
  expect([await found('saw'), await found('SAW')]).toEqual([lower, saw])
  expect((await productByCode(ctx, { code: 'saw', typed: true }))?.productId).toBe(lower)
})

it('a scan of the case takes twelve, and more than is asked for is refused', async () => {
  const { ctx } = await makeOrganisation()
  const packs = [{ unit: 'XCS', quantity: 12, gtin: '10012345000017' }]
  const productId = await makeGoods(ctx, { stock: 30, gtin: '5012345678900', packs })
  const lines = [{ productId, quantity: 15 }]
  const { orderId } = await confirm(ctx, { customerId: await makeBuyer(ctx), lines })
  await release(ctx, orderId)
  const scan = (code: string) => pickByScan(ctx, { orderId, code })
  expect(await scan('10012345000017')).toMatchObject({ units: 12 })
  expect(await scan('(01)05012345678900')).toMatchObject({ units: 1 })
  await expect(scan('10012345000017')).rejects.toThrow('MORE_THAN_ASKED')
  expect((await scan('5012345678900')).units).toBe(1)
  const end = () =>
    rowsIn(() => ctx)(
      sql`SELECT state, ended_at, ended_by FROM pick_task WHERE organisation_id = ${ctx.organisationId} AND order_id = ${orderId}`,
    )
  expect(await end()).toEqual([{ state: 'OPEN', endedAt: null, endedBy: null }])
  await scan('5012345678900')
  expect(await end()).toEqual([{ state: 'PICKED', endedAt: ctx.now, endedBy: ctx.actor.id }])
  expect(await productByCode(ctx, { code: '10012345000017' })).toMatchObject({ productId, packs })
})

it('a scan that names a lot takes its own task first, and another lot where none asks for it', async () => {
  const { ctx } = await makeOrganisation()
  const productId = await makeGoods(ctx, { tracking: 'LOT', gtin: '4006381333931' })
  const lots = Object.entries({ A: 5, B: 9, C: 99 }).map(([number, days]) => ({
    number,
    expiresOn: addDays(ctx.today, days),
  }))
  await receive(ctx, { lines: lots.map((lot) => ({ productId, quantity: 2, lot })) })
  const lines = [{ productId, quantity: 4 }]
  const { orderId } = await confirm(ctx, { customerId: await makeBuyer(ctx), lines })
  await release(ctx, orderId)
  const rows = rowsIn(() => ctx)
  const stand = async () => ({
    tasks: (
      await rows(
        sql`SELECT lot, picked, quantity FROM pick_task WHERE organisation_id = ${ctx.organisationId} AND order_id = ${orderId} ORDER BY lot`,
      )
    ).map((one) => `${one.lot} ${one.picked} of ${one.quantity}`),
    bins: (
      await rows(
        sql`SELECT lot, quantity FROM bin_stock WHERE organisation_id = ${ctx.organisationId} AND product_id = ${productId} AND quantity > 0 ORDER BY lot`,
      )
    ).map((one) => `${one.lot} ${one.quantity}`),
  })
  const scan = (lot: string) => pickByScan(ctx, { orderId, code: `0104006381333931${lot}`, quantity: 1 })
  await scan('10B')
  expect(await stand()).toEqual({ tasks: ['A 0 of 2', 'B 1 of 2'], bins: ['A 2', 'B 1', 'C 2'] })
  await scan('')
  expect((await stand()).tasks).toEqual(['A 1 of 2', 'B 1 of 2'])
  await scan('10C')
  expect(await stand()).toEqual({ tasks: ['A 1 of 1', 'B 1 of 2', 'C 1 of 1'], bins: ['A 1', 'B 1', 'C 1'] })
})

it('a scan takes from the first bin that has as much as was scanned, and nobody else’s order is known', async () => {
  const { ctx } = await makeOrganisation()
  const productId = await makeGoods(ctx, { sku: 'SCAN', stock: 2 })
  await receive(ctx, { lines: [{ productId, quantity: 4, binId: await makeBin(ctx, 'Z-09', 90) }] })
  const lines = [{ productId, quantity: 6 }]
  const { orderId } = await confirm(ctx, { customerId: await makeBuyer(ctx), lines })
  await release(ctx, orderId)
  expect(await pickByScan(ctx, { orderId, code: 'SCAN', quantity: 3 })).toMatchObject({ orderId, units: 3 })
  const tasks = await tasksOfOrder(ctx, orderId)
  expect(tasks.map(({ picked, quantity }) => [picked, quantity])).toEqual([
    [0, 2],
    [3, 4],
  ])
  const stranger = (await makeOrganisation()).ctx
  const picks = [{ taskId: tasks[0]?.id ?? '', quantity: 1 }]
  expect(await refusedWith(pick(stranger, { orderId, picks }))).toEqual(['NOT_FOUND', { noun: 'order' }])
})

it('tells of another lot when only one of several tasks took one', async () => {
  const { ctx } = await makeOrganisation()
  const productId = await makeGoods(ctx, { tracking: 'LOT' })
  await receive(ctx, { lines: ['A', 'B', 'C'].map((number) => ({ productId, quantity: 2, lot: { number } })) })
  const lines = [{ productId, quantity: 4 }]
  const { orderId } = await confirm(ctx, { customerId: await makeBuyer(ctx), lines })
  await release(ctx, orderId)
  const tasks = await rowsIn(() => ctx)(
    sql`SELECT id FROM pick_task WHERE organisation_id = ${ctx.organisationId} AND order_id = ${orderId} ORDER BY lot`,
  )
  const [a, b] = tasks.map(({ id }) => String(id)) as [string, string]
  const told = () => payloadsOf(ctx, 'fulfilment/lot.exchanged', productId)
  await pick(ctx, { orderId, picks: [{ taskId: a, quantity: 1 }] })
  expect(await told()).toHaveLength(0)
  const picks = [
    { taskId: a, quantity: 1 },
    { taskId: b, quantity: 2, lot: 'C' },
  ]
  expect((await pick(ctx, { orderId, picks })).units).toBe(3)
  expect(await told()).toHaveLength(1)
})
