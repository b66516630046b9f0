import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getQueryClient, HydrateClient, prefetch, trpcFor } from '@/app/_server/trpc'
import { PickTablet } from '../../_components/pick-tablet'

export const metadata: Metadata = { title: 'Pick' }

interface Props {
  params: Promise<{ org: string; orderId: string }>
}

export default async function PickTabletPage({ params }: Props) {
  const { org, orderId } = await params
  await prefetch(trpcFor(org).inventory.places.queryOptions())
  const found = await getQueryClient()
    .fetchQuery(trpcFor(org).fulfilment.order.queryOptions({ orderId }))
    .catch(() => null)
  if (!found) notFound()
  return (
    <HydrateClient>
      <PickTablet orderId={orderId} />
    </HydrateClient>
  )
}
