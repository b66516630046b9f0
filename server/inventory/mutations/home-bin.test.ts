import { beforeAll, expect, it } from 'vitest'
import { makeGoods } from '@/prisma/seed/floor'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { rowsIn } from '@/prisma/seed/rows'
import { receive } from '@/server/order/mutations/receive'
import type { Ctx } from '@/server/platform/context/ctx'
import type { Refusal } from '@/server/platform/context/errors'
import { newId } from '@/server/platform/context/ids'
import { sql } from '@/server/platform/database/sql'
import { checkOrganisation } from '@/server/simulation/check/check'
import { places } from '../queries/places'
import { setHomeBin } from './home-bin'
import { addBin, archiveBin, moveBin } from './place'
import { addWarehouse } from './warehouse'

let ctx: Ctx
let stranger: Ctx
let main: string
beforeAll(async () => {
  ctx = (await makeOrganisation()).ctx
  stranger = (await makeOrganisation()).ctx
  main = (await places(ctx)).bins[0]?.warehouseId as string
})

const refused = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    ({ code, parameters }: Refusal) => [code, parameters?.noun],
  )
const rows = rowsIn(() => ctx)
const lies = (productId: string) =>
  rows(sql`SELECT b.code, s.quantity FROM bin_stock s JOIN bin b ON b.organisation_id = s.organisation_id AND b.id = s.bin_id
    WHERE s.organisation_id = ${ctx.organisationId} AND s.product_id = ${productId} ORDER BY b.code`)

it('sets the home bin to an open bin of this organisation, in that bin’s warehouse only, from now on', async () => {
  const other = await addWarehouse(ctx, { code: 'north', name: 'North' })
  const productId = await makeGoods(ctx, { stock: 3 })
  const neighbour = await makeGoods(ctx, { stock: 1 })
  const { id: binId } = await addBin(ctx, { warehouseId: main, code: 'H-1', walkOrder: 50 })
  const closed = await addBin(ctx, { warehouseId: main, code: 'H-2', walkOrder: 51 })
  await archiveBin(ctx, closed)
  const noBin = ['NOT_FOUND', 'bin']
  expect(await refused(setHomeBin(ctx, { productId, binId: closed.id }))).toEqual(noBin)
  expect(await refused(setHomeBin(ctx, { productId, binId: newId(ctx.now) }))).toEqual(noBin)
  expect(await refused(setHomeBin(stranger, { productId, binId }))).toEqual(noBin)
  const theirs = await makeGoods(stranger)
  expect(await refused(setHomeBin(ctx, { productId: theirs, binId }))).toEqual(['NOT_FOUND', 'product'])
  expect(await setHomeBin(ctx, { productId, binId })).toEqual({ productId })
  const homes =
    await rows(sql`SELECT product_id, warehouse_id FROM stock_level WHERE organisation_id = ${ctx.organisationId}
    AND home_bin_id = ${binId}`)
  expect(homes).toEqual([{ productId, warehouseId: main }])
  await receive(ctx, { lines: [productId, neighbour].map((id) => ({ productId: id, quantity: 2 })) })
  expect(await lies(productId)).toEqual([
    { code: 'A-01', quantity: 3 },
    { code: 'H-1', quantity: 2 },
  ])
  expect(await lies(neighbour)).toEqual([{ code: 'A-01', quantity: 3 }])
  const told =
    await rows(sql`SELECT o.object_id FROM event e JOIN event_object o ON o.organisation_id = e.organisation_id AND o.event_id = e.id
    WHERE e.organisation_id = ${ctx.organisationId} AND e.name = 'inventory/homeBin.changed'`)
  expect(told).toEqual([{ objectId: productId }])
  expect(other.id).not.toBe(main)
  expect(await checkOrganisation(ctx)).toEqual([])
})

it('a home bin cannot be archived although it is empty; an unused bin can, and then cannot be moved', async () => {
  const productId = await makeGoods(ctx)
  const [empty, second] = [
    await addBin(ctx, { warehouseId: main, code: 'E-1', walkOrder: 60 }),
    await addBin(ctx, { warehouseId: main, code: 'E-2', walkOrder: 61 }),
  ]
  await setHomeBin(ctx, { productId, binId: empty.id })
  expect(await refused(archiveBin(ctx, empty))).toEqual(['BIN_IN_USE', undefined])
  await setHomeBin(ctx, { productId, binId: second.id })
  expect(await refused(archiveBin(ctx, empty))).toBe('done')
  const move = (by: Ctx, id: string) => refused(moveBin(by, { id, walkOrder: 1 }))
  expect((await move(ctx, empty.id))[0]).toBe('STALE')
  expect([await move(stranger, second.id), await move(ctx, newId(ctx.now))]).toEqual([
    ['NOT_FOUND', 'bin'],
    ['NOT_FOUND', 'bin'],
  ])
})
