import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeBuyer, makeGoods } from '@/prisma/seed/floor'
import { type MadeOrganisation, makeOrganisation } from '@/prisma/seed/organisation'
import { refused, refusedWith } from '@/prisma/seed/refused'
import { rowsIn } from '@/prisma/seed/rows'
import { sql } from '@/server/platform/database/sql'
import { addDays } from '@/server/platform/time/calendar'
import { checkOrganisation } from '@/server/simulation/check/check'
import { confirm } from './confirm'
import { count } from './count'
import { receive } from './receive'
import { blockLot, expireLots, unblockLot } from './withhold'

let made: MadeOrganisation
let customerId: string
const rows = rowsIn(() => made.ctx)
const day = (days: number) => addDays(made.ctx.today, days)
beforeAll(async () => {
  made = await makeOrganisation()
  customerId = await makeBuyer(made.ctx)
})
afterAll(async () => expect(await checkOrganisation(made.ctx)).toEqual([]))

type Entered = [number?: string, quantity?: number, expires?: number]
const come = (productId: string, ...lots: Entered[]) =>
  receive(made.ctx, {
    lines: lots.map(([number, quantity = 1, expires]) => ({
      productId,
      quantity,
      ...(number !== undefined && { lot: { number, ...(expires !== undefined && { expiresOn: day(expires) }) } }),
    })),
  })
const lotOf = async (productId: string, number: string) =>
  (
    await rows(
      sql<{
        id: string
        expiresOn: string | null
      }>`SELECT id, expires_on FROM lot WHERE organisation_id = ${made.ctx.organisationId} AND product_id = ${productId} AND number = ${number}`,
    )
  )[0]
const levelOf = async (productId: string) =>
  (
    await rows(
      sql<{
        onHand: number
        blocked: number
        reserved: number
        backordered: number
      }>`SELECT on_hand, blocked, reserved, backordered FROM stock_level WHERE organisation_id = ${made.ctx.organisationId} AND product_id = ${productId}`,
    )
  )[0]

describe('received goods with lots', () => {
  it('need their lot, and goods without lots are refused with one', async () => {
    const [lots, serials, plain] = [
      await makeGoods(made.ctx, { tracking: 'LOT' }),
      await makeGoods(made.ctx, { tracking: 'SERIAL' }),
      await makeGoods(made.ctx),
    ]
    expect(await refused(come(plain, ['A']))).toBe('NOT_TRACKED')
    expect(await refused(come(lots, []))).toBe('LOT_NEEDED_FOR')
    expect(await refused(come(serials, []))).toBe('LOT_NEEDED_FOR')
    expect(await refused(come(serials, ['S-1', 2]))).toBe('SERIAL_IS_ONE')
    expect(await refusedWith(come(serials, ['S-1'], ['S-1']))).toMatchObject(['SERIAL_TWICE', { number: 'S-1' }])
    expect(await refused(come(serials, ['S-1'], ['S-2']))).toBe('done')
    expect(await refusedWith(come(serials, ['S-3'], ['S-2']))).toMatchObject(['SERIAL_HERE', { number: 'S-2' }])
    expect(await refused(come(lots, ['A', 2], ['A', 3]))).toBe('done')
    expect([await levelOf(lots), await levelOf(serials)]).toMatchObject([{ onHand: 5 }, { onHand: 2 }])
  })

  it('add an unknown expiry day to a lot, and are refused with a different day', async () => {
    const productId = await makeGoods(made.ctx, { tracking: 'LOT' })
    await come(productId, ['A', 5])
    await come(productId, ['A', 1, 30])
    expect(await lotOf(productId, 'A')).toMatchObject({ expiresOn: day(30) })
    expect(await refusedWith(come(productId, ['A', 1, 31]))).toMatchObject([
      'LOT_EXPIRES_OTHERWISE',
      { lot: 'A', day: day(30) },
    ])
    expect(await refused(come(productId, ['A', 1, 30], ['A', 1]))).toBe('done')
    expect(await levelOf(productId)).toMatchObject({ onHand: 8, blocked: 0 })
  })

  it('stop the promise of stock of a lot when they say that its expiry day has passed', async () => {
    const productId = await makeGoods(made.ctx, { tracking: 'LOT' })
    await come(productId, ['A', 5])
    await confirm(made.ctx, { customerId, lines: [{ productId, quantity: 2 }] })
    await come(productId, ['A', 1, -1])
    expect(await lotOf(productId, 'A')).toMatchObject({ expiresOn: day(-1) })
    await expireLots(made.ctx)
    expect(await levelOf(productId)).toEqual({ onHand: 6, blocked: 6, reserved: 0, backordered: 2 })
  })

  it('are never available when their expiry day has passed', async () => {
    const productId = await makeGoods(made.ctx, { tracking: 'LOT' })
    await come(productId, ['OLD', 4, -1], ['TODAY', 3, 0])
    expect(await levelOf(productId)).toMatchObject({ onHand: 7, blocked: 4 })
  })
})

it('a count names the lot: found units of a blocked lot serve no order, and a missing piece is accepted', async () => {
  const [lots, serials] = [
    await makeGoods(made.ctx, { tracking: 'LOT' }),
    await makeGoods(made.ctx, { tracking: 'SERIAL' }),
  ]
  await come(lots, ['A', 5])
  await come(serials, ['S-1'], ['S-2'])
  await blockLot(made.ctx, { lotId: (await lotOf(lots, 'A'))?.id as string, reason: 'Cracked' })
  await confirm(made.ctx, { customerId, lines: [{ productId: lots, quantity: 3 }] })
  const say = (productId: string, quantity: number, number?: string) =>
    count(made.ctx, { productId, quantity, ...(number && { lot: { number } }) })
  expect(await refused(say(lots, 7))).toBe('LOT_NEEDED_FOR')
  await say(lots, 7, 'A')
  expect(await levelOf(lots)).toEqual({ onHand: 7, blocked: 7, reserved: 0, backordered: 3 })
  await say(lots, 2, 'B')
  expect(await levelOf(lots)).toEqual({ onHand: 9, blocked: 7, reserved: 2, backordered: 1 })
  expect(await say(serials, 0, 'S-1')).toEqual({ onHand: 1, difference: -1, lost: 0 })
})

it('the block of a lot is lifted once, and not by another organisation', async () => {
  const productId = await makeGoods(made.ctx, { tracking: 'LOT' })
  await come(productId, ['A', 5])
  const lotId = (await lotOf(productId, 'A'))?.id as string
  expect(await refusedWith(unblockLot(made.ctx, { lotId }))).toEqual(['LOT_NOT_BLOCKED', { lot: 'A' }])
  await blockLot(made.ctx, { lotId, reason: 'Cracked' })
  expect(await levelOf(productId)).toMatchObject({ blocked: 5 })
  const stranger = (await makeOrganisation()).ctx
  expect(await refused(unblockLot(stranger, { lotId }))).toBe('NOT_FOUND')
  expect(await refused(unblockLot(made.ctx, { lotId }))).toBe('done')
  expect(await refused(unblockLot(made.ctx, { lotId }))).toBe('LOT_NOT_BLOCKED')
  expect(await levelOf(productId)).toMatchObject({ blocked: 0 })
})
