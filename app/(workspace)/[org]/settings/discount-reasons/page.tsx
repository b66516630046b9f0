import type { Metadata } from 'next'
import { HydrateClient, prefetch, trpcFor } from '@/app/_server/trpc'
import { DiscountReasons } from './discount-reasons'

export const metadata: Metadata = { title: 'Discount reasons' }

export default async function DiscountReasonsPage({ params }: { params: Promise<{ org: string }> }) {
  const trpc = trpcFor((await params).org)
  await prefetch(trpc.pricing.reasons.queryOptions())
  return (
    <HydrateClient>
      <DiscountReasons />
    </HydrateClient>
  )
}
