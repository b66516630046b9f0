import type { Metadata } from 'next'
import { mustMay } from '@/app/_server/must-may'
import { type PageSearch, searchOf } from '@/app/_server/search'
import { HydrateClient, prefetch, trpcFor } from '@/app/_server/trpc'
import { plannedListOf } from '@/server/supply/schema'
import { PlannedList } from '../_components/planned-list'

export const metadata: Metadata = { title: 'Planned receipts' }

interface Props {
  params: Promise<{ org: string }>
  searchParams: PageSearch
}

export default async function Planned({ params, searchParams }: Props) {
  const { org } = await params
  await mustMay(org, 'supply.read')
  await prefetch(trpcFor(org).supply.list.queryOptions(plannedListOf(await searchOf(searchParams))))
  return (
    <HydrateClient>
      <PlannedList />
    </HydrateClient>
  )
}
