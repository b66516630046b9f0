import type { Metadata } from 'next'
import { HydrateClient, prefetch, trpcFor } from '@/app/_server/trpc'
import { Terms } from './terms'

export const metadata: Metadata = { title: 'Payment terms' }

export default async function TermsPage({ params }: { params: Promise<{ org: string }> }) {
  const trpc = trpcFor((await params).org)
  await prefetch(trpc.customer.terms.queryOptions(), trpc.organisation.settings.queryOptions())
  return (
    <HydrateClient>
      <Terms />
    </HydrateClient>
  )
}
