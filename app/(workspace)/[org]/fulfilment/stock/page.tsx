import type { Metadata } from 'next'
import { HydrateClient, prefetch, trpcFor } from '@/app/_server/trpc'
import { stockListInputOf } from '../_components/list-input'
import { StockList } from '../_components/stock-list'

export const metadata: Metadata = { title: 'Stock' }

interface Props {
  params: Promise<{ org: string }>
  searchParams: Promise<Record<string, string | undefined>>
}

export default async function Stock({ params, searchParams }: Props) {
  const { org } = await params
  await prefetch(trpcFor(org).inventory.list.queryOptions(stockListInputOf(await searchParams)))
  return (
    <HydrateClient>
      <StockList />
    </HydrateClient>
  )
}
