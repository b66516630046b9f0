import type { Metadata } from 'next'
import { type PageSearch, searchOf } from '@/app/_server/search'
import { HydrateClient, prefetch, trpcFor } from '@/app/_server/trpc'
import { stockListOf } from '@/server/inventory/schema'
import { StockList } from '../_components/stock-list'

export const metadata: Metadata = { title: 'Stock' }

interface Props {
  params: Promise<{ org: string }>
  searchParams: PageSearch
}

export default async function Stock({ params, searchParams }: Props) {
  const { org } = await params
  const trpc = trpcFor(org)
  await prefetch(
    trpc.inventory.list.queryOptions(stockListOf(await searchOf(searchParams))),
    trpc.inventory.places.queryOptions(),
  )
  return (
    <HydrateClient>
      <StockList />
    </HydrateClient>
  )
}
