import type { Metadata } from 'next'
import { HydrateClient, prefetch, trpcFor } from '@/app/_server/trpc'
import { Carriers } from './carriers'

export const metadata: Metadata = { title: 'Carriers' }

export default async function CarriersPage({ params }: { params: Promise<{ org: string }> }) {
  const trpc = trpcFor((await params).org)
  await prefetch(
    trpc.carrier.services.queryOptions(),
    trpc.carrier.carriers.queryOptions(),
    trpc.organisation.settings.queryOptions(),
  )
  return (
    <HydrateClient>
      <Carriers />
    </HydrateClient>
  )
}
