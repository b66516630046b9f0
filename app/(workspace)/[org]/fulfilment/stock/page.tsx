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
  await prefetch(trpcFor(org).inventory.list.queryOptions(stockListOf(await searchOf(searchParams))))
  return (
    <HydrateClient>
      <StockList />
    </HydrateClient>
  )
}
