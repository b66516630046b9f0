import { beforeAll, describe, expect, it } from 'vitest'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer, makeProduct } from '@/prisma/seed/records'
import { refused, refusedWith } from '@/prisma/seed/refused'
import { confirmationPaper } from '@/server/order/documents/confirmation'
import { confirm } from '@/server/order/mutations/confirm'
import { printedOrder } from '@/server/order/mutations/mail-order'
import type { Ctx } from '@/server/platform/context/ctx'
import { Refusal } from '@/server/platform/context/errors'
import { listProducts, productRecord } from '../queries'
import { listProductCategories } from '../queries/categories'
import { productsByCode, searchProducts } from '../queries/found'
import type { ChangeProductInput } from '../schema'
import { addArticle } from './article'
import { addProductCategory, archiveProductCategory, renameProductCategory } from './category'
import { archiveProduct, changeProduct } from './product'

let ctx: Ctx
let stranger: Ctx
beforeAll(async () => {
  ctx = (await makeOrganisation()).ctx
  stranger = (await makeOrganisation()).ctx
})
const change = (id: string, part: Partial<ChangeProductInput>) =>
  changeProduct(ctx, { id, name: 'Named', unitPrice: '1', ...part } as ChangeProductInput)

describe('what a product is beyond its name', () => {
  const size = { lengthMm: 120, widthMm: 90, heightMm: 100 }
  const facts = { description: 'Glazed by hand.', ...size, originCountry: 'PT', tariffCode: '6912 00.23' } as const

  it('is kept, changed and emptied', async () => {
    const { productId } = await makeProduct(ctx, facts)
    expect(await productRecord(ctx, productId)).toMatchObject({ ...facts, tariffCode: '69120023', categoryId: null })
    await change(productId, { originCountry: '', tariffCode: '', description: ' ' })
    const empty = { originCountry: null, tariffCode: null, description: null, lengthMm: null }
    expect(await productRecord(ctx, productId)).toMatchObject(empty)
  })

  it.each([
    ['tariffCode', '12345'],
    ['tariffCode', '12345678901'],
    ['tariffCode', '6912AB'],
    ['originCountry', 'XX'],
    ['lengthMm', 1.5],
    ['heightMm', 0],
    ['description', 'x'.repeat(1001)],
  ])('refuses %s %j at its field', async (field, value) => {
    const wrong = await makeProduct(ctx, { [field]: value }).catch((error) => error.issues)
    expect(wrong).toMatchObject([{ path: [field] }])
  })

  it('stands below its name where an order is confirmed', async () => {
    const { productId } = await makeProduct(ctx, { description: 'Glazed\nby hand.' })
    const { customerId } = await makeCustomer(ctx)
    const { orderId } = await confirm(ctx, { customerId, lines: [{ productId, quantity: 1 }] })
    const { table } = confirmationPaper(await printedOrder(ctx, orderId), ctx.organisation)
    expect(table.rows[0]?.note).toContain('Glazed by hand.')
  })
})

it('products of a category are listed together; it can be renamed, archived and restored, and they keep it', async () => {
  const { id: categoryId } = await addProductCategory(ctx, { name: 'Mugs' })
  expect(await refused(addProductCategory(ctx, { name: 'Mugs' }))).toBe('DUPLICATE')
  const { productId } = await makeProduct(ctx, { categoryId })
  await makeProduct(ctx)
  expect((await listProducts(ctx, { categoryId })).rows).toMatchObject([{ id: productId, categoryName: 'Mugs' }])
  await renameProductCategory(ctx, { id: categoryId, name: 'Cups' })
  await archiveProductCategory(ctx, { id: categoryId })
  expect(await refused(archiveProductCategory(ctx, { id: categoryId }))).toBe('STALE')
  expect(await listProductCategories(ctx)).toMatchObject([{ name: 'Cups', products: 1 }])
  expect(await refused(makeProduct(ctx, { categoryId }))).toBe('NOT_FOUND')
  await change(productId, { categoryId })
  await archiveProductCategory(ctx, { id: categoryId }, false)
  await makeProduct(ctx, { categoryId })
  expect(await refused(makeProduct(stranger, { categoryId }))).toBe('NOT_FOUND')
  expect(await refused(renameProductCategory(stranger, { id: categoryId, name: 'Mine' }))).toBe('NOT_FOUND')
  expect(await refused(archiveProductCategory(stranger, { id: categoryId }))).toBe('NOT_FOUND')
  expect((await listProducts(stranger, { categoryId })).rows).toEqual([])
})

