import { beforeAll, describe, expect, it } from 'vitest'
import { movedIn } from '@/prisma/seed/imported'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer, makeProduct } from '@/prisma/seed/records'
import { setLimit } from '@/server/credit/mutations/limit'
import { amend } from '@/server/order/mutations/amend'
import { confirm } from '@/server/order/mutations/confirm'
import { count } from '@/server/order/mutations/count'
import type { Ctx } from '@/server/platform/context/ctx'
import { read, transaction } from '@/server/platform/database/run'
import { addDays } from '@/server/platform/time/calendar'
import { checkOrganisation } from '@/server/simulation/check/check'
import { goOn } from './mutations/go-on'
import { undo } from './mutations/import'
import { importRows } from './queries/imports'

let ctx: Ctx
let customerId: string
let number: string
beforeAll(async () => {
  ctx = (await makeOrganisation()).ctx
  const made = await makeCustomer(ctx)
  customerId = made.customerId
  number = made.number
  await setLimit(ctx, { customerId, limitMinor: 100_000_000n, reason: 'known' })
})

const rowsOf = async (text: string) => (await read(ctx, { text, values: [] }))[0] as Record<string, unknown>[]
const lines = async (text: string) => (await rowsOf(text)).map((row) => Object.values(row).join(' '))
const write = (text: string) => transaction(ctx, {}, (tx) => tx.commit({ text, values: [] }))
const idOf = async (sku: string) => (await lines(`SELECT id FROM product WHERE sku = '${sku}'`))[0] as string

/** Takes an import back; answers why each of its rows stays, and which events were told. */
async function back(id: string) {
  const counts = async (): Promise<Record<string, number>> =>
    Object.fromEntries(
      (await rowsOf(`SELECT name, count(*)::int AS n FROM event WHERE name !~ '^exchange/' GROUP BY 1`)).map(
        ({ name, n }) => [name, n as number],
      ),
    )
  const before = await counts()
  await undo(ctx, { id })
  await goOn(ctx, id)
  const told = Object.entries(await counts())
    .filter(([name, n]) => n !== (before[name] ?? 0))
    .map(([name, n]) => `${name} ${n - (before[name] ?? 0)}`)
  expect(await checkOrganisation(ctx)).toEqual([])
  return { stays: (await importRows(ctx, { id })).rows.map(({ kept }) => kept), told: told.sort() }
}

describe('products of an import that is taken back', () => {
  it('stay when they are in the place of one that stays, and the others go with their categories', async () => {
    const { id } = await movedIn(
      ctx,
      'SKU,Name,Price,Category,Successor (SKU)\nA-1,Used,1,Jars,A-2\nA-2,In its place,1,Lids,A-3\nA-3,Last,1,Jars,\nA-4,Alone,1,Corks,A-5\nA-5,Follows,1,,\nA-6,By hand,1,Lids,\n',
      'PRODUCTS',
    )
    const categories = () =>
      lines(
        `SELECT p.sku, g.name FROM product p JOIN product_category g ON g.organisation_id = p.organisation_id AND g.id = p.category_id ORDER BY 1`,
      )
    expect(await categories()).toEqual(['A-1 Jars', 'A-2 Lids', 'A-3 Jars', 'A-4 Corks', 'A-6 Lids'])
    expect(await lines(`SELECT name FROM event WHERE name = 'catalog/product.changed'`)).toEqual([])
    expect(await lines('SELECT product_id FROM product_supply')).toEqual([])
    await confirm(ctx, { customerId, lines: [{ productId: await idOf('A-1'), quantity: 1 }] })
    await makeProduct(ctx, { sku: 'HAND', successorId: await idOf('A-6') })
    expect(await back(id)).toEqual({
      stays: ['order_line', 'product', 'product', null, null, 'product'],
      told: ['catalog/category.removed 1', 'catalog/product.removed 2'],
    })
    expect(await categories()).toEqual(['A-1 Jars', 'A-2 Lids', 'A-3 Jars', 'A-6 Lids'])
  })

  it('go also when they are in the place of one of before, which is followed as before', async () => {
    await makeProduct(ctx, { sku: 'B-1' })
    const { id } = await movedIn(
      ctx,
      'SKU,Name,Price,Successor (SKU)\nB-1,Before,1,B-2\nB-2,In its place,1,B-3\nB-3,Last,1,\n',
      'PRODUCTS',
    )
    expect(await back(id)).toEqual({
      stays: [null, null, null],
      told: ['catalog/product.changed 1', 'catalog/product.removed 2'],
    })
    expect(await lines(`SELECT sku, successor_id FROM product WHERE sku LIKE 'B-%'`)).toEqual(['B-1 '])
  })

  it('have their old price again although orders name them, and no event tells of more than that', async () => {
    const { id, counts } = await movedIn(ctx, 'SKU,Name,Price\nA-1,Used,7.5\nA-6,By hand,3\n', 'PRODUCTS')
    expect(counts).toEqual({ CHANGED: 2 })
    await write(`UPDATE product SET name = 'Otherwise' WHERE sku = 'A-6'`)
    const { stays, told } = await back(id)
    expect(stays).toEqual([null, 'changed'])
    expect(told).toEqual(['catalog/product.changed 1'])
    expect(
      await lines(`SELECT sku, trim_scale(unit_price) FROM product WHERE sku IN ('A-1', 'A-6') ORDER BY 1`),
    ).toEqual(['A-1 1', 'A-6 3'])
  })
})

