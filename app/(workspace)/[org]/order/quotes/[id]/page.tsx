import { notFound } from 'next/navigation'
import { getQueryClient, HydrateClient, trpcFor } from '@/app/_server/trpc'
import { QuoteRecord } from '../../_components/quote-record'

interface Props {
  params: Promise<{ org: string; id: string }>
}

export default async function Quote({ params }: Props) {
  const { org, id } = await params
  const found = await getQueryClient()
    .fetchQuery(trpcFor(org).quote.get.queryOptions({ id }))
    .catch(() => null)
  if (!found) notFound()
  return (
    <HydrateClient>
      <QuoteRecord id={id} />
    </HydrateClient>
  )
}
