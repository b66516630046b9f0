import type { Metadata } from 'next'
import { mustMay } from '@/app/_server/must-may'
import { HydrateClient, prefetch, trpcFor } from '@/app/_server/trpc'
import { CountList } from '../_components/count-list'

export const metadata: Metadata = { title: 'Count a list' }

interface Props {
  params: Promise<{ org: string }>
}

export default async function CountPage({ params }: Props) {
  const { org } = await params
  await mustMay(org, 'stock.receive')
  await prefetch(trpcFor(org).inventory.places.queryOptions())
  return (
    <HydrateClient>
      <CountList />
    </HydrateClient>
  )
}
