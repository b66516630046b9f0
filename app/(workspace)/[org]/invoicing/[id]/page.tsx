import { notFound } from 'next/navigation'
import { getQueryClient, HydrateClient, trpcFor } from '@/app/_server/trpc'
import { InvoiceRecord } from '../_components/invoice-record'

interface Props {
  params: Promise<{ org: string; id: string }>
}

export default async function Invoice({ params }: Props) {
  const { org, id } = await params
  const found = await getQueryClient()
    .fetchQuery(trpcFor(org).invoicing.get.queryOptions({ id }))
    .catch(() => null)
  if (!found) notFound()
  return (
    <HydrateClient>
      <InvoiceRecord id={id} />
    </HydrateClient>
  )
}
