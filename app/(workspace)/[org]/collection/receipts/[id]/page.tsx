import { notFound } from 'next/navigation'
import { getQueryClient, HydrateClient, trpcFor } from '@/app/_server/trpc'
import { ReceiptRecord } from '../../_components/receipt-record'

interface Props {
  params: Promise<{ org: string; id: string }>
}

export default async function Receipt({ params }: Props) {
  const { org, id } = await params
  const found = await getQueryClient()
    .fetchQuery(trpcFor(org).collection.receipt.queryOptions({ id }))
    .catch(() => null)
  if (!found) notFound()
  return (
    <HydrateClient>
      <ReceiptRecord id={id} />
    </HydrateClient>
  )
}
