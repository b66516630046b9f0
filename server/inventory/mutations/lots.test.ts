import { beforeAll, expect, it } from 'vitest'
import { makeGoods } from '@/prisma/seed/floor'
import { type MadeOrganisation, makeOrganisation } from '@/prisma/seed/organisation'
import { refusedWith } from '@/prisma/seed/refused'
import { receive } from '@/server/order/mutations/receive'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { addDays } from '@/server/platform/time/calendar'
import { checkOrganisation } from '@/server/simulation/check/check'

interface Said {
  number: string
  expiresOn?: string
}

let made: MadeOrganisation
beforeAll(async () => {
  made = await makeOrganisation()
})

const day = (days: number) => addDays(made.ctx.today, days)
const take = (productId: string, ...lots: (Said & { quantity?: number })[]) =>
  refusedWith(receive(made.ctx, { lines: lots.map(({ quantity = 1, ...lot }) => ({ productId, quantity, lot })) }))
const lotsOf = async (productId: string) =>
  (
    await read(
      made.ctx,
      sql<{
        number: string
        expiresOn: string | null
        expired: boolean
      }>`SELECT number, expires_on, expired_at IS NOT NULL AS expired FROM lot WHERE organisation_id = ${made.ctx.organisationId} AND product_id = ${productId} ORDER BY number`,
    )
  )[0].map(({ number, expiresOn, expired }) => [number, expiresOn, expired])

it('a lot keeps the day on which it expires: it is added once, and another one is refused', async () => {
  const productId = await makeGoods(made.ctx, { tracking: 'LOT' })
  const other = await makeGoods(made.ctx, { tracking: 'LOT' })
  const [early, late] = [day(30), day(40)]
  expect(await take(other, { number: 'A', expiresOn: late })).toBe('done')
  expect(await take(productId, { number: 'A' }, { number: 'A' }, { number: 'B', expiresOn: early })).toBe('done')
  expect(await take(productId, { number: 'A', expiresOn: early })).toBe('done')
  expect(await take(productId, { number: 'A', expiresOn: early }, { number: 'B' })).toBe('done')
  const differs = ['LOT_EXPIRES_OTHERWISE', { lot: 'A', day: early }]
  expect(await take(productId, { number: 'A', expiresOn: late })).toEqual(differs)
  expect(await take(productId, { number: 'A' }, { number: 'A', expiresOn: late })).toEqual(differs)
  expect(await take(productId, { number: 'NEW', expiresOn: early }, { number: 'NEW', expiresOn: late })).toEqual([
    'LOT_EXPIRES_OTHERWISE',
    { lot: 'NEW', day: early },
  ])
  expect(await lotsOf(productId)).toEqual([
    ['A', early, false],
    ['B', early, false],
  ])
  expect(await lotsOf(other)).toEqual([['A', late, false]])
})

it('the day of a new lot counts wherever in the delivery it is said', async () => {
  const productId = await makeGoods(made.ctx, { tracking: 'LOT' })
  const said = (number: string, expiresOn: string) => [{ number }, { number, expiresOn }, { number }]
  expect(await take(productId, ...said('FRESH', day(30)), ...said('GONE', day(-1)))).toBe('done')
  expect(await lotsOf(productId)).toEqual([
    ['FRESH', day(30), false],
    ['GONE', day(-1), true],
  ])
  expect(await checkOrganisation(made.ctx)).toEqual([])
})

it('a lot counts as expired from the day after its last one', async () => {
  const productId = await makeGoods(made.ctx, { tracking: 'LOT' })
  const lots = [-1, 0, 1].map((days) => ({ number: `${days + 1}`, expiresOn: day(days) }))
  expect(await take(productId, ...lots, { number: '3' })).toBe('done')
  expect(await lotsOf(productId)).toEqual([
    ['0', day(-1), true],
    ['1', day(0), false],
    ['2', day(1), false],
    ['3', null, false],
  ])
})

it('a serial number is one piece, named once, of a product that has some', async () => {
  const [piece, plain] = [await makeGoods(made.ctx, { tracking: 'SERIAL' }), await makeGoods(made.ctx)]
  const [{ sku } = { sku: '' }] = (
    await read(
      made.ctx,
      sql<{
        sku: string
      }>`SELECT sku FROM product WHERE organisation_id = ${made.ctx.organisationId} AND id = ${piece}`,
    )
  )[0]
  const one = { sku, number: 'S-1' }
  expect(await take(piece, { number: 'S-1' }, { number: 'S-1' })).toEqual(['SERIAL_TWICE', one])
  expect(await take(piece, { number: 'S-1', quantity: 2 })).toEqual(['SERIAL_IS_ONE', one])
  expect(await take(piece, { number: 'S-1' }, { number: 'S-2' })).toBe('done')
  expect(await take(piece, { number: 'S-1' })).toEqual(['SERIAL_HERE', one])
  const without = (productId: string, lot?: Said) =>
    refusedWith(receive(made.ctx, { lines: [{ productId, quantity: 1, lot }] }))
  expect(await without(piece)).toEqual(['LOT_NEEDED_FOR', { sku, tracking: 'SERIAL' }])
  expect((await without(plain, { number: 'S-1' }))[0]).toBe('NOT_TRACKED')
})
