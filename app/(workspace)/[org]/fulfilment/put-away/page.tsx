import type { Metadata } from 'next'
import { type PageSearch, searchOf } from '@/app/_server/search'
import { HydrateClient, prefetch, trpcFor } from '@/app/_server/trpc'
import { putAwayListOf } from '@/server/fulfilment/schema/moving'
import { PutAwayList } from '../_components/put-away-list'

export const metadata: Metadata = { title: 'To put away' }

interface Props {
  params: Promise<{ org: string }>
  searchParams: PageSearch
}

export default async function PutAwayPage({ params, searchParams }: Props) {
  const trpc = trpcFor((await params).org)
  await prefetch(trpc.moving.putAway.queryOptions(putAwayListOf(await searchOf(searchParams))))
  return (
    <HydrateClient>
      <PutAwayList />
    </HydrateClient>
  )
}
