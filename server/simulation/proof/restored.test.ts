import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { movedIn, takenBack } from '@/prisma/seed/imported'
import { makeOrganisation } from '@/prisma/seed/organisation'
// @ts-expect-error: scripts have no types
import { dump, restore } from '@/scripts/database/dump.mjs'
import { importRows } from '@/server/exchange/queries/imports'
import type { Ctx } from '@/server/platform/context/ctx'
import { closeConnections } from '@/server/platform/database/db'
import { closeNotifier } from '@/server/platform/database/notify'
import { read, transaction } from '@/server/platform/database/run'
import { type OwnDatabase, ownDatabase } from '@/server/platform/jobs/proof/own-database'

let restored: OwnDatabase | undefined
afterAll(async () => {
  await Promise.all([closeConnections(), closeNotifier()])
  await restored?.drop()
})

/** The same data in another database, which wrote every row of it anew. */
async function dumpAndRestore() {
  const file = join(tmpdir(), `${crypto.randomUUID()}.br`)
  await dump(process.env.DATABASE_URL, file, { quality: 1 })
  restored = await ownDatabase('restored')
  await restore(restored.url, file)
  await Promise.all([closeConnections(), closeNotifier()])
  Object.assign(process.env, { DATABASE_URL: restored.url, APP_DATABASE_URL: restored.appUrl })
}

const lines = async (ctx: Ctx, text: string) =>
  ((await read(ctx, { text, values: [] }))[0] as Record<string, unknown>[]).map((row) => Object.values(row).join(' '))

it('imports are taken back after a dump and a restore, except for what somebody changed', async () => {
  const { ctx } = await makeOrganisation()
  const before =
    'Customer number,Name,Phone,Town,Contact: name,Contact: e-mail,Contact: phone\nD-1,Anna,1,,Bo,bo@example.test,1\n'
  await movedIn(ctx, before, 'CUSTOMERS')
  const products = await movedIn(
    ctx,
    'SKU,Name,Price,Category,Case quantity\nP-1,One,1.50,Jars,6\nP-2,Two,2,Lids,\n',
    'PRODUCTS',
  )
  const customers = await movedIn(
    ctx,
    'Customer number,Name,Phone,Street,Town,Tags,Group,Credit limit,Contact: name,Contact: e-mail,Contact: phone\nD-1,Anna,2,Quay 1,Cork,early,Bakers,,Bo,bo@example.test,2\nD-2,Cy,,Lane 1,Cork,late,Bakers,500,Di,di@example.test,3\nD-3,Eve,,,,,Cooks,,,,\n',
    'CUSTOMERS',
  )
  expect(customers.counts).toEqual({ NEW: 2, CHANGED: 1 })
  await dumpAndRestore()
  await transaction(ctx, {}, (tx) =>
    tx.commit({ text: `UPDATE customer SET phone = '9' WHERE number = 'D-3'`, values: [] }),
  )
  expect(await takenBack(ctx, customers.id)).toMatchObject({ state: 'UNDONE', kept: 1, madeStays: [{ name: 'Cooks' }] })
  const { rows } = await importRows(ctx, { id: customers.id })
  expect(rows.map(({ cells, kept }) => [cells[0], kept])).toEqual([
    ['D-1', null],
    ['D-2', null],
    ['D-3', 'changed'],
  ])
  expect(await lines(ctx, `SELECT number, phone FROM customer ORDER BY 1`)).toEqual(['D-1 1', 'D-3 9'])
  expect(await lines(ctx, `SELECT name, phone FROM customer_contact`)).toEqual(['Bo 1'])
  expect(await takenBack(ctx, products.id)).toMatchObject({ state: 'UNDONE', kept: 0, madeStays: [] })
  expect(await lines(ctx, `SELECT sku FROM product WHERE NOT free_text`)).toEqual([])
})
