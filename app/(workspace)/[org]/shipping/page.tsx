import type { Metadata } from 'next'
import { type PageSearch, searchOf } from '@/app/_server/search'
import { HydrateClient, prefetch, trpcFor } from '@/app/_server/trpc'
import { shipmentListOf } from '@/server/shipping/schema'
import { ShipmentList } from './_components/shipment-list'

export const metadata: Metadata = { title: 'Shipping' }

interface Props {
  params: Promise<{ org: string }>
  searchParams: PageSearch
}

export default async function Shipping({ params, searchParams }: Props) {
  const trpc = trpcFor((await params).org)
  await Promise.all([
    prefetch(trpc.shipping.list.queryOptions(shipmentListOf(await searchOf(searchParams)))),
    prefetch(trpc.shipping.counts.queryOptions()),
    // The filter by warehouse depends on how many there are.
    prefetch(trpc.inventory.places.queryOptions()),
  ])
  return (
    <HydrateClient>
      <ShipmentList />
    </HydrateClient>
  )
}
