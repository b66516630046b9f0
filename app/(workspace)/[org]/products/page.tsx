import type { Metadata } from 'next'
import { HydrateClient, prefetch, trpcFor } from '@/app/_server/trpc'
import { productListInputOf } from './_components/list-input'
import { ProductList } from './_components/product-list'

export const metadata: Metadata = { title: 'Products' }

interface Props {
  params: Promise<{ org: string }>
  searchParams: Promise<Record<string, string | undefined>>
}

export default async function Products({ params, searchParams }: Props) {
  const { org } = await params
  await prefetch(trpcFor(org).catalog.list.queryOptions(productListInputOf(await searchParams)))
  return (
    <HydrateClient>
      <ProductList />
    </HydrateClient>
  )
}
