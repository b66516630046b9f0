import type { Metadata } from 'next'
import { HydrateClient, prefetch, trpcFor } from '@/app/_server/trpc'
import { Warehouses } from './warehouses'

export const metadata: Metadata = { title: 'Warehouses' }

export default async function WarehousesPage({ params }: { params: Promise<{ org: string }> }) {
  const trpc = trpcFor((await params).org)
  await prefetch(trpc.inventory.places.queryOptions())
  return (
    <HydrateClient>
      <Warehouses />
    </HydrateClient>
  )
}
