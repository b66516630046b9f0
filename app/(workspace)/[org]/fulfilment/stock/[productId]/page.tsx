import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getQueryClient, HydrateClient, trpcFor } from '@/app/_server/trpc'
import { StockRecord } from '../../_components/stock-record'

export const metadata: Metadata = { title: 'Stock' }

interface Props {
  params: Promise<{ org: string; productId: string }>
}

export default async function StockOfProduct({ params }: Props) {
  const { org, productId } = await params
  const found = await getQueryClient()
    .fetchQuery(trpcFor(org).inventory.product.queryOptions({ productId }))
    .catch(() => null)
  if (!found) notFound()
  return (
    <HydrateClient>
      <StockRecord productId={productId} />
    </HydrateClient>
  )
}
