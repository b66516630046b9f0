import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { type MadeOrganisation, makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer, makeProduct } from '@/prisma/seed/records'
import { refused, refusedWith } from '@/prisma/seed/refused'
import { addArticle } from '@/server/catalog/mutations/article'
import { addAddress, archiveAddress } from '@/server/customer/mutations/address'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { placeApiOrder } from './mutations'
import { type ApiOrderInput, apiOrderInput } from './schema'

let made: MadeOrganisation
let customerId: string
beforeAll(async () => {
  made = await makeOrganisation()
  customerId = (await makeCustomer(made.ctx, { externalKey: 'shop' })).customerId
  const packs = [{ unit: 'XCS' as const, quantity: 12 }]
  await makeProduct(made.ctx, { sku: 'LAMP', stock: 500, unitPrice: '10', packs })
  const { productId } = await makeProduct(made.ctx, { sku: 'FLOUR', stock: 500_000, unit: 'KGM', places: 3 })
  await addArticle(made.ctx, { customerId, productId, number: 'Mehl' })
})

const order = (more: object): ApiOrderInput => apiOrderInput.parse({ customer: { externalKey: 'shop' }, ...more })
const place = (more: object, key: string = randomUUID()) => placeApiOrder(made.ctx, order(more), key)
const lamp = { sku: 'LAMP', quantity: 2 }
const tenth = { percent: '10', reason: 'Volume' }
const many = <T>(one: (nth: number) => T) => Array.from({ length: 60 }, (_, nth) => one(nth))

