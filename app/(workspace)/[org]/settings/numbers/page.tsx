import type { Metadata } from 'next'
import { HydrateClient, prefetch, trpcFor } from '@/app/_server/trpc'
import { Numbers } from './numbers'

export const metadata: Metadata = { title: 'Numbers' }

export default async function NumbersPage({ params }: { params: Promise<{ org: string }> }) {
  const trpc = trpcFor((await params).org)
  await prefetch(trpc.organisation.numberSeries.queryOptions())
  return (
    <HydrateClient>
      <Numbers />
    </HydrateClient>
  )
}
