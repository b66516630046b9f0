import { describe, expect, it } from 'vitest'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { makeProduct } from '@/prisma/seed/records'
import { refused } from '@/prisma/seed/refused'
import { withOrganisation } from '@/server/platform/database/tenancy'
import { archiveProduct, changeProduct, createProduct } from './mutations/product'
import {
  addTaxCategory,
  archiveTaxCategory,
  changeTaxCategory,
  makeDefaultTaxCategory,
  restoreTaxCategory,
} from './mutations/tax-category'
import { listProducts, listTaxCategories, productRecord } from './queries'
import { productsByCode } from './queries/found'
import { isGtin } from './rules'

describe('a GTIN', () => {
  it.each(['96385074', '614141000036', '4006381333931', '10614141000415', '00012345600012'])('%s is one', (gtin) =>
    expect(isGtin(gtin)).toBe(true),
  )
  it.each(['96385075', '4006381333932', '123', '400638133393A', ''])('%j is none', (gtin) =>
    expect(isGtin(gtin)).toBe(false),
  )
})

describe('a product', () => {
  it('that is goods gets its stock row at home in the first bin', async () => {
    const { ctx } = await makeOrganisation()
    const { productId } = await createProduct(ctx, {
      sku: 'A-1',
      name: 'Pen',
      unitPrice: '0.125',
      priceQuantity: 100,
      gtin: '4006381 333931',
    })
    const record = await productRecord(ctx, productId)
    expect(record).toMatchObject({ gtin: '4006381333931', unitPrice: '0.125', priceQuantity: 100, taxRate: '23' })
    expect(record.levels).toMatchObject([{ homeBin: 'A-01', onHand: 0 }])
  })

  it('that is a service has no stock', async () => {
    const { ctx } = await makeOrganisation()
    const { productId } = await createProduct(ctx, { sku: 'S', name: 'Mounting', unitPrice: '80', kind: 'SERVICE' })
    expect((await productRecord(ctx, productId)).levels).toEqual([])
    expect((await listProducts(ctx, {})).rows).toMatchObject([{ onHand: null, available: null }])
  })

  it('shows its stock in the list', async () => {
    const { ctx } = await makeOrganisation()
    const { sku } = await makeProduct(ctx, { stock: 7 })
    expect((await listProducts(ctx, { text: sku.toLowerCase() })).rows).toMatchObject([{ onHand: 7, available: 7 }])
  })

  it('keeps SKU and GTIN to itself, and other organisations out', async () => {
    const { ctx } = await makeOrganisation()
    const stranger = (await makeOrganisation()).ctx
    const { productId } = await makeProduct(ctx, { sku: 'X', gtin: '96385074' })
    expect(await refused(makeProduct(ctx, { sku: 'X' }))).toBe('SKU_TAKEN')
    expect(await refused(makeProduct(ctx, { sku: 'Y', gtin: '96385074' }))).toBe('GTIN_TAKEN')
    expect(await refused(makeProduct(stranger, { sku: 'X', gtin: '96385074' }))).toBe('done')
    const change = { id: productId, name: 'Mine', unitPrice: '1' }
    expect(await refused(changeProduct(stranger, change))).toBe('NOT_FOUND')
    expect(await refused(archiveProduct(stranger, { id: productId }))).toBe('NOT_FOUND')
    expect(await refused(productRecord(stranger, productId))).toBe('NOT_FOUND')
  })

  it('that somebody else has changed since it was opened is not overwritten unawares', async () => {
    const { ctx } = await makeOrganisation()
    const { productId: id } = await makeProduct(ctx)
    const { version } = await productRecord(ctx, id)
    await changeProduct(ctx, { id, version, name: 'First tab', unitPrice: '1' })
    expect(await refused(changeProduct(ctx, { id, version, name: 'Second tab', unitPrice: '2' }))).toBe(
      'CHANGED_MEANWHILE',
    )
    expect(await productRecord(ctx, id)).toMatchObject({ name: 'First tab', unitPrice: '1' })
  })

  it('is found by SKU in any capitals, or by GTIN, while it is in use and in its own organisation', async () => {
    const [{ ctx }, { ctx: stranger }] = [await makeOrganisation(), await makeOrganisation()]
    const { productId } = await makeProduct(ctx, { sku: 'AB-1', gtin: '96385074' })
    const codes = ['ab-1', '96385074', 'none']
    expect((await productsByCode(ctx, { codes })).map(({ code, id }) => [code, id])).toEqual([
      ['ab-1', productId],
      ['96385074', productId],
    ])
    expect(await productsByCode(stranger, { codes })).toEqual([])
    await archiveProduct(ctx, { id: productId })
    expect(await productsByCode(ctx, { codes })).toEqual([])
  })

  it('changes its price with a trace, and goes and comes back', async () => {
    const { ctx } = await makeOrganisation()
    const { productId } = await makeProduct(ctx)
    await changeProduct(ctx, { id: productId, name: 'Named', unitPrice: '12.5', gtin: '' })
    expect(await productRecord(ctx, productId)).toMatchObject({ name: 'Named', unitPrice: '12.5', gtin: null })
    const event = await withOrganisation(ctx, (db) =>
      db.event.findFirst({ where: { name: 'catalog/product.changed' } }),
    )
    expect(event?.payload).toMatchObject({ unitPrice: '12.5', before: '10.000000' })
    await archiveProduct(ctx, { id: productId })
    expect(await refused(archiveProduct(ctx, { id: productId }))).toBe('STALE')
    expect((await listProducts(ctx, {})).rows).toEqual([])
    await archiveProduct(ctx, { id: productId }, false)
    expect((await listProducts(ctx, { sort: 'sku', kind: 'GOODS' })).rows).toHaveLength(1)
  })

  it('has a GTIN alone, also of many at once, and when it comes back from the archive', async () => {
    const { ctx } = await makeOrganisation()
    const gtin = '96385074'
    const answers = await Promise.all([1, 2, 3].map((one) => refused(makeProduct(ctx, { sku: `G-${one}`, gtin }))))
    expect(answers.filter((code) => code === 'GTIN_TAKEN')).toHaveLength(2)
    const first = (await listProducts(ctx, {})).rows[0]?.id as string
    await archiveProduct(ctx, { id: first })
    await makeProduct(ctx, { gtin })
    expect(await refused(archiveProduct(ctx, { id: first }, false))).toBe('GTIN_TAKEN')
  })

  it('keeps a tax category that was archived since', async () => {
    const { ctx } = await makeOrganisation()
    const { id: taxCategoryId } = await addTaxCategory(ctx, { code: 'S', name: 'Old rate', rate: '19.5' })
    const { productId: id } = await makeProduct(ctx, { taxCategoryId })
    await archiveTaxCategory(ctx, { id: taxCategoryId })
    await changeProduct(ctx, { id, name: 'Renamed', unitPrice: '1', taxCategoryId })
    expect(await refused(makeProduct(ctx, { taxCategoryId }))).toBe('NOT_FOUND')
    await restoreTaxCategory(ctx, { id: taxCategoryId })
    expect(await refused(restoreTaxCategory(ctx, { id: taxCategoryId }))).toBe('STALE')
    await makeProduct(ctx, { taxCategoryId })
  })

  it.each(['-1', '1,5', '1.1234567', 'free', '1e3'])('refuses the price %j', async (unitPrice) => {
    const { ctx } = await makeOrganisation()
    await expect(makeProduct(ctx, { unitPrice })).rejects.toThrow('price')
  })
})

