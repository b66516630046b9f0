import type { Metadata } from 'next'
import { HydrateClient, prefetch, trpcFor } from '@/app/_server/trpc'
import { ProductCategories } from './product-categories'

export const metadata: Metadata = { title: 'Product categories' }

export default async function ProductCategoriesPage({ params }: { params: Promise<{ org: string }> }) {
  const trpc = trpcFor((await params).org)
  await prefetch(trpc.catalog.categories.queryOptions())
  return (
    <HydrateClient>
      <ProductCategories />
    </HydrateClient>
  )
}