it('groups and price lists that an import made go with it, each told as what it is, unless something uses them', async () => {
  const people = await movedIn(ctx, 'Customer number,Name,Group\nG-1,One,Bakers\nG-2,Two,Cooks\n', 'CUSTOMERS')
  const prices = await movedIn(ctx, 'Price list,SKU,From quantity,Price\nTrade,A-1,1,9.5\nTrade,A-1,10,9\n', 'PRICES')
  const entries = () => lines('SELECT from_quantity, trim_scale(unit_price) FROM price_entry ORDER BY 1')
  const second = await movedIn(ctx, 'Price list,SKU,From quantity,Price\nTrade,A-1,1,8\nTrade,A-1,10,7\n', 'PRICES')
  expect(await entries()).toEqual(['1 8', '10 7'])
  expect((await back(second.id)).told).toEqual(['pricing/entry.changed 2'])
  expect(await entries()).toEqual(['1 9.5', '10 9'])
  expect(await back(prices.id)).toEqual({
    stays: [null, null],
    told: ['pricing/entry.removed 2', 'pricing/priceList.removed 1'],
  })
  await write(
    `UPDATE customer SET group_id = (SELECT id FROM customer_group WHERE name = 'Bakers') WHERE number = '${number}'`,
  )
  expect((await back(people.id)).told).toEqual(['customer/customer.removed 2', 'customer/group.removed 1'])
  expect(await lines('SELECT name FROM customer_group')).toEqual(['Bakers'])
})

it('prices of an import stay where somebody changed them since, and their list with them, which is for whom one of them names', async () => {
  const { id, counts } = await movedIn(
    ctx,
    `Price list,SKU,From quantity,Price,Customer\nOwn,A-1,1,9,\nOWN,A-1,10,8,${number}\nown,A-1,100,7,\nTrade 2,A-1,1,7,\n`,
    'PRICES',
  )
  expect(counts).toEqual({ NEW: 4 })
  const lists = () =>
    lines(
      `SELECT l.name, l.audience, c.number FROM price_list l LEFT JOIN customer c ON c.organisation_id = l.organisation_id AND c.id = l.customer_id ORDER BY 1`,
    )
  const own = `Own CUSTOMER ${number}`
  expect(await lists()).toEqual([own, 'Trade 2 ALL '])
  expect(
    await lines(`SELECT count(*)::int AS n FROM event e JOIN event_object o ON o.organisation_id = e.organisation_id AND o.event_id = e.id
      WHERE e.name = 'pricing/priceList.created' AND o.object_id = '${customerId}'`),
  ).toEqual(['1'])
  await write('UPDATE price_entry SET unit_price = 6 WHERE from_quantity = 10')
  await write('DELETE FROM price_entry WHERE from_quantity = 100')
  expect(await back(id)).toEqual({
    stays: [null, 'changed', 'gone', null],
    told: ['pricing/entry.removed 2', 'pricing/priceList.removed 1'],
  })
  expect(await lists()).toEqual([own])
})

it('stock of an import stays where somebody counted it since, and goes bin by bin and product by product', async () => {
  for (const sku of ['S-1', 'S-2', 'S-3']) await makeProduct(ctx, { sku })
  const { id } = await movedIn(
    ctx,
    'SKU,Bin,Quantity,Cost\nS-1,c-1,4,2\nS-2,C-1,9,4\nS-2,C-2,5,\nS-3,C-1,6,\n',
    'STOCK',
  )
  const lying = () =>
    lines(`SELECT p.sku, b.code, s.quantity FROM bin_stock s JOIN product p ON p.organisation_id = s.organisation_id AND p.id = s.product_id
      JOIN bin b ON b.organisation_id = s.organisation_id AND b.id = s.bin_id WHERE s.quantity > 0 ORDER BY 1, 2`)
  expect(await lying()).toEqual(['S-1 C-1 4', 'S-2 C-1 9', 'S-2 C-2 5', 'S-3 C-1 6'])
  const costs = () =>
    lines(
      `SELECT p.sku, trim_scale(s.unit_cost) AS cost FROM product_supply s JOIN product p ON p.organisation_id = s.organisation_id AND p.id = s.product_id WHERE p.sku IN ('S-1', 'S-2') ORDER BY 1`,
    )
  expect(await costs()).toEqual(['S-1 2', 'S-2 4'])
  await write(
    `UPDATE product_supply s SET unit_cost = 5 FROM product p WHERE p.organisation_id = s.organisation_id AND p.id = s.product_id AND p.sku = 'S-2'`,
  )
  const [binId] = await lines(`SELECT id FROM bin WHERE code = 'C-1'`)
  await count(ctx, { productId: await idOf('S-3'), binId: binId as string, quantity: 8 })
  const { stays, told } = await back(id)
  // The bin in which something lies stays, the other one goes.
  expect(stays).toEqual([null, null, null, 'stock_movement'])
  expect(told).toEqual(['inventory/warehouse.changed 1', 'order/stock.counted 3'])
  expect(await lines(`SELECT code FROM bin WHERE archived_at IS NULL AND code LIKE 'C-%'`)).toEqual(['C-1'])
  expect(await lying()).toEqual(['S-3 C-1 8'])
  // What somebody changed since stays.
  expect(await costs()).toEqual(['S-1 ', 'S-2 5'])
})

