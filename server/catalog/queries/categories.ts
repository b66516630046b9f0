import type { Ctx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import type { Export } from '@/server/platform/files/csv'

export interface ProductCategoryRow {
  id: string
  name: string
  archivedAt: Date | null
  /** So many products in use are in it. */
  products: number
}

/** Every category of products, those in use first. */
export async function listProductCategories(ctx: Ctx): Promise<ProductCategoryRow[]> {
  const [rows] = await read(
    ctx,
    sql<ProductCategoryRow>`SELECT g.id, g.name, g.archived_at,
        (SELECT count(*) FROM product p WHERE p.organisation_id = g.organisation_id AND p.category_id = g.id AND p.archived_at IS NULL)::int AS products
      FROM product_category g WHERE g.organisation_id = ${ctx.organisationId} ORDER BY g.archived_at IS NOT NULL, g.name`,
  )
  return rows
}

/** The list of categories as a file. */
export const categoryFile: Export<ProductCategoryRow> = {
  permission: 'product.read',
  columns: () => [
    { label: 'Category', value: (row) => row.name },
    { label: 'Products', value: (row) => row.products },
    { label: 'Archived', value: (row) => row.archivedAt },
  ],
  page: async (ctx) => ({ rows: await listProductCategories(ctx), previous: null, next: null }),
}
