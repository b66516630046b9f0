import { describe, expect, it } from 'vitest'
import { payloadsOf } from '@/prisma/seed/events'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { makeProduct } from '@/prisma/seed/records'
import { refused } from '@/prisma/seed/refused'
import { productRecord } from '@/server/catalog/queries'
import { count } from '@/server/order/mutations/count'
import { receive } from '@/server/order/mutations/receive'
import { places } from '../queries/places'
import { addBin, archiveBin, moveBin } from './place'
import { addWarehouse, changeWarehouse, receiveInto } from './warehouse'

describe('places', () => {
  it('a new warehouse has a bin and a stock row for all goods', async () => {
    const { ctx } = await makeOrganisation()
    const { productId } = await makeProduct(ctx)
    const { id } = await addWarehouse(ctx, { code: 'north', name: 'North' })
    await changeWarehouse(ctx, { id, name: 'Far north' })
    const stranger = (await makeOrganisation()).ctx
    expect(await refused(changeWarehouse(stranger, { id, name: 'Mine' }))).toBe('NOT_FOUND')
    const { levels } = await productRecord(ctx, productId)
    expect(levels.map((level) => level.warehouseName)).toEqual(['Main warehouse', 'Far north'])
    const later = await makeProduct(ctx)
    expect((await productRecord(ctx, later.productId)).levels).toHaveLength(2)
    expect(await refused(addWarehouse(ctx, { code: 'NORTH', name: 'Again' }))).toBe('DUPLICATE')
  })

  it('refuses to put or count goods in a bin of another warehouse', async () => {
    const { ctx } = await makeOrganisation()
    const { productId } = await makeProduct(ctx, { stock: 1 })
    const { id } = await addWarehouse(ctx, { code: 'north', name: 'North' })
    const bins = (await places(ctx)).bins
    const there = bins.find((bin) => bin.warehouseId === id)?.id as string
    const closed = await addBin(ctx, {
      warehouseId: bins.find((bin) => bin.id !== there)?.warehouseId as string,
      code: 'C',
      walkOrder: 1,
    })
    await archiveBin(ctx, closed)
    for (const binId of [there, closed.id]) {
      expect(await refused(receive(ctx, { lines: [{ productId, quantity: 5, binId }] }))).toBe('NOT_FOUND')
      expect(await refused(count(ctx, { productId, quantity: 5, binId }))).toBe('NOT_FOUND')
    }
    expect((await places(ctx)).bins.map((bin) => bin.units)).toEqual([1, 0])
  })

  it('a bin can be moved, and archived only when it is empty and no product’s home', async () => {
    const { ctx } = await makeOrganisation()
    const stranger = (await makeOrganisation()).ctx
    await makeProduct(ctx, { stock: 3 })
    const [main] = (await places(ctx)).bins
    if (!main) throw new Error('no bin')
    expect(main).toMatchObject({ code: 'A-01', units: 3 })
    const { id } = await addBin(ctx, { warehouseId: main.warehouseId, code: 'b-01', walkOrder: 5 })
    expect((await places(ctx)).bins.map((bin) => bin.code)).toEqual(['B-01', 'A-01'])
    await moveBin(ctx, { id, walkOrder: 20 })
    expect((await places(ctx)).bins.map((bin) => bin.code)).toEqual(['A-01', 'B-01'])
    await moveBin(ctx, { id: main.id, walkOrder: 30 })
    expect((await places(ctx)).bins.map((bin) => bin.code)).toEqual(['B-01', 'A-01'])
    expect(await refused(archiveBin(ctx, main))).toBe('BIN_IN_USE')
    expect(await refused(archiveBin(stranger, { id }))).toBe('NOT_FOUND')
    expect(await refused(addBin(stranger, { warehouseId: main.warehouseId, code: 'X', walkOrder: 1 }))).toBe(
      'NOT_FOUND',
    )
    await archiveBin(ctx, { id })
    expect(await refused(archiveBin(ctx, { id }))).toBe('STALE')
    expect(await refused(moveBin(ctx, { id, walkOrder: 1 }))).toBe('STALE')
    // Added, moved twice and archived.
    expect(await payloadsOf(ctx, 'inventory/warehouse.changed', main.warehouseId)).toHaveLength(4)
  })

  it('goods come into a bin of their own warehouse that is in use, until that is ended', async () => {
    const { ctx } = await makeOrganisation()
    const stranger = (await makeOrganisation()).ctx
    const { id: elsewhere } = await addWarehouse(ctx, { code: 'north', name: 'North' })
    const [main] = (await places(ctx)).bins.filter((bin) => bin.warehouseId !== elsewhere)
    const warehouseId = main?.warehouseId as string
    const [dock, closed, far] = [
      await addBin(ctx, { warehouseId, code: 'DOCK', walkOrder: 1 }),
      await addBin(ctx, { warehouseId, code: 'OLD', walkOrder: 2 }),
      await addBin(ctx, { warehouseId: elsewhere, code: 'FAR', walkOrder: 3 }),
    ]
    await archiveBin(ctx, closed)
    const into = (binId: string | null, by = ctx) => refused(receiveInto(by, { warehouseId, binId }))
    for (const { id } of [closed, far]) expect(await into(id)).toBe('NOT_FOUND')
    for (const binId of [dock.id, null]) expect(await into(binId, stranger)).toBe('NOT_FOUND')
    expect(await into(dock.id)).toBe('done')
    expect(await refused(archiveBin(ctx, dock))).toBe('BIN_IN_USE')
    expect(await into(null)).toBe('done')
    expect(await refused(archiveBin(ctx, dock))).toBe('done')
  })
})
