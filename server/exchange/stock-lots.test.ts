import { beforeAll, expect, it } from 'vitest'
import { lookedAt, movedIn, takenBack } from '@/prisma/seed/imported'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { makeProduct } from '@/prisma/seed/records'
import type { Ctx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import { addDays } from '@/server/platform/time/calendar'
import { checkOrganisation } from '@/server/simulation/check/check'
import { importRows } from './queries/imports'

let ctx: Ctx
let fresh: string
let over: string
beforeAll(async () => {
  ctx = (await makeOrganisation()).ctx
  fresh = addDays(ctx.today, 60)
  over = addDays(ctx.today, -3)
  await makeProduct(ctx, { sku: 'MILK', tracking: 'LOT', stock: 0 })
  await makeProduct(ctx, { sku: 'SAW', tracking: 'SERIAL', stock: 0 })
})

const lying = async () => {
  const [rows] = await read(ctx, {
    text: `SELECT p.sku, b.code AS bin, s.lot, s.quantity, l.expires_on::text AS day, v.blocked
      FROM bin_stock s JOIN product p ON p.organisation_id = s.organisation_id AND p.id = s.product_id
      JOIN bin b ON b.organisation_id = s.organisation_id AND b.id = s.bin_id
      JOIN lot l ON l.organisation_id = s.organisation_id AND l.product_id = s.product_id AND l.number = s.lot
      JOIN stock_level v ON v.organisation_id = s.organisation_id AND v.product_id = s.product_id AND v.warehouse_id = s.warehouse_id
      WHERE s.quantity > 0 ORDER BY p.sku, s.lot, b.code`,
    values: [],
  })
  return (rows as Record<string, unknown>[]).map((row) => Object.values(row).join(' '))
}

const file = (milk: number) =>
  `SKU,Bin,Lot,Best before,Quantity,Cost\nMILK,L-1,M1,${fresh},${milk},0.80\nMILK,L-2,M1,,5,0.80\nMILK,L-1,M2,${over},3,\nMILK,L-1,,,3,\nSAW,L-1,S1,,1,40\nSAW,L-1,S2,,2,\n`

it('opening stock lies by bin and lot from a file, by the rules of goods in, and is taken back lot by lot', async () => {
  const first = await movedIn(ctx, file(12))
  expect(first).toMatchObject({ kind: 'STOCK', counts: { NEW: 4, WRONG: 2 } })
  const { rows } = await importRows(ctx, { id: first.id, outcome: 'WRONG' })
  expect(rows.map(({ problems }) => problems?.[0]?.code)).toEqual(['LOT_NEEDED_FOR', 'SERIAL_IS_ONE'])
  const there = [`MILK L-1 M1 12 ${fresh} 3`, `MILK L-2 M1 5 ${fresh} 3`, `MILK L-1 M2 3 ${over} 3`, 'SAW L-1 S1 1  0']
  expect(await lying()).toEqual(there)
  expect(await checkOrganisation(ctx)).toEqual([])
  expect((await lookedAt(ctx, file(12))).outcomes).toEqual({ SAME: 4, WRONG: 2 })
  const second = await movedIn(ctx, file(9))
  expect(second.counts).toMatchObject({ CHANGED: 1, SAME: 3 })
  expect((await lying())[0]).toBe(`MILK L-1 M1 9 ${fresh} 3`)
  await takenBack(ctx, second.id)
  expect(await lying()).toEqual(there)
  const elsewhere = await lookedAt(ctx, 'SKU,Bin,Lot,Quantity\nSAW,L-9,S1,1\n')
  expect((await importRows(ctx, { id: elsewhere.id })).rows[0]?.problems?.[0]?.code).toBe('SERIAL_HERE')
  expect(await takenBack(ctx, first.id)).toMatchObject({ state: 'UNDONE', kept: 0 })
  expect(await lying()).toEqual([])
  expect(await checkOrganisation(ctx)).toEqual([])
})
