import { afterAll, beforeAll, expect, it } from 'vitest'
import { payloadsOf } from '@/prisma/seed/events'
import { makeBuyer, makeGoods } from '@/prisma/seed/floor'
import { movedIn } from '@/prisma/seed/imported'
import { type MadeOrganisation, makeOrganisation } from '@/prisma/seed/organisation'
import { refusedWith } from '@/prisma/seed/refused'
import { rowsIn } from '@/prisma/seed/rows'
import { type MadeHouses, makeHouses } from '@/prisma/seed/transfers'
import { addWarehouse, archiveWarehouse } from '@/server/inventory/mutations/warehouse'
import { confirm } from '@/server/order/mutations/confirm'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { checkOrganisation } from '@/server/simulation/check/check'
import { transferRecord } from '../queries/transfers'

let made: MadeOrganisation
let send: MadeHouses['send']
beforeAll(async () => {
  made = await makeOrganisation()
  send = (await makeHouses(made.ctx)).send
})
afterAll(async () => expect(await checkOrganisation(made.ctx)).toEqual([]))

const rows = rowsIn(() => made.ctx)

it('tells what left, who sent it and with which note, product by product', async () => {
  const [first, second] = [await makeGoods(made.ctx, { stock: 9 }), await makeGoods(made.ctx, { stock: 9 })]
  const line = (productId: string, quantity: number) => ({ productId, quantity })
  const lines = [line(first, 2), line(second, 1), line(first, 3)]
  const { id, number, ...sent } = await send(lines, { note: 'Fragile' })
  expect(sent).toEqual({ units: 6 })
  expect(await payloadsOf(made.ctx, 'fulfilment/transfer.sent', second)).toMatchObject([{ number, units: 6 }])
  expect(await transferRecord(made.ctx, id)).toMatchObject({
    sentBy: 'Olive Owner',
    note: 'Fragile',
    lines: [
      { productId: first, quantity: 5 },
      { productId: second, quantity: 1 },
    ],
  })
  const placed = await rows(
    sql`SELECT position FROM transfer_line WHERE organisation_id = ${made.ctx.organisationId} AND transfer_id = ${id} ORDER BY position`,
  )
  expect(placed).toEqual([{ position: 1 }, { position: 2 }])
  expect((await transferRecord(made.ctx, (await send([line(first, 1)], { note: '' })).id)).note).toBeNull()
})

it('sends what is free to the last unit, and no product that is never in stock', async () => {
  const productId = await makeGoods(made.ctx, { stock: 3 })
  const asked = (quantity: number, of = productId) => refusedWith(send([{ productId: of, quantity }]))
  expect(await asked(4)).toMatchObject(['NOT_FREE', { free: 3 }])
  expect(await asked(3)).toBe('done')
  const service = await makeGoods(made.ctx, { kind: 'SERVICE' })
  expect(await asked(1, service)).toEqual(['NOT_FOUND', { noun: 'product' }])
  const promised = await makeGoods(made.ctx, { stock: 5 })
  await confirm(made.ctx, { customerId: await makeBuyer(made.ctx), lines: [{ productId: promised, quantity: 2 }] })
  expect(await asked(4, promised)).toMatchObject(['NOT_FREE', { free: 3 }])
})

it('sends nothing to a warehouse that was given up', async () => {
  const productId = await makeGoods(made.ctx, { stock: 1 })
  const old = await addWarehouse(made.ctx, { code: 'old', name: 'Old' })
  await archiveWarehouse(made.ctx, old)
  const asked = send([{ productId, quantity: 1 }], { toWarehouseId: old.id })
  expect(await refusedWith(asked)).toEqual(['NOT_FOUND', { noun: 'warehouse' }])
})

it('is told to the history of fifty products at most, however many it has', async () => {
  const { ctx } = await makeOrganisation()
  const table = (head: string, of: (nth: number) => string) =>
    `${head}\n${Array.from({ length: 51 }, (_, nth) => of(nth)).join('\n')}\n`
  await movedIn(
    ctx,
    table('SKU,Name,Price', (nth) => `M-${nth},Many,1`),
    'PRODUCTS',
  )
  await movedIn(
    ctx,
    table('SKU,Bin,Quantity', (nth) => `M-${nth},A-01,2`),
    'STOCK',
  )
  const [products] = await read(
    ctx,
    sql<{ id: string }>`SELECT id FROM product WHERE organisation_id = ${ctx.organisationId}`,
  )
  const { send: sendAll } = await makeHouses(ctx)
  const { id } = await sendAll(products.map((product) => ({ productId: product.id, quantity: 1 })))
  const [told] = await read(
    ctx,
    sql<{
      type: string
      objects: number
    }>`SELECT o.object_type AS type, count(*)::int AS objects FROM event_object o JOIN event e ON e.organisation_id = o.organisation_id AND e.id = o.event_id
      WHERE e.organisation_id = ${ctx.organisationId} AND e.name = 'fulfilment/transfer.sent' GROUP BY 1 ORDER BY 1`,
  )
  expect(told).toEqual([
    { type: 'product', objects: 50 },
    { type: 'transfer', objects: 1 },
  ])
  expect((await transferRecord(ctx, id)).lines).toHaveLength(51)
})
