import type { Metadata } from 'next'
import { missing } from '@/app/_server/missing'
import { mustMay } from '@/app/_server/must-may'
import { callerFor, HydrateClient, prefetch, trpcFor } from '@/app/_server/trpc'
import { PageHead } from '@/components/ui/page-head'
import { countries } from '@/server/platform/place/country'
import { ProductForm } from '../../_components/product-form'

export const metadata: Metadata = { title: 'Change product' }

export default async function EditProduct({ params }: { params: Promise<{ org: string; id: string }> }) {
  const { org, id } = await params
  await mustMay(org, 'product.change')
  const product = await (await callerFor(org)).catalog.record({ id }).catch(missing)
  const crumbs = [
    { label: 'Products', href: `/${org}/products` },
    { label: product.name, href: `/${org}/products/${id}` },
  ]
  const trpc = trpcFor(org)
  await prefetch(trpc.catalog.taxCategories.queryOptions(), trpc.catalog.categories.queryOptions())
  return (
    <>
      <PageHead crumbs={crumbs} title="Change product" />
      <HydrateClient>
        <ProductForm
          countries={countries().map(({ code, name }) => ({ value: code, label: name }))}
          product={product}
        />
      </HydrateClient>
    </>
  )
}
