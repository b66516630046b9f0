import { sql as raw } from 'kysely'
import type { Ctx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import { query, tables } from '@/server/platform/database/sql'
import type { Export } from '@/server/platform/files/csv'
import { byKey, cursorOf, pageOf } from '@/server/platform/lists/keyset'
import type { Page } from '@/server/platform/lists/pages'
import { type ArticleListInput, articleListInput, articleListOf } from '../schema/article'

export interface ArticleRow {
  customerId: string
  customerNumber: string
  customerName: string
  productId: string
  sku: string
  name: string
  archived: boolean
  /** What the customer calls it, and their own words. */
  number: string
  description: string | null
}

/** What one customer calls products, or what a product is called by its customers; nothing where neither is named. */
export async function listArticles(ctx: Ctx, input: ArticleListInput): Promise<Page<ArticleRow>> {
  const { customerId, productId, q, sort, ...asked } = articleListInput.parse(input)
  const bySku = sort.endsWith('sku')
  let list = tables
    .selectFrom('customerArticle as a')
    .innerJoin('product as p', (join) =>
      join.onRef('p.organisationId', '=', 'a.organisationId').onRef('p.id', '=', 'a.productId'),
    )
    .innerJoin('customer as c', (join) =>
      join.onRef('c.organisationId', '=', 'a.organisationId').onRef('c.id', '=', 'a.customerId'),
    )
    .select(['a.customerId', 'c.number as customerNumber', 'c.name as customerName', 'a.productId', 'p.sku', 'p.name'])
    .select(['a.number', 'a.code', 'a.description', raw<boolean>`p.archived_at IS NOT NULL`.as('archived')])
    .where('a.organisationId', '=', ctx.organisationId)
  if (customerId) list = list.where('a.customerId', '=', customerId)
  if (productId) list = list.where('a.productId', '=', productId)
  if (!customerId && !productId) list = list.where(raw<boolean>`false`)
  if (q)
    list = list.where(
      raw<boolean>`lower(a.code || ' ' || coalesce(a.description, '') || ' ' || p.sku || ' ' || p.name || ' ' || c.name) LIKE ALL (patterns_of(${q}))`,
    )
  const id = customerId ? 'a.productId' : 'a.customerId'
  const key = { value: bySku ? 'p.sku' : 'a.code', type: 'text', id, descending: sort.startsWith('-') } as const
  const [rows] = await read(ctx, query(byKey(list, key, asked)))
  const page = pageOf(rows as (ArticleRow & { code: string })[], asked, (row) =>
    cursorOf(bySku ? row.sku : row.code, customerId ? row.productId : row.customerId),
  )
  return { ...page, rows: page.rows.map(({ code: _code, ...row }) => row) }
}

/** Rows read at once. */
const limit = 100

/** Customers' numbers as a file, as their list shows them. */
export const articleFile: Export<ArticleRow> = {
  permission: 'product.read',
  columns: () => [
    { label: 'Customer', value: (row) => row.customerNumber },
    { label: 'Name', value: (row) => row.customerName },
    { label: 'Their number', value: (row) => row.number },
    { label: 'Their words', value: (row) => row.description },
    { label: 'SKU', value: (row) => row.sku },
    { label: 'Product', value: (row) => row.name },
  ],
  page: (ctx, search, after) => listArticles(ctx, { ...articleListOf(search), after, limit }),
}
