import type { Metadata } from 'next'
import { type PageSearch, searchOf } from '@/app/_server/search'
import { HydrateClient, prefetch, trpcFor } from '@/app/_server/trpc'
import { refundListOf } from '@/server/collection/schema'
import { RefundList } from '../_components/refund-list'

export const metadata: Metadata = { title: 'Refunds' }

interface Props {
  params: Promise<{ org: string }>
  searchParams: PageSearch
}

export default async function Refunds({ params, searchParams }: Props) {
  const { org } = await params
  await prefetch(trpcFor(org).collection.refunds.queryOptions(refundListOf(await searchOf(searchParams))))
  return (
    <HydrateClient>
      <RefundList />
    </HydrateClient>
  )
}
