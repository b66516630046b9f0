import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getQueryClient, HydrateClient, trpcFor } from '@/app/_server/trpc'
import { PutBackForm } from '../../_components/put-back-form'

export const metadata: Metadata = { title: 'Put back' }

interface Props {
  params: Promise<{ org: string; orderId: string }>
}

export default async function PutBackFormPage({ params }: Props) {
  const { org, orderId } = await params
  const found = await getQueryClient()
    .fetchQuery(trpcFor(org).fulfilment.order.queryOptions({ orderId }))
    .catch(() => null)
  if (!found) notFound()
  return (
    <HydrateClient>
      <PutBackForm orderId={orderId} />
    </HydrateClient>
  )
}
