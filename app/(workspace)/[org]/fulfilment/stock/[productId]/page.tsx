import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { type PageSearch, searchOf } from '@/app/_server/search'
import { getQueryClient, HydrateClient, trpcFor } from '@/app/_server/trpc'
import { StockRecord } from '../../_components/stock-record'

export const metadata: Metadata = { title: 'Stock' }

interface Props {
  params: Promise<{ org: string; productId: string }>
  searchParams: PageSearch
}

export default async function StockOfProduct({ params, searchParams }: Props) {
  const { org, productId } = await params
  const { warehouse: warehouseId } = await searchOf(searchParams)
  const found = await getQueryClient()
    .fetchQuery(trpcFor(org).inventory.product.queryOptions({ productId, warehouseId }))
    .catch(() => null)
  if (!found) notFound()
  return (
    <HydrateClient>
      <StockRecord productId={productId} warehouseId={warehouseId} />
    </HydrateClient>
  )
}
