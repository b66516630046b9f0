import { beforeAll, describe, expect, it } from 'vitest'
import { eventsOf, payloadsOf } from '@/prisma/seed/events'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { makeProduct } from '@/prisma/seed/records'
import { refused } from '@/prisma/seed/refused'
import { setHomeBin } from '@/server/inventory/mutations/home-bin'
import { addBin, archiveBin } from '@/server/inventory/mutations/place'
import { places } from '@/server/inventory/queries/places'
import { receive } from '@/server/order/mutations/receive'
import type { Ctx } from '@/server/platform/context/ctx'
import { newId } from '@/server/platform/context/ids'
import { read, transaction } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { packWords } from '@/server/platform/words/packs'
import { checkOrganisation } from '@/server/simulation/check/check'
import { listTaxCategories, productRecord } from '../queries'
import type { ProductInput } from '../schema'
import { archiveProduct, changeProduct, createProduct } from './product'
import {
  addTaxCategory,
  archiveTaxCategory,
  changeTaxCategory,
  makeDefaultTaxCategory,
  restoreTaxCategory,
} from './tax-category'
import { changeProducts, newProducts } from './write-products'

let ctx: Ctx
let stranger: Ctx
beforeAll(async () => {
  ctx = (await makeOrganisation()).ctx
  stranger = (await makeOrganisation()).ctx
})
const rows = async (statement: ReturnType<typeof sql<Record<string, unknown>>>) => (await read(ctx, statement))[0]

