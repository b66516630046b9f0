import type { Metadata } from 'next'
import { HydrateClient, prefetch, trpcFor } from '@/app/_server/trpc'
import { shipmentListInputOf } from './_components/list-input'
import { ShipmentList } from './_components/shipment-list'

export const metadata: Metadata = { title: 'Shipping' }

interface Props {
  params: Promise<{ org: string }>
  searchParams: Promise<Record<string, string | undefined>>
}

export default async function Shipping({ params, searchParams }: Props) {
  const trpc = trpcFor((await params).org)
  await Promise.all([
    prefetch(trpc.shipping.list.queryOptions(shipmentListInputOf(await searchParams))),
    prefetch(trpc.shipping.counts.queryOptions()),
  ])
  return (
    <HydrateClient>
      <ShipmentList />
    </HydrateClient>
  )
}
