import type { Metadata } from 'next'
import { mustMay } from '@/app/_server/must-may'
import { HydrateClient, prefetch, trpcFor } from '@/app/_server/trpc'
import { PageHead } from '@/components/ui/page-head'
import { countries } from '@/server/platform/place/country'
import { ProductForm } from '../_components/product-form'

export const metadata: Metadata = { title: 'New product' }

export default async function NewProduct({ params }: { params: Promise<{ org: string }> }) {
  const { org } = await params
  await mustMay(org, 'product.change')
  const trpc = trpcFor(org)
  await prefetch(trpc.catalog.taxCategories.queryOptions(), trpc.catalog.categories.queryOptions())
  return (
    <>
      <PageHead crumbs={[{ label: 'Products', href: `/${org}/products` }]} title="New product" />
      <HydrateClient>
        <ProductForm countries={countries().map(({ code, name }) => ({ value: code, label: name }))} />
      </HydrateClient>
    </>
  )
}
