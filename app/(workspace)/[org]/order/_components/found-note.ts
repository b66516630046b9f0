import { formatQuantity } from '@/components/ui/format'
import type { FoundProduct } from '@/server/catalog/queries/found'

/** By what a product is told apart in the list: what the customer calls it, its SKU, whose place it takes, and what is free of it. */
export const foundNote = (
  { sku, articleNumber, insteadOf, available, ...of }: Omit<FoundProduct, 'id' | 'name' | 'packs' | 'pack' | 'picture'>,
  locale: string,
) =>
  [
    articleNumber && `theirs: ${articleNumber}`,
    sku,
    insteadOf && `in place of ${insteadOf}`,
    available !== null && `${formatQuantity(available, of, locale)} free`,
  ]
    .filter(Boolean)
    .join(' · ')
