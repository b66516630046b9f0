import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getQueryClient, HydrateClient, trpcFor } from '@/app/_server/trpc'
import { ShipmentRecord } from '../_components/shipment-record'

export const metadata: Metadata = { title: 'Shipment' }

interface Props {
  params: Promise<{ org: string; id: string }>
}

export default async function Shipment({ params }: Props) {
  const { org, id } = await params
  const found = await getQueryClient()
    .fetchQuery(trpcFor(org).shipping.get.queryOptions({ shipmentId: id }))
    .catch(() => null)
  if (!found) notFound()
  return (
    <HydrateClient>
      <ShipmentRecord shipmentId={id} />
    </HydrateClient>
  )
}
