import type { Metadata } from 'next'
import { mustMay } from '@/app/_server/must-may'
import { type PageSearch, searchOf } from '@/app/_server/search'
import { HydrateClient, prefetch, trpcFor } from '@/app/_server/trpc'
import { draftListOf } from '@/server/order/schema/draft'
import { DraftList } from '../_components/draft-list'

export const metadata: Metadata = { title: 'Drafts' }

interface Props {
  params: Promise<{ org: string }>
  searchParams: PageSearch
}

export default async function Drafts({ params, searchParams }: Props) {
  const { org } = await params
  await mustMay(org, 'order.confirm')
  await prefetch(trpcFor(org).draft.list.queryOptions(draftListOf(await searchOf(searchParams))))
  return (
    <HydrateClient>
      <DraftList />
    </HydrateClient>
  )
}
