import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getQueryClient, HydrateClient, trpcFor } from '@/app/_server/trpc'
import { PackForm } from '../../_components/pack-form'

export const metadata: Metadata = { title: 'Pack' }

interface Props {
  params: Promise<{ org: string; orderId: string }>
}

export default async function PackFormPage({ params }: Props) {
  const { org, orderId } = await params
  const found = await getQueryClient()
    .fetchQuery(trpcFor(org).fulfilment.order.queryOptions({ orderId }))
    .catch(() => null)
  if (!found) notFound()
  return (
    <HydrateClient>
      <PackForm orderId={orderId} />
    </HydrateClient>
  )
}
