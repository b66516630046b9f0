import type { Metadata } from 'next'
import { HydrateClient, prefetch, trpcFor } from '@/app/_server/trpc'
import { Agreements } from '@/components/collection/agreements'
import { CollectionHead } from '../_components/collection-head'

export const metadata: Metadata = { title: 'Promises and disputes' }

export default async function AgreementsPage({ params }: { params: Promise<{ org: string }> }) {
  const { org } = await params
  await prefetch(trpcFor(org).collection.agreements.queryOptions({}))
  return (
    <HydrateClient>
      <CollectionHead />
      <Agreements />
    </HydrateClient>
  )
}
