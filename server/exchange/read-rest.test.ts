import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { archivedInto } from '@/prisma/seed/archived'
import { makePackedOrder } from '@/prisma/seed/floor'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer, makeProduct } from '@/prisma/seed/records'
import { giveLegalDetails, makeShipped } from '@/prisma/seed/shipment'
import { recordReceipt } from '@/server/collection/mutations/record-receipt'
import { setLimit } from '@/server/credit/mutations/limit'
import { issueForShipment } from '@/server/invoicing/mutations/issue'
import { receive } from '@/server/order/mutations/receive'
import type { Ctx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import { checkOrganisation } from '@/server/simulation/check/check'
import { readArchive } from './mutations/read-archive'

let folder: string
let from: Ctx
let to: Ctx
let customers: { customerId: string; number: string }[]

const lines = async (ctx: Ctx, text: string) => {
  const [rows] = await read(ctx, { text, values: [] })
  return (rows as Record<string, unknown>[]).map((row) => Object.values(row).join(' '))
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'octet-read-rest-'))
  from = (await makeOrganisation()).ctx
  await giveLegalDetails(from)
  customers = []
  for (const name of ['Owes', 'Paid ahead', 'Waits']) {
    const made = await makeCustomer(from, { name })
    await setLimit(from, { customerId: made.customerId, limitMinor: 100_000_000n, reason: 'known' })
    customers.push(made)
  }
  const [owes, ahead, waits] = customers.map(({ customerId }) => customerId) as [string, string, string]
  const { shipmentId } = await makeShipped(from, { customerId: owes })
  await issueForShipment(from, shipmentId)
  const money = { receivedOn: from.today, method: 'BANK' as const }
  await recordReceipt(from, { customerId: owes, amountMinor: 2_300n, ...money })
  await recordReceipt(from, { customerId: ahead, amountMinor: 5_000n, ...money })
  const { productId } = await makeProduct(from, { sku: 'PLAIN', stock: 5 })
  const { productId: milk } = await makeProduct(from, { sku: 'MILK', tracking: 'LOT' })
  await receive(from, { lines: [{ productId: milk, quantity: 6, lot: { number: 'M-1' } }] })
  await receive(from, { lines: [{ productId: milk, quantity: 4, lot: { number: 'M-2' } }] })
  const { productId: all } = await makeProduct(from, { sku: 'ALL', stock: 3 })
  const picked = (id: string, quantity: number) => ({ productId: id, quantity })
  await makePackedOrder(from, waits, [picked(productId, 2), picked(all, 3)])
  await setLimit(from, { customerId: owes, limitMinor: 9_999n, reason: 'less than is owed' })
  await archivedInto(from, join(folder, 'archive.zip'))
  to = (await makeOrganisation()).ctx
  await readArchive(to, join(folder, 'archive.zip'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

it('what was owed is owed here to the same accounts, and money that was not applied is a credit of who paid it', async () => {
  expect(
    await lines(
      to,
      `SELECT c.name, i.kind, i.open_minor, i.amount_minor, i.is_opening FROM open_item i JOIN customer c ON c.organisation_id = i.organisation_id AND c.id = i.customer_id ORDER BY c.name`,
    ),
  ).toEqual(['Owes INVOICE 10000 10000 true', 'Paid ahead CREDIT_NOTE -5000 -5000 true'])
  const [credit] = await lines(
    to,
    `SELECT number, issued_on::text, due_on::text FROM open_item WHERE kind = 'CREDIT_NOTE'`,
  )
  expect(credit).toMatch(new RegExp(`^PAID-[0-9a-f]{12} ${to.today} ${to.today}$`))
  expect(
    await lines(
      to,
      `SELECT c.name, a.open_minor, a.unapplied_minor FROM credit_account a JOIN customer c ON c.organisation_id = a.organisation_id AND c.id = a.customer_id ORDER BY c.name`,
    ),
  ).toEqual(['Owes 10000 0', 'Paid ahead -5000 0', 'Waits 0 0'])
  // Who owes more than the limit is held here too.
  expect(
    await lines(
      to,
      `SELECT c.name, h.cause FROM credit_hold h JOIN customer c ON c.organisation_id = h.organisation_id AND c.id = h.customer_id`,
    ),
  ).toEqual(['Owes LIMIT_LOWERED'])
  expect(await checkOrganisation(to)).toEqual([])
})

it('what was picked and had not left lies in a bin again, lot by lot, and nothing lies there twice', async () => {
  const lying = (ctx: Ctx) =>
    lines(
      ctx,
      `SELECT p.sku, s.lot, sum(s.quantity) FROM bin_stock s JOIN product p ON p.organisation_id = s.organisation_id AND p.id = s.product_id WHERE s.quantity > 0 GROUP BY 1, 2 ORDER BY 1, 2`,
    )
  expect(await lying(from)).toEqual(['MILK M-1 6', 'MILK M-2 4', 'PLAIN  3'])
  expect(await lying(to)).toEqual(['ALL  3', 'MILK M-1 6', 'MILK M-2 4', 'PLAIN  5'])
  expect(
    await lines(
      to,
      `SELECT p.sku, v.on_hand, v.reserved, v.picked FROM stock_level v JOIN product p ON p.organisation_id = v.organisation_id AND p.id = v.product_id WHERE v.on_hand > 0 ORDER BY 1`,
    ),
  ).toEqual(['ALL 3 0 0', 'MILK 10 0 0', 'PLAIN 5 0 0'])
  expect(
    await lines(
      to,
      `SELECT p.sku, m.lot, m.cause, sum(m.quantity) FROM stock_movement m JOIN product p ON p.organisation_id = m.organisation_id AND p.id = m.product_id GROUP BY 1, 2, 3 ORDER BY 1, 2`,
    ),
  ).toEqual(['ALL  COUNTED 3', 'MILK M-1 COUNTED 6', 'MILK M-2 COUNTED 4', 'PLAIN  COUNTED 5'])
})
