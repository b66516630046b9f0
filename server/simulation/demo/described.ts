import { addArticle } from '@/server/catalog/mutations/article'
import { addProductCategory } from '@/server/catalog/mutations/category'
import { archiveProduct, createProduct } from '@/server/catalog/mutations/product'
import { listArticles } from '@/server/catalog/queries/articles'
import { listProductCategories } from '@/server/catalog/queries/categories'
import type { ProductInput } from '@/server/catalog/schema'
import type { Ctx } from '@/server/platform/context/ctx'
import { gtinOf } from './cast'
import { kinds, type Made, madeOf } from './kinds'
import { goods, patterns } from './words'

type Described = Pick<ProductInput, 'categoryId' | 'description' | 'originCountry' | 'tariffCode'>

/** The ids of the story's categories by name; those that are there stay. */
export async function gatherCategories(ctx: Ctx): Promise<Map<string, string>> {
  const ids = new Map((await listProductCategories(ctx)).map((one) => [one.name, one.id]))
  const names = new Set(Object.values(kinds).map(({ category }) => category))
  for (const name of names) if (!ids.has(name)) ids.set(name, (await addProductCategory(ctx, { name })).id)
  return ids
}

/** What the story says of a product beyond its name, by the kind of goods that it is. */
export function describedAs(kind: string, categories: ReadonlyMap<string, string>): Described {
  const { category, description, origin, tariff, size } = kinds[kind] as Made
  const [lengthMm, widthMm, heightMm] = size ?? []
  return {
    categoryId: categories.get(category),
    description,
    originCountry: origin as Described['originCountry'],
    tariffCode: tariff,
    ...(size && { lengthMm, widthMm, heightMm }),
  }
}

/** What the story says of its nth product. */
export const describedNth = (index: number, categories: ReadonlyMap<string, string>): Described =>
  describedAs(madeOf(index), categories)

interface Ended extends ProductInput {
  sku: string
}

/** A product that is no longer made: whoever asks for it gets the best seller, which has taken its place. */
export async function endOne(
  ctx: Ctx,
  known: ReadonlyMap<string, string>,
  successorId: string | undefined,
  categories: ReadonlyMap<string, string>,
): Promise<void> {
  const [name, price, weightGrams] = goods[0] as (typeof goods)[number]
  const sku = 'MG-0900'
  if (known.has(sku) || !successorId) return
  const facts: Ended = {
    sku,
    name: `${patterns[0]} ${name}, old shape`,
    unitPrice: String(Math.round(price)),
    gtin: gtinOf(0, '2008'),
    weightGrams,
  }
  const { productId } = await createProduct(ctx, { ...facts, ...describedNth(0, categories), successorId })
  await archiveProduct(ctx, { id: productId })
}

/** Two customers order by numbers of their own; one of them has words of its own, too. */
export async function callThem(
  ctx: Ctx,
  { customers, products }: { customers: readonly (string | undefined)[]; products: readonly string[] },
): Promise<void> {
  for (const [place, numberOf, words] of [
    [0, (index: number) => `TH-${100 + index}`, true],
    [4, (index: number) => `${7000 + index * 5}/B`, false],
  ] as const) {
    const customerId = customers[place]
    if (!customerId || (await listArticles(ctx, { customerId, limit: 1 })).rows.length > 0) continue
    for (const [index, productId] of products.slice(0, 12).entries())
      await addArticle(ctx, {
        customerId,
        productId,
        number: numberOf(index),
        description: words && index % 3 === 0 ? `For the counter, shelf ${1 + index / 3}` : undefined,
      })
  }
}
