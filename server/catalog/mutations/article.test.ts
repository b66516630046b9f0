import { beforeAll, describe, expect, it } from 'vitest'
import { eventsOf } from '@/prisma/seed/events'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer, makeProduct } from '@/prisma/seed/records'
import { refused, refusedWith } from '@/prisma/seed/refused'
import type { Ctx } from '@/server/platform/context/ctx'
import { listArticles } from '../queries/articles'
import { productsByCode, searchProducts } from '../queries/found'
import { addArticle, changeArticle, removeArticle } from './article'
import { archiveProduct } from './product'

let ctx: Ctx
let stranger: Ctx
let customerId: string
let other: string
let mug: string
let bowl: string
/** A house with two customers, two products, and what the first customer calls them. */
async function house() {
  ctx = (await makeOrganisation()).ctx
  stranger = (await makeOrganisation()).ctx
  customerId = (await makeCustomer(ctx)).customerId
  other = (await makeCustomer(ctx)).customerId
  mug = (await makeProduct(ctx, { sku: 'MUG-1', name: 'Blue mug', stock: 4 })).productId
  bowl = (await makeProduct(ctx, { sku: 'BOWL-1', name: 'Green bowl' })).productId
}
const numbers = async (input: { customerId?: string; productId?: string; q?: string }, who = ctx) =>
  (await listArticles(who, input)).rows.map((row) => `${row.number} ${row.sku}`)

describe('what a customer calls a product', () => {
  beforeAll(house)
  it('is written down, changed and forgotten, and both sides show it', async () => {
    await addArticle(ctx, { customerId, productId: mug, number: ' Th-77 ', description: 'Becher' })
    await addArticle(ctx, { customerId, productId: bowl, number: 'TH-78' })
    await addArticle(ctx, { customerId: other, productId: bowl, number: 'th-77' })
    expect(await numbers({ customerId })).toEqual(['Th-77 MUG-1', 'TH-78 BOWL-1'])
    expect(await numbers({ productId: bowl })).toEqual(['th-77 BOWL-1', 'TH-78 BOWL-1'])
    expect(await numbers({ customerId, q: 'becher' })).toEqual(['Th-77 MUG-1'])
    expect(await numbers({ customerId, q: 'green' })).toEqual(['TH-78 BOWL-1'])
    expect(await numbers({})).toEqual([])
    await changeArticle(ctx, { customerId, productId: bowl, number: 'TH-79', description: '' })
    expect(await numbers({ customerId })).toEqual(['Th-77 MUG-1', 'TH-79 BOWL-1'])
    await removeArticle(ctx, { customerId, productId: bowl })
    expect(await numbers({ customerId })).toEqual(['Th-77 MUG-1'])
    expect((await eventsOf(ctx, bowl)).map(({ name }) => name)).toEqual(
      expect.arrayContaining(['catalog/article.added', 'catalog/article.changed', 'catalog/article.removed']),
    )
    await addArticle(ctx, { customerId, productId: bowl, number: 'TH-78' })
  })

  it('means one product for each customer, whatever its capitals, also when two write it at once', async () => {
    const add = (productId: string, number: string) => refused(addArticle(ctx, { customerId, productId, number }))
    const { productId: plate } = await makeProduct(ctx, { sku: 'PLATE' })
    const { productId: fork } = await makeProduct(ctx, { sku: 'FORK' })
    expect(await add(mug, 'TH-99')).toBe('ARTICLE_KNOWN')
    expect(await add(plate, 'tH-77')).toBe('ARTICLE_TAKEN')
    expect(await refused(changeArticle(ctx, { customerId, productId: bowl, number: 'TH-77' }))).toBe('ARTICLE_TAKEN')
    expect(await refused(changeArticle(ctx, { customerId, productId: plate, number: 'X' }))).toBe('NOT_FOUND')
    expect(await refused(removeArticle(ctx, { customerId, productId: plate }))).toBe('NOT_FOUND')
    const both = await Promise.all([add(plate, 'NEW-1'), add(fork, 'new-1')])
    expect(both.toSorted()).toEqual(['ARTICLE_TAKEN', 'done'])
    // Its own number in other capitals is no other number.
    expect(await refused(changeArticle(ctx, { customerId, productId: mug, number: 'TH-77' }))).toBe('done')
  })

  it('is nobody else’s business', async () => {
    const theirs = (await makeCustomer(stranger)).customerId
    const add = (who: Ctx, at: string, productId: string) =>
      refusedWith(addArticle(who, { customerId: at, productId, number: 'A' }))
    const missing = (noun: string) => ['NOT_FOUND', { noun }]
    expect(await add(stranger, customerId, mug)).toEqual(missing('customer'))
    expect(await add(stranger, theirs, mug)).toEqual(missing('product'))
    expect(await add(ctx, theirs, mug)).toEqual(missing('customer'))
    expect(await refused(removeArticle(stranger, { customerId, productId: mug }))).toBe('NOT_FOUND')
    expect(await numbers({ customerId }, stranger)).toEqual([])
    expect(await searchProducts(stranger, { text: 'TH-77', customerId })).toEqual([])
    expect(await productsByCode(stranger, { codes: ['TH-77'], customerId })).toEqual([])
  })
})

