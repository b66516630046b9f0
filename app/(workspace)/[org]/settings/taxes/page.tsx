import type { Metadata } from 'next'
import { HydrateClient, prefetch, trpcFor } from '@/app/_server/trpc'
import { Taxes } from './taxes'

export const metadata: Metadata = { title: 'Taxes' }

export default async function TaxesPage({ params }: { params: Promise<{ org: string }> }) {
  const trpc = trpcFor((await params).org)
  await prefetch(trpc.catalog.taxCategories.queryOptions())
  return (
    <HydrateClient>
      <Taxes />
    </HydrateClient>
  )
}
