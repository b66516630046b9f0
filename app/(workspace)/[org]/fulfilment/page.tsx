import type { Metadata } from 'next'
import { type PageSearch, searchOf } from '@/app/_server/search'
import { HydrateClient, prefetch, trpcFor } from '@/app/_server/trpc'
import { floorListOf } from '@/server/fulfilment/schema'
import { FloorList } from './_components/floor-list'

export const metadata: Metadata = { title: 'Fulfilment' }

interface Props {
  params: Promise<{ org: string }>
  searchParams: PageSearch
}

export default async function Fulfilment({ params, searchParams }: Props) {
  const trpc = trpcFor((await params).org)
  const asked = floorListOf(await searchOf(searchParams))
  await Promise.all([
    prefetch(trpc.fulfilment.list.queryOptions(asked)),
    prefetch(trpc.fulfilment.counts.queryOptions({ warehouseId: asked.warehouseId })),
    // The tabs, and the filter by warehouse, depend on how many there are.
    prefetch(trpc.inventory.places.queryOptions()),
  ])
  return (
    <HydrateClient>
      <FloorList />
    </HydrateClient>
  )
}