describe('tax categories', () => {
  it('can be added, changed and made the default', async () => {
    const { ctx } = await makeOrganisation()
    await expect(addTaxCategory(ctx, { code: 'E', name: 'Exempt', rate: '20' })).rejects.toThrow('rate of 0')
    const exempt = (await listTaxCategories(ctx)).find((category) => category.code === 'E')?.id as string
    expect(await refused(changeTaxCategory(ctx, { id: exempt, name: 'Exempt', rate: '20' }))).toBe('UNTAXED_RATE')
    const { id } = await addTaxCategory(ctx, { code: 'S', name: 'New rate', rate: '21.5' })
    await makeDefaultTaxCategory(ctx, { id })
    await changeTaxCategory(ctx, { id, name: 'Newer', rate: '22' })
    expect((await listTaxCategories(ctx))[0]).toMatchObject({ name: 'Newer', rate: '22', isDefault: true })
    expect(await refused(archiveTaxCategory(ctx, { id }))).toBe('DEFAULT_NEEDED')
    expect(await refused(addTaxCategory(ctx, { code: 'S', name: 'Again', rate: '22' }))).toBe('DUPLICATE')
    expect(await refused(changeTaxCategory((await makeOrganisation()).ctx, { id, name: 'x', rate: '1' }))).toBe(
      'NOT_FOUND',
    )
  })
})