it('orders of an import stay with the reason for which each of them does, and the others are cancelled without a word', async () => {
  await makeProduct(ctx, { sku: 'O-1', stock: 50 })
  const { id } = await movedIn(
    ctx,
    `Order number,Customer,SKU,Quantity,Price\nX-1,${number},O-1,2,5\nX-2,${number},O-1,2,5\nX-3,${number},O-1,2,5\nX-4,${number},O-1,2,5\nX-5,${number},O-1,2,5\n`,
    'OPEN_ORDERS',
  )
  const of = async (external: string) =>
    (
      await lines(
        `SELECT o.id || ' ' || l.id FROM sales_order o JOIN order_line l ON l.organisation_id = o.organisation_id AND l.order_id = o.id WHERE o.external_number = '${external}'`,
      )
    )[0]?.split(' ') ?? []
  for (const [external, quantity] of [
    ['X-1', 1],
    ['X-3', 3],
  ] as const) {
    const [orderId = '', lineId = ''] = await of(external)
    await amend(ctx, { orderId, lines: [{ lineId, quantity }] })
  }
  const [[dearer = '', lineId = ''], [later = '']] = [await of('X-4'), await of('X-5')]
  await amend(ctx, { orderId: dearer, lines: [{ lineId, unitPrice: '6' }] })
  await amend(ctx, { orderId: later, requestedOn: addDays(ctx.today, 30) })
  expect((await back(id)).stays).toEqual(['moved', null, 'changed', 'changed', 'changed'])
  expect(await lines(`SELECT payload->>'undone' FROM event WHERE name = 'order/order.cancelled'`)).toEqual(['true'])
})

it('limits that a file set are as before, and hold nobody any more, unless somebody set another one since', async () => {
  const people = await movedIn(ctx, 'Customer number,Name,Credit limit\nL-1,Ada,\nL-2,Bea,\nL-3,Cy,10\n', 'CUSTOMERS')
  const limits = () =>
    lines(`SELECT c.number, a.limit_minor, a.limit_source, a.holds FROM credit_account a JOIN customer c ON c.organisation_id = a.organisation_id AND c.id = a.customer_id
      WHERE c.number IN ('L-1', 'L-2', 'L-3', '${number}') ORDER BY c.number`)
  const before = await limits()
  expect(before).toEqual([`${number} 100000000 PERSON 0`, 'L-1   0', 'L-2   0', 'L-3 1000 PERSON 0'])
  const [name] = await lines(`SELECT name FROM customer WHERE number = '${number}'`)
  const { id, counts } = await movedIn(
    ctx,
    `Customer number,Name,Credit limit\n${number},${name},5\nL-1,Ada,70\nL-2,Bea,80\nL-3,Cy,90\n`,
    'CUSTOMERS',
  )
  expect(counts).toEqual({ CHANGED: 4 })
  expect(await limits()).toEqual([
    `${number} 500 PERSON 1`,
    'L-1 7000 PERSON 0',
    'L-2 8000 PERSON 0',
    'L-3 9000 PERSON 0',
  ])
  // A limit is no fact of the customer, whose form stays as new as it was.
  expect(
    await lines(`SELECT e.name FROM event e JOIN event_object o ON o.organisation_id = e.organisation_id AND o.event_id = e.id
    JOIN customer c ON c.organisation_id = o.organisation_id AND c.id = o.object_id WHERE e.name = 'customer/customer.changed' AND c.number LIKE 'L-%'`),
  ).toEqual([])
  await setLimit(ctx, {
    customerId: (await lines(`SELECT id FROM customer WHERE number = 'L-2'`))[0] as string,
    limitMinor: 9000n,
    reason: 'known',
  })
  expect(await back(id)).toEqual({
    stays: [null, null, null, null],
    told: ['credit/hold.lifted 1', 'credit/limit.changed 3'],
  })
  expect(await limits()).toEqual([before[0], before[1], 'L-2 9000 PERSON 0', before[3]])
  expect(
    await lines(`SELECT e.payload->>'fromMinor' AS was, e.payload->>'limitMinor' AS is FROM event e
      WHERE e.name = 'credit/limit.changed' AND e.payload->>'reason' LIKE 'an import%' ORDER BY 1`),
  ).toEqual(['500 100000000', '7000 ', '9000 1000'])
  // The import that made them finds them as it left them, but for the one to whom somebody gave a limit since.
  expect((await back(people.id)).stays).toEqual([null, 'changed', null])
})