describe('a product', () => {
  it('of goods is at home in the first open bin on the way, a service nowhere, and once under one key', async () => {
    const [main] = (await places(ctx)).bins
    const warehouseId = main?.warehouseId as string
    const first = await addBin(ctx, { warehouseId, code: 'A-00', walkOrder: 1 })
    const closed = await addBin(ctx, { warehouseId, code: 'A-000', walkOrder: 0 })
    await archiveBin(ctx, closed)
    const input = { sku: 'ONCE', name: 'Once', unitPrice: '1', idempotencyKey: 'once' }
    const { productId } = await createProduct(ctx, input)
    expect(await createProduct(ctx, input)).toMatchObject({ productId })
    const homes = (id: string) =>
      rows(
        sql`SELECT home_bin_id FROM stock_level WHERE organisation_id = ${ctx.organisationId} AND product_id = ${id}`,
      )
    expect(await homes(productId)).toEqual([{ homeBinId: first.id }])
    await setHomeBin(ctx, { productId, binId: main?.id as string })
    expect(await homes((await makeProduct(ctx, { kind: 'SERVICE' })).productId)).toEqual([])
  })

  it('changes to what is there: a tax category in use of this house, and a GTIN that nobody has', async () => {
    const { productId: id } = await makeProduct(ctx)
    await makeProduct(ctx, { gtin: '96385074' })
    const gone = await addTaxCategory(ctx, { code: 'S', name: 'Gone', rate: '7.5' })
    const theirs = await addTaxCategory(stranger, { code: 'S', name: 'Theirs', rate: '7.5' })
    await archiveTaxCategory(ctx, gone)
    const change = (more: object) => refused(changeProduct(ctx, { id, name: 'New', unitPrice: '2', ...more }))
    expect(await change({ taxCategoryId: gone.id })).toBe('NOT_FOUND')
    expect(await change({ taxCategoryId: theirs.id })).toBe('NOT_FOUND')
    expect(await change({ gtin: '96385074' })).toBe('GTIN_TAKEN')
    await restoreTaxCategory(ctx, gone)
    expect(await change({ taxCategoryId: gone.id })).toBe('done')
    expect(await productRecord(ctx, id)).toMatchObject({ name: 'New', taxCategoryId: gone.id })
    expect(await change({})).toBe('done')
    expect(await productRecord(ctx, id)).toMatchObject({ taxCategoryId: gone.id })
  })

  it('is kept by lot or piece by piece only where it is goods, and piece by piece only in whole ones', async () => {
    let made = 0
    const create = (more: Partial<ProductInput>) =>
      refused(createProduct(ctx, { sku: `TRACKED-${made++}`, name: 'Tracked', unitPrice: '1', ...more }))
    expect(await create({ tracking: 'LOT', kind: 'SERVICE' })).toBe('TRACKS_GOODS')
    expect(await create({ tracking: 'SERIAL', kind: 'FREIGHT' })).toBe('TRACKS_GOODS')
    expect(await create({ tracking: 'SERIAL', unit: 'KGM', places: 1 })).toBe('TRACKS_PIECES')
    expect(await create({ tracking: 'LOT', unit: 'KGM', places: 3 })).toBe('done')
    expect(await create({ tracking: 'SERIAL' })).toBe('done')
    const [service, weighed] = [await makeProduct(ctx, { kind: 'SERVICE' }), await makeProduct(ctx, { places: 1 })]
    const change = (id: string, tracking: 'LOT' | 'SERIAL') =>
      refused(changeProduct(ctx, { id, name: 'Tracked', unitPrice: '1', tracking }))
    expect(await change(service.productId, 'LOT')).toBe('TRACKS_GOODS')
    expect(await change(weighed.productId, 'SERIAL')).toBe('TRACKS_PIECES')
    expect(await change(weighed.productId, 'LOT')).toBe('done')
    const whole = (await makeProduct(ctx)).productId
    expect(await change(whole, 'SERIAL')).toBe('done')
    const measure = (places: number) =>
      refused(changeProduct(ctx, { id: whole, name: 'Tracked', unitPrice: '1', places }))
    expect(await measure(2)).toBe('TRACKS_PIECES')
    await receive(ctx, { lines: [{ productId: whole, quantity: 1, lot: { number: 'S-1' } }] })
    expect(await measure(0)).toBe('done')
  })

  it('keeps its measure while something of it is written down, and all else can change', async () => {
    const { productId: id } = await makeProduct(ctx, { stock: 1 })
    const change = (more: object) => refused(changeProduct(ctx, { id, name: 'Renamed', unitPrice: '2', ...more }))
    expect(await change({})).toBe('done')
    for (const more of [{ unit: 'KGM' }, { places: 1 }]) expect(await change(more)).toBe('UNIT_USED')
    expect(await change({ tracking: 'LOT' })).toBe('TRACKING_USED')
    const unused = (await makeProduct(ctx)).productId
    await changeProduct(ctx, { id: unused, name: 'Weighed', unitPrice: '2', unit: 'KGM', places: 3 })
    expect(await productRecord(ctx, unused)).toMatchObject({ unit: 'KGM', places: 3 })
  })

  it('is sold in packs: a barcode means one product or one pack of one, however it is written', async () => {
    const packs = [
      { unit: 'XPX', quantity: 240, gtin: '10012345000017' },
      { unit: 'XCS', quantity: 12, gtin: '4006381333948' },
    ]
    const { productId: id } = await makeProduct(ctx, { gtin: '5012345678900', packs })
    const change = (more: object) => refused(changeProduct(ctx, { id, name: 'New', unitPrice: '2', ...more }))
    expect((await productRecord(ctx, id)).packs.map((pack) => pack.unit)).toEqual(['XCS', 'XPX'])
    const other = (more: object) => refused(makeProduct(ctx, { sku: `OTHER-${newId(ctx.now)}`, ...more }))
    expect(await other({ gtin: '04006381333948' })).toBe('GTIN_TAKEN')
    expect(await other({ packs: [{ unit: 'XCS', quantity: 6, gtin: '5012345678900' }] })).toBe('GTIN_TAKEN')
    expect(await refused(makeProduct(stranger, { gtin: '4006381333948' }))).toBe('done')
    expect(await change({ gtin: '5012345678900' })).toBe('done')
    expect((await productRecord(ctx, id)).packs).toHaveLength(2)
    expect(await change({ packs: [packs[0]] })).toBe('done')
    expect(await other({ gtin: '4006381333948' })).toBe('done')
    expect(await change({ packs })).toBe('GTIN_TAKEN')
    await archiveProduct(ctx, { id })
    expect(await other({ packs: [{ unit: 'XBX', quantity: 5, gtin: '10012345000017' }] })).toBe('done')
    expect(await refused(archiveProduct(ctx, { id }, false))).toBe('GTIN_TAKEN')
    const twice = (...said: object[]) => change({ gtin: '5012345678900', packs: said })
    expect(await twice({ unit: 'XCS', quantity: 2 }, { unit: 'XCS', quantity: 3 })).toContain('this pack already')
    expect(await twice({ unit: 'XCS', quantity: 2, gtin: '05012345678900' })).toContain('has this barcode')
    expect(await checkOrganisation(ctx)).toEqual([])
  })

  it.each([
    [24, 'XCS', 12, '2 cases of 12'],
    [12, 'XCS', 12, '1 case of 12'],
    [30, 'XCS', 12, null],
    [0, 'XCS', 12, null],
    [24, null, null, null],
  ])('%i is said in the pack in which it was entered', (quantity, pack, packSize, said) => {
    const words = packWords(quantity, { unit: 'C62', places: 0, pack, packSize }, 'en-GB')
    expect(words?.replaceAll('\u00a0', ' ') ?? null).toBe(said)
  })

  it('that comes from elsewhere may be out of use, and is found by the barcode of any of its packs', async () => {
    const [category] = await listTaxCategories(ctx)
    const facts = { name: 'Moved', taxCategoryId: category?.id as string, unitPrice: '3', priceQuantity: 1 }
    const none = { gtin: null, floorPrice: null, weightGrams: 0, kind: 'GOODS' as const }
    const [kept, old] = [newId(ctx.now), newId(ctx.now)]
    const packs = [
      { unit: 'XCS' as const, quantity: 12, gtin: '14006381333952' },
      { unit: 'XPX' as const, quantity: 240, gtin: null },
    ]
    const made = [
      { ...facts, ...none, id: kept, sku: 'KEPT', packs },
      { ...facts, ...none, id: old, sku: 'OLD', archivedAt: ctx.now },
    ]
    await transaction(ctx, {}, (tx) => tx.commit(...newProducts(ctx, made)))
    const names = async (id: string) => (await eventsOf(ctx, id)).map(({ name }) => name)
    expect([await names(kept), await names(old)]).toEqual([
      ['catalog/product.created'],
      ['catalog/product.created', 'catalog/product.archived'],
    ])
    expect(await refused(makeProduct(ctx, { gtin: '14006381333952' }))).toBe('GTIN_TAKEN')
    const { taxCategoryId, packs: standing, returnables: _, ...now } = await productRecord(ctx, kept)
    const changed = { ...now, ...none, taxCategoryId, unitPrice: '4', priceQuantity: 1, priceBefore: '3' }
    await transaction(ctx, {}, (tx) => tx.commit(...changeProducts(ctx, [{ ...changed, id: kept }])))
    expect(await payloadsOf(ctx, 'catalog/product.changed', kept)).toEqual([
      { unitPrice: '4', before: '3', priceQuantity: 1 },
    ])
    expect((await productRecord(ctx, kept)).packs).toEqual(standing)
    expect(await refused(makeProduct(ctx, { gtin: '14006381333952' }))).toBe('GTIN_TAKEN')
  })

  it('goes and comes back once, told as what it was', async () => {
    const { productId: id } = await makeProduct(ctx)
    expect(await refused(archiveProduct(ctx, { id }, false))).toBe('STALE')
    await archiveProduct(ctx, { id })
    await archiveProduct(ctx, { id }, false)
    expect(await refused(archiveProduct(stranger, { id }, false))).toBe('NOT_FOUND')
    const told =
      await rows(sql`SELECT e.name FROM event e JOIN event_object o ON o.organisation_id = e.organisation_id AND o.event_id = e.id
      AND o.object_id = ${id} WHERE e.organisation_id = ${ctx.organisationId} ORDER BY e.name`)
    expect(told.map((event) => event.name)).toEqual([
      'catalog/product.archived',
      'catalog/product.created',
      'catalog/product.restored',
    ])
  })
})

