import type { Metadata } from 'next'
import { type PageSearch, searchOf } from '@/app/_server/search'
import { HydrateClient, prefetch, trpcFor } from '@/app/_server/trpc'
import { putBackListOf } from '@/server/fulfilment/schema'
import { PutBackList } from '../_components/put-back-list'

export const metadata: Metadata = { title: 'To put back' }

interface Props {
  params: Promise<{ org: string }>
  searchParams: PageSearch
}

export default async function PutBackListPage({ params, searchParams }: Props) {
  const trpc = trpcFor((await params).org)
  await prefetch(trpc.fulfilment.putBackList.queryOptions(putBackListOf(await searchOf(searchParams))))
  return (
    <HydrateClient>
      <PutBackList />
    </HydrateClient>
  )
}
