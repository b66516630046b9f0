import type { Metadata } from 'next'
import { HydrateClient, prefetch, trpcFor } from '@/app/_server/trpc'
import { Charges } from './charges'

export const metadata: Metadata = { title: 'Charges' }

export default async function ChargesPage({ params }: { params: Promise<{ org: string }> }) {
  const trpc = trpcFor((await params).org)
  await prefetch(trpc.pricing.charges.queryOptions())
  return (
    <HydrateClient>
      <Charges />
    </HydrateClient>
  )
}