describe('a product is found by the number that a customer reads out', () => {
  beforeAll(async () => {
    await house()
    await addArticle(ctx, { customerId, productId: mug, number: 'TH-77', description: 'Becher' })
    await addArticle(ctx, { customerId, productId: bowl, number: 'TH-78' })
    await addArticle(ctx, { customerId: other, productId: bowl, number: 'th-77' })
  })
  const skus = async (text: string, who?: string) =>
    (await searchProducts(ctx, { text, customerId: who })).map((row) => row.sku)

  it('in the product box, once that customer is chosen, before anything else', async () => {
    expect(await skus('th-77')).toEqual([])
    expect(await skus('th-77', customerId)).toEqual(['MUG-1'])
    expect(await skus('th-77', other)).toEqual(['BOWL-1'])
    expect(await skus('th', customerId)).toEqual(['MUG-1', 'BOWL-1'])
    expect(await skus('bech', customerId)).toEqual(['MUG-1'])
    const [found] = await searchProducts(ctx, { text: 'blue', customerId })
    expect(found).toMatchObject({ sku: 'MUG-1', articleNumber: 'TH-77', available: 4, insteadOf: null })
    expect((await searchProducts(ctx, { text: '', customerId })).find((row) => row.id === mug)?.articleNumber).toBe(
      'TH-77',
    )
  })

  it('before a SKU that is written the same, and after it when it only begins so', async () => {
    const { productId: spoon } = await makeProduct(ctx, { sku: 'SAME-1', name: 'Spoon' })
    await makeProduct(ctx, { sku: 'SAME-11', name: 'Ladle' })
    const { productId: knife } = await makeProduct(ctx, { sku: 'KNIFE', name: 'Knife' })
    await addArticle(ctx, { customerId, productId: knife, number: 'same-1' })
    await addArticle(ctx, { customerId: other, productId: knife, number: 'same-12' })
    expect(await skus('SAME-1', customerId)).toEqual(['KNIFE', 'SAME-1', 'SAME-11'])
    expect(await skus('same-1', other)).toEqual(['SAME-1', 'KNIFE', 'SAME-11'])
    const codes = ['SAME-1']
    expect((await productsByCode(ctx, { codes, customerId })).map((row) => row.id)).toEqual([knife])
    expect((await productsByCode(ctx, { codes })).map((row) => row.id)).toEqual([spoon])
  })

  it('in pasted lines', async () => {
    const found = await productsByCode(ctx, { codes: ['Th-77', 'BOWL-1', 'none'], customerId })
    expect(found.map(({ code, sku, articleNumber }) => [code, sku, articleNumber])).toEqual([
      ['Th-77', 'MUG-1', 'TH-77'],
      ['BOWL-1', 'BOWL-1', 'TH-78'],
    ])
    await archiveProduct(ctx, { id: mug })
    expect(await productsByCode(ctx, { codes: ['TH-77', 'MUG-1'], customerId })).toEqual([])
    await archiveProduct(ctx, { id: mug }, false)
  })
})