describe('an order over the interface', () => {
  it('takes discounts by the names of their reasons: of a line, of the whole, and of neither', async () => {
    const half = { amount: '5', reason: 'Goodwill' }
    const { order: placed, repeated } = await place({
      lines: [{ ...lamp, discount: tenth }, { sku: 'FLOUR', quantity: 1.5, discount: half }, lamp],
      discount: tenth,
    })
    expect(repeated).toBe(false)
    expect(placed.lines.map(({ ordered, discount }) => [ordered, discount?.reason, discount?.percent])).toEqual([
      [2, 'Volume', '10'],
      [1.5, 'Goodwill', null],
      [2, undefined, undefined],
    ])
    expect(placed.discount).toMatchObject({ percent: '10', reason: 'Volume' })
  })

  it('names every field whose reason for a discount nobody knows, at most fifty', async () => {
    const unknown = { percent: '10', reason: 'Whim' }
    await read(
      made.ctx,
      sql`UPDATE discount_reason SET archived_at = now() WHERE organisation_id = ${made.ctx.organisationId} AND name = 'Sample'`,
    )
    const lines = [{ ...lamp, discount: unknown }, { ...lamp, discount: tenth }, lamp]
    const old = { ...lamp, discount: { ...unknown, reason: 'Sample' } }
    expect(await refusedWith(place({ lines: [...lines, old], discount: unknown }))).toEqual([
      'UNKNOWN_REASON',
      { paths: ['lines.0.discount.reason', 'lines.3.discount.reason', 'discount.reason'] },
    ])
    const all = many(() => ({ ...lamp, discount: unknown }))
    expect((await refusedWith(place({ lines: all })))[1]).toEqual({
      paths: many((nth) => `lines.${nth}.discount.reason`).slice(0, 50),
    })
  })

  it('names every product that nobody knows, each once and at most twenty, and at most fifty fields', async () => {
    const lines = [
      lamp,
      { sku: 'NONE', quantity: 1 },
      { articleNumber: 'MEHL', quantity: 1 },
      { sku: 'NONE', quantity: 2 },
    ]
    expect(await refusedWith(place({ lines: [...lines, { articleNumber: 'Salz', quantity: 1 }] }))).toEqual([
      'UNKNOWN_SKU',
      { skus: ['NONE'], paths: ['lines.1.sku', 'lines.3.sku', 'lines.4.articleNumber'] },
    ])
    expect(await refusedWith(place({ lines: [lamp, { articleNumber: 'Salz', quantity: 1 }] }))).toEqual([
      'UNKNOWN_ARTICLE',
      { numbers: ['Salz'], paths: ['lines.1.articleNumber'] },
    ])
    const [code, said] = await refusedWith(place({ lines: many((nth) => ({ sku: `NONE-${nth}`, quantity: 1 })) }))
    expect([code, said]).toEqual([
      'UNKNOWN_SKU',
      {
        skus: many((nth) => `NONE-${nth}`).slice(0, 20),
        paths: many((nth) => `lines.${nth}.sku`).slice(0, 50),
      },
    ])
  })

  it('takes quantities in packs and in the unit of the product, and says which line is wrong', async () => {
    const { order: placed } = await place({
      lines: [
        { ...lamp, pack: 'case' },
        { articleNumber: 'mehl', quantity: 0.125 },
      ],
    })
    expect(placed.lines.map(({ sku, ordered, pack }) => [sku, ordered, pack?.quantity])).toEqual([
      ['LAMP', 24, 2],
      ['FLOUR', 0.125, undefined],
    ])
    const wrong = (line: object) => refusedWith(place({ lines: [lamp, line] }))
    expect(await wrong({ ...lamp, pack: 'pallet' })).toEqual([
      'PACK_UNKNOWN',
      { sku: 'LAMP', pack: 'pallet', paths: ['lines.1.pack'] },
    ])
    const paths = ['lines.1.quantity']
    expect(await wrong({ sku: 'LAMP', quantity: 1.5, pack: 'case' })).toEqual([
      'QUANTITY_PLACES',
      { sku: 'LAMP', places: 0, paths },
    ])
    expect(await wrong({ sku: 'LAMP', quantity: 1.5 })).toEqual(['QUANTITY_PLACES', { sku: 'LAMP', places: 0, paths }])
  })

  it('goes to the address with that label, which must be in use and stand alone', async () => {
    const facts = { line: '2 Dock', city: 'Cork', country: 'IE' }
    await addAddress(made.ctx, { customerId, label: 'Depot', ...facts })
    const { id } = await addAddress(made.ctx, { customerId, label: 'Old', ...facts })
    await archiveAddress(made.ctx, { id })
    const to = (more: object) => refusedWith(place({ lines: [lamp], ...more }))
    expect(await to({ shipToLabel: 'DEPOT' })).toBe('done')
    expect(await to({ shipToLabel: 'Old' })).toEqual(['UNKNOWN_ADDRESS', { label: 'Old', paths: ['shipToLabel'] }])
    const written = { name: 'Shop', ...facts }
    expect(await to({ shipTo: { ...written, country: 'DE', postcode: 'ABC' } })).toEqual([
      'POSTCODE_WRONG',
      { field: 'postcode', example: '20457', paths: ['shipTo.postcode'] },
    ])
    expect(await to({ shipToLabel: 'Depot', shipTo: written })).toEqual([
      'TWO_ADDRESSES',
      { paths: ['shipTo', 'shipToLabel'] },
    ])
  })

  it('is refused of a customer whom nobody knows, and of who may not enter orders', async () => {
    const by = (customer: object) =>
      refusedWith(placeApiOrder(made.ctx, { ...order({ lines: [lamp] }), customer } as never, randomUUID()))
    expect(await by({ number: 'CU-0' })).toEqual(['UNKNOWN_CUSTOMER', { customer: 'CU-0', paths: ['customer'] }])
    expect(await by({ externalKey: 'none' })).toEqual(['UNKNOWN_CUSTOMER', { customer: 'none', paths: ['customer'] }])
    expect(await refused(placeApiOrder(made.ctxOf('viewer'), order({ lines: [lamp] }), randomUUID()))).toBe('FORBIDDEN')
  })

  it('is the same when the request comes again, and refused when the key comes with another one', async () => {
    const key = randomUUID()
    const first = await place({ lines: [lamp], reference: 'W-1' }, key)
    const again = await place({ lines: [lamp], reference: 'W-1' }, key)
    expect([again.repeated, again.order.number]).toEqual([true, first.order.number])
    expect(await refused(place({ lines: [lamp], reference: 'W-2' }, key))).toBe('IDEMPOTENCY_KEY_REUSED')
  })
})
