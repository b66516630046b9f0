import type { Metadata } from 'next'
import { type PageSearch, searchOf } from '@/app/_server/search'
import { HydrateClient, prefetch, trpcFor } from '@/app/_server/trpc'
import { quoteListOf } from '@/server/order/schema'
import { QuoteList } from '../_components/quote-list'

export const metadata: Metadata = { title: 'Quotes' }

interface Props {
  params: Promise<{ org: string }>
  searchParams: PageSearch
}

export default async function Quotes({ params, searchParams }: Props) {
  const { org } = await params
  await prefetch(trpcFor(org).quote.list.queryOptions(quoteListOf(await searchOf(searchParams))))
  return (
    <HydrateClient>
      <QuoteList />
    </HydrateClient>
  )
}