describe('a tax category', () => {
  it('is of this house, archived once, and default only while it is in use; one is the default', async () => {
    const { id } = await addTaxCategory(ctx, { code: 'S', name: 'Reduced', rate: '13.5' })
    const before = (await listTaxCategories(ctx)).find((one) => one.isDefault)?.id as string
    for (const [by, which] of [
      [stranger, id],
      [ctx, newId(ctx.now)],
    ] as const)
      for (const verb of [archiveTaxCategory, restoreTaxCategory, makeDefaultTaxCategory])
        expect(await refused(verb(by, { id: which }))).toBe('NOT_FOUND')
    expect(await refused(changeTaxCategory(stranger, { id, name: 'x', rate: '1' }))).toBe('NOT_FOUND')
    expect((await listTaxCategories(ctx)).filter((one) => one.isDefault).map((one) => one.id)).toEqual([before])
    await archiveTaxCategory(ctx, { id })
    expect(await refused(archiveTaxCategory(ctx, { id }))).toBe('STALE')
    expect(await refused(makeDefaultTaxCategory(ctx, { id }))).toBe('NOT_FOUND')
    await restoreTaxCategory(ctx, { id })
    await makeDefaultTaxCategory(ctx, { id })
    expect((await listTaxCategories(ctx)).filter((one) => one.isDefault).map((one) => one.id)).toEqual([id])
    const { productId } = await makeProduct(ctx)
    expect(await productRecord(ctx, productId)).toMatchObject({ taxCategoryId: id })
    expect(await checkOrganisation(ctx)).toEqual([])
  })
})
