import type { Export } from '@/server/platform/files/csv'
import { listTaxCategories, type TaxCategoryRow } from '../queries'
import { articleFile } from './articles'
import { categoryFile } from './categories'

const taxes: Export<TaxCategoryRow> = {
  permission: 'product.read',
  columns: () => [
    { label: 'Category', value: (row) => row.name },
    { label: 'Code', value: (row) => row.code },
    { label: 'Rate %', value: (row) => row.rate },
    { label: 'For new products', value: (row) => row.isDefault },
    { label: 'Archived', value: (row) => row.archivedAt },
  ],
  page: async (ctx) => ({ rows: await listTaxCategories(ctx), previous: null, next: null }),
}

/** Lists about products as files, by the name in their URL. */
export const catalogFiles = { 'article-numbers': articleFile, categories: categoryFile, 'tax-categories': taxes }
