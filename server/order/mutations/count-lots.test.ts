import { afterAll, beforeAll, expect, it } from 'vitest'
import { makeBuyer, makeGoods } from '@/prisma/seed/floor'
import { meanwhile } from '@/prisma/seed/meanwhile'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { refused } from '@/prisma/seed/refused'
import { rowsIn } from '@/prisma/seed/rows'
import { places } from '@/server/inventory/queries/places'
import type { Ctx } from '@/server/platform/context/ctx'
import { sql } from '@/server/platform/database/sql'
import { checkOrganisation } from '@/server/simulation/check/check'
import { orderRecord } from '../queries/record'
import { confirm } from './confirm'
import { count } from './count'
import { countList } from './count-list'
import { receive } from './receive'
import { blockLot } from './withhold'

let ctx: Ctx
let customerId: string
let binId: string
beforeAll(async () => {
  ctx = (await makeOrganisation()).ctx
  customerId = await makeBuyer(ctx)
  binId = (await places(ctx)).bins[0]?.id as string
})
afterAll(async () => {
  expect(await checkOrganisation(ctx)).toEqual([])
})

const order = (productId: string, quantity: number) => confirm(ctx, { customerId, lines: [{ productId, quantity }] })
const stand = async (orderId: string) =>
  (await orderRecord(ctx, { id: orderId })).lines.map((line) => `${line.reserved}+${line.backordered}`)
/** A product of which one unit lies in the bin, with this lot or serial number. */
async function kept(tracking: 'LOT' | 'SERIAL', number: string) {
  const productId = await makeGoods(ctx, { tracking })
  await receive(ctx, { lines: [{ productId, quantity: 1, binId, lot: { number } }] })
  return productId
}

it('a count of a blocked lot gives its units to nobody', async () => {
  const productId = await kept('LOT', 'A')
  const [lot] = await rowsIn(() => ctx)(
    sql`SELECT id FROM lot WHERE organisation_id = ${ctx.organisationId} AND product_id = ${productId}`,
  )
  await blockLot(ctx, { lotId: String(lot?.id), reason: 'Recalled' })
  const { orderId } = await order(productId, 2)
  const more = { productId, quantity: 4, binId, lot: { number: 'A' } }
  expect(await count(ctx, more)).toEqual({ onHand: 4, difference: 3, lost: 0 })
  expect(await stand(orderId)).toEqual(['0+2'])
})

it('a count of a serial number that is gone takes it off', async () => {
  const gone = { productId: await kept('SERIAL', 'S-1'), quantity: 0, binId, lot: { number: 'S-1' } }
  expect(await count(ctx, gone)).toEqual({ onHand: 0, difference: -1, lost: 0 })
})

it('a list of counts is tried again when an order has reserved meanwhile, and fails as a whole when the database does', async () => {
  const productId = await makeGoods(ctx, { stock: 6 })
  const listed = (by: Ctx) => refused(countList(by, { bad: 'SKIP', rows: [{ productId, binId, quantity: 1 }] }))
  const { orderId } = await order(productId, 2)
  const verb = () => listed(ctx)
  expect(await meanwhile(ctx, orderId, verb, () => order(productId, 1))).toBe('STALE')
  const nobody: Ctx = { ...ctx, actor: { kind: 'PERSON', id: 'nobody' } }
  expect(await listed(nobody)).toMatch(/uuid/)
  const counted = sql<Record<string, unknown>>`SELECT 1 FROM stock_movement
    WHERE organisation_id = ${ctx.organisationId} AND product_id = ${productId} AND cause = 'COUNTED'`
  expect(await rowsIn(() => ctx)(counted)).toEqual([])
})
