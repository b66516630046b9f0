import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer, makeProduct } from '@/prisma/seed/records'
import { refused, refusedWith } from '@/prisma/seed/refused'
import { makeSupplier } from '@/prisma/seed/supply'
import { sendTransfer } from '@/server/fulfilment/mutations/send-transfer'
import { addWarehouse } from '@/server/inventory/mutations/warehouse'
import { places } from '@/server/inventory/queries/places'
import { confirm } from '@/server/order/mutations/confirm'
import { receive } from '@/server/order/mutations/receive'
import { addDays } from '@/server/platform/time/calendar'
import { planProposed, setSupply } from './mutations/reorder'
import { archiveSupplier } from './mutations/supplier'
import { bringing } from './queries/elsewhere'
import { listPlanned } from './queries/planned'
import { productSupply, proposals } from './queries/proposals'

it('what orders wait for and what lies below its reorder point is proposed, and one click makes a list for each supplier, once', async () => {
  const { ctx } = await makeOrganisation()
  const [saw, axe, nail] = [await makeProduct(ctx), await makeProduct(ctx, { stock: 3 }), await makeProduct(ctx)]
  const { customerId } = await makeCustomer(ctx)
  await confirm(ctx, { customerId, lines: [{ productId: saw.productId, quantity: 7 }] })
  const [wood, steel] = [await makeSupplier(ctx, 'Wood'), await makeSupplier(ctx, 'Steel')]
  const supply = { reorderPoint: 0, multiple: 1, unitCost: null, supplierId: null }
  expect(await proposals(ctx)).toMatchObject([{ sku: saw.sku, waiting: 7, quantity: 7, supplierId: null }])
  await setSupply(ctx, {
    ...supply,
    productId: saw.productId,
    supplierId: wood.supplierId,
    multiple: 12,
    unitCost: '2.5',
  })
  await setSupply(ctx, { ...supply, productId: axe.productId, supplierId: steel.supplierId, reorderPoint: 10 })
  await setSupply(ctx, { ...supply, productId: nail.productId, supplierId: steel.supplierId })
  const proposed = await proposals(ctx)
  expect(proposed.map((one) => [one.supplierName, one.sku, one.quantity])).toEqual([
    ['Steel', axe.sku, 7],
    ['Wood', saw.sku, 12],
  ])
  const input = {
    idempotencyKey: randomUUID(),
    lines: proposed.map(({ productId, quantity, unitCost, supplierId }) => ({
      productId,
      quantity,
      supplierId: supplierId ?? '',
      ...(unitCost ? { unitCost } : {}),
    })),
  }
  const made = await planProposed(ctx, input)
  expect(await planProposed(ctx, input)).toEqual(made)
  expect((await listPlanned(ctx, {})).rows).toHaveLength(2)
  expect(await proposals(ctx)).toEqual([])
  expect(await productSupply(ctx, { productId: saw.productId })).toMatchObject({
    supplierName: 'Wood',
    multiple: 12,
    unitCost: '2.5',
    expected: [{ supplierName: 'Wood', units: 12 }],
  })
  const stranger = (await makeOrganisation()).ctx
  expect(await refused(setSupply(stranger, { ...supply, productId: saw.productId }))).toBe('NOT_FOUND')
  expect(await refusedWith(setSupply(ctx, { ...supply, productId: saw.productId, supplierId: randomUUID() }))).toEqual([
    'NOT_FOUND',
    { noun: 'supplier' },
  ])
  await archiveSupplier(ctx, { id: steel.supplierId })
  const archived = { ...supply, productId: saw.productId, supplierId: steel.supplierId }
  expect(await refused(setSupply(ctx, archived))).toBe('SUPPLIER_ARCHIVED')
  expect(await refused(setSupply(ctx, { ...supply, productId: nail.productId }))).toBe('done')
  expect(await refused(productSupply(stranger, { productId: saw.productId }))).toBe('NOT_FOUND')
})

it('what waits in one warehouse and is free in another is to be brought from there, until the transfer is on its way', async () => {
  const { ctx } = await makeOrganisation()
  const [main] = (await places(ctx)).warehouses
  const { id: north } = await addWarehouse(ctx, { code: 'NORTH', name: 'North' })
  const mug = await makeProduct(ctx)
  const { customerId } = await makeCustomer(ctx)
  await confirm(ctx, { customerId, lines: [{ productId: mug.productId, quantity: 12 }] })
  expect(await bringing(ctx)).toEqual([])
  await receive(ctx, { warehouseId: north, lines: [{ productId: mug.productId, quantity: 11 }] })
  expect(await bringing(ctx)).toMatchObject([
    { sku: mug.sku, fromId: north, fromName: 'North', toId: main?.id, short: 12, free: 11, quantity: 11 },
  ])
  expect(await proposals(ctx)).toMatchObject([{ sku: mug.sku, quantity: 1 }])
  expect(await bringing((await makeOrganisation()).ctx)).toEqual([])
  await sendTransfer(ctx, {
    idempotencyKey: randomUUID(),
    fromWarehouseId: north,
    toWarehouseId: main?.id ?? '',
    expectedOn: addDays(ctx.today, 1),
    lines: [{ productId: mug.productId, quantity: 11 }],
  })
  expect(await bringing(ctx)).toEqual([])
})
