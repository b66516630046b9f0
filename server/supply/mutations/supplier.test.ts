import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { makeProduct } from '@/prisma/seed/records'
import { refused, refusedWith } from '@/prisma/seed/refused'
import { listSuppliers, searchSuppliers, supplierRecord } from '../queries/suppliers'
import { plan } from './plan'
import { archiveSupplier, changeSupplier, createSupplier } from './supplier'

it('a supplier is added with a number, changed at its version, archived and brought back', async () => {
  const { ctx } = await makeOrganisation()
  const key = randomUUID()
  const input = { name: 'Sawmill', email: '', leadDays: 10, idempotencyKey: key }
  const { supplierId: id, number } = await createSupplier(ctx, input)
  expect(await createSupplier(ctx, input)).toMatchObject({ supplierId: id, number })
  const { version } = await supplierRecord(ctx, id)
  expect(await supplierRecord(ctx, id)).toMatchObject({ country: ctx.organisation.country })
  await changeSupplier(ctx, { id, version, name: 'Sawmill & Sons', country: 'DE' })
  expect(await refused(changeSupplier(ctx, { id, version, name: 'Other' }))).toBe('CHANGED_MEANWHILE')
  expect(await supplierRecord(ctx, id)).toMatchObject({ name: 'Sawmill & Sons', country: 'DE', leadDays: 7 })
  expect(await refused(changeSupplier(ctx, { id, name: 'Sawmill & Sons' }))).toBe('done')
  const nowhere = { name: 'Sawmill & Sons', postcode: 'ABC', country: 'DE' }
  expect(await refused(changeSupplier(ctx, { id, ...nowhere }))).toBe('POSTCODE_WRONG')
  expect(await refused(createSupplier(ctx, nowhere))).toBe('POSTCODE_WRONG')
  const abroad = await createSupplier(ctx, { name: 'Scierie', country: 'FR' })
  expect(await supplierRecord(ctx, abroad.supplierId)).toMatchObject({ country: 'FR' })
  await archiveSupplier(ctx, { id: abroad.supplierId })
  const stranger = (await makeOrganisation()).ctx
  expect(await refused(changeSupplier(stranger, { id, name: 'Mine' }))).toBe('NOT_FOUND')
  expect(await refused(archiveSupplier(stranger, { id }))).toBe('NOT_FOUND')
  expect(await searchSuppliers(ctx, { text: 'mill &' })).toMatchObject([{ id }])
  await archiveSupplier(ctx, { id })
  expect(await searchSuppliers(ctx, { text: '' })).toEqual([])
  expect((await listSuppliers(ctx, { archived: true, q: number })).rows).toMatchObject([{ id, expected: 0 }])
  expect(await refused(archiveSupplier(ctx, { id }))).toBe('STALE')
  const { productId } = await makeProduct(ctx)
  const wish = { supplierId: id, lines: [{ productId, quantity: 1 }] }
  expect(await refused(plan(ctx, wish))).toBe('SUPPLIER_ARCHIVED')
  await archiveSupplier(ctx, { id }, false)
  expect(await refused(plan(ctx, wish))).toBe('done')
  expect(await refusedWith(plan(ctx, { ...wish, warehouseId: id }))).toEqual(['NOT_FOUND', { noun: 'warehouse' }])
})
