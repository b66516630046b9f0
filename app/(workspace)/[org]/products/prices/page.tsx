import type { Metadata } from 'next'
import { type PageSearch, searchOf } from '@/app/_server/search'
import { HydrateClient, prefetch, trpcFor } from '@/app/_server/trpc'
import { priceListsOf } from '@/server/pricing/schema'
import { PriceLists } from './_components/price-lists'

export const metadata: Metadata = { title: 'Price lists' }

interface Props {
  params: Promise<{ org: string }>
  searchParams: PageSearch
}

export default async function PriceListsPage({ params, searchParams }: Props) {
  const { org } = await params
  await prefetch(trpcFor(org).pricing.lists.queryOptions(priceListsOf(await searchOf(searchParams))))
  return (
    <HydrateClient>
      <PriceLists />
    </HydrateClient>
  )
}
