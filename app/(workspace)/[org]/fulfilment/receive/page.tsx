import type { Metadata } from 'next'
import { mustMay } from '@/app/_server/must-may'
import { HydrateClient, prefetch, trpcFor } from '@/app/_server/trpc'
import { GoodsIn } from '../_components/goods-in'

export const metadata: Metadata = { title: 'Goods in' }

export default async function Receive({ params }: { params: Promise<{ org: string }> }) {
  const { org } = await params
  await mustMay(org, 'stock.receive')
  await prefetch(trpcFor(org).inventory.places.queryOptions())
  return (
    <HydrateClient>
      <GoodsIn />
    </HydrateClient>
  )
}
