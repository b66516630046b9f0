import type { Metadata } from 'next'
import { type PageSearch, searchOf } from '@/app/_server/search'
import { HydrateClient, prefetch, trpcFor } from '@/app/_server/trpc'
import { productListOf } from '@/server/catalog/schema'
import { ProductList } from './_components/product-list'

export const metadata: Metadata = { title: 'Products' }

interface Props {
  params: Promise<{ org: string }>
  searchParams: PageSearch
}

export default async function Products({ params, searchParams }: Props) {
  const { org } = await params
  const trpc = trpcFor(org)
  await prefetch(
    trpc.catalog.list.queryOptions(productListOf(await searchOf(searchParams))),
    trpc.catalog.categories.queryOptions(),
  )
  return (
    <HydrateClient>
      <ProductList />
    </HydrateClient>
  )
}
