import { expect, it } from 'vitest'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { makeProduct } from '@/prisma/seed/records'
import { refusedWith } from '@/prisma/seed/refused'
import { makePlanned } from '@/prisma/seed/supply'
import { newId } from '@/server/platform/context/ids'
import { read, transaction } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { loadPlanned, objectsOf } from './write-planned'

it('while a planned receipt changes, nobody promises its goods: their stock is locked, and that of no other product', async () => {
  const { ctx } = await makeOrganisation()
  const [saw, axe] = [await makeProduct(ctx), await makeProduct(ctx)]
  const { id } = await makePlanned(ctx, [{ productId: saw.productId, quantity: 5 }])
  const free = sql<{
    productId: string
  }>`SELECT product_id FROM stock_level WHERE organisation_id = ${ctx.organisationId} ORDER BY product_id FOR NO KEY UPDATE SKIP LOCKED`
  const unlocked = await transaction(ctx, {}, async (tx) => {
    const { planned, lines } = await loadPlanned(tx, id)
    expect([planned.id, lines.map((line) => line.productId)]).toEqual([id, [saw.productId]])
    return (await read(ctx, free))[0]
  })
  expect(unlocked).toEqual([{ productId: axe.productId }])
  const load = (by: typeof ctx, of: string) => refusedWith(transaction(by, {}, (tx) => loadPlanned(tx, of)))
  const notFound = ['NOT_FOUND', { noun: 'plannedReceipt' }]
  expect([await load(ctx, newId(ctx.now)), await load((await makeOrganisation()).ctx, id)]).toEqual([
    notFound,
    notFound,
  ])
})

it('an event is about the receipt, its supplier and each of its first fifty products once', () => {
  const lines = Array.from({ length: 120 }, (_, n) => ({ productId: `p${n % 60}` }))
  expect(objectsOf({ id: 'r', supplierId: 's' }, lines)).toEqual([
    ['plannedReceipt', 'r'],
    ['supplier', 's'],
    ...Array.from({ length: 50 }, (_, n) => ['product', `p${n}`]),
  ])
})
