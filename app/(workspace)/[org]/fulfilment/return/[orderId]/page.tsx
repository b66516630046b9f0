import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getQueryClient, HydrateClient, trpcFor } from '@/app/_server/trpc'
import { ReturnForm } from '../../_components/return-form'

export const metadata: Metadata = { title: 'Return' }

interface Props {
  params: Promise<{ org: string; orderId: string }>
}

export default async function ReturnFormPage({ params }: Props) {
  const { org, orderId } = await params
  const found = await getQueryClient()
    .fetchQuery(trpcFor(org).fulfilment.order.queryOptions({ orderId }))
    .catch(() => null)
  if (!found) notFound()
  return (
    <HydrateClient>
      <ReturnForm orderId={orderId} />
    </HydrateClient>
  )
}
