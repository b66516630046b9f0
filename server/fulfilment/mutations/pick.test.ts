import { expect, it } from 'vitest'
import { makeBuyer, makeGoods, tasksOfOrder } from '@/prisma/seed/floor'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { productByCode } from '@/server/inventory/queries/stock'
import { confirm } from '@/server/order/mutations/confirm'
import { pickByScan } from './pick'
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
  expect([await found('saw'), await found('(01)04006381333931(10)L1'), await found('4006381333931')]).toEqual([
    saw,
    saw,
    saw,
  ])
  const lower = await makeGoods(ctx, { sku: 'saw', stock: 1 })
  expect([await found('saw'), await found('SAW')]).toEqual([lower, saw])
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
  expect(await productByCode(ctx, { code: '10012345000017' })).toMatchObject({ productId, packs })
})