describe('a successor', () => {
  it('is proposed in the place of an archived product, however that is asked for, and both name each other', async () => {
    const [{ productId: last }, { productId: next }] = [
      await makeProduct(ctx, { sku: 'OLD-3' }),
      await makeProduct(ctx, { sku: 'OLD-2', name: 'Second' }),
    ]
    const { productId: first } = await makeProduct(ctx, { sku: 'OLD-1', name: 'First of all', successorId: next })
    await change(next, { name: 'Second', successorId: last })
    const { customerId } = await makeCustomer(ctx)
    await addArticle(ctx, { customerId, productId: first, number: 'THEIRS' })
    const asked = async () => [
      (await searchProducts(ctx, { text: 'old-1' })).map(({ sku, insteadOf }) => [sku, insteadOf])[0],
      (await productsByCode(ctx, { codes: ['OLD-1'] })).map(({ sku, insteadOf }) => [sku, insteadOf])[0],
      (await productsByCode(ctx, { codes: ['theirs'], customerId })).map(({ sku, insteadOf }) => [sku, insteadOf])[0],
    ]
    expect(await asked()).toEqual([
      ['OLD-1', null],
      ['OLD-1', null],
      ['OLD-1', null],
    ])
    await archiveProduct(ctx, { id: first })
    expect(await asked()).toEqual([
      ['OLD-2', 'OLD-1'],
      ['OLD-2', 'OLD-1'],
      ['OLD-2', 'OLD-1'],
    ])
    await archiveProduct(ctx, { id: next })
    expect(await asked()).toEqual([
      ['OLD-3', 'OLD-1'],
      ['OLD-3', 'OLD-1'],
      ['OLD-3', 'OLD-1'],
    ])
    expect(await productRecord(ctx, next)).toMatchObject({
      successor: { id: last, sku: 'OLD-3' },
      predecessors: [{ id: first, sku: 'OLD-1' }],
    })
    await archiveProduct(ctx, { id: last })
    expect(await asked()).toEqual([undefined, undefined, undefined])
  })

  it('leads in no circle, also when two are set at once, and is a product of this house', async () => {
    const [{ productId: a }, { productId: b }, { productId: c }] = [
      await makeProduct(ctx),
      await makeProduct(ctx),
      await makeProduct(ctx),
    ]
    await change(a, { successorId: b })
    await change(b, { successorId: c })
    expect(await refused(change(c, { successorId: a }))).toBe('SUCCESSOR_CIRCLE')
    expect(await refused(change(c, { successorId: c }))).toBe('SUCCESSOR_CIRCLE')
    const theirs = (await makeProduct(stranger)).productId
    expect(await refusedWith(change(c, { successorId: theirs }))).toEqual(['NOT_FOUND', { noun: 'product' }])
    const [{ productId: d }, { productId: e }] = [await makeProduct(ctx), await makeProduct(ctx)]
    const both = await Promise.all([refused(change(d, { successorId: e })), refused(change(e, { successorId: d }))])
    expect(both.toSorted()).toEqual(['SUCCESSOR_CIRCLE', 'done'])
  })
})

it('a repeated SKU or barcode is refused at its field, and the product that has it is named', async () => {
  const packs = [{ unit: 'XCS' as const, quantity: 6, gtin: '10012345000017' }]
  await makeProduct(ctx, { sku: 'FIRST', gtin: '96385074', packs })
  const why = async (made: Promise<unknown>) => {
    const error = await made.catch((one) => one)
    return error instanceof Refusal ? [error.code, error.parameters.field, error.parameters.sku ?? null] : error
  }
  expect(await why(makeProduct(ctx, { sku: 'FIRST' }))).toEqual(['SKU_TAKEN', 'sku', null])
  expect(await why(makeProduct(ctx, { gtin: '00000096385074' }))).toEqual(['GTIN_TAKEN', 'gtin', 'FIRST'])
  expect(await why(makeProduct(ctx, { gtin: '4006381333931', packs }))).toEqual(['GTIN_TAKEN', 'packs', 'FIRST'])
  const { productId } = await makeProduct(ctx)
  expect(await why(change(productId, { gtin: '96385074' }))).toEqual(['GTIN_TAKEN', 'gtin', 'FIRST'])
})
