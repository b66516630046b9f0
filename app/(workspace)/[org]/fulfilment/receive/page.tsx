import type { Metadata } from 'next'
import { HydrateClient, prefetch, trpcFor } from '@/app/_server/trpc'
import { GoodsIn } from '../_components/goods-in'

export const metadata: Metadata = { title: 'Goods in' }

export default async function Receive({ params }: { params: Promise<{ org: string }> }) {
  await prefetch(trpcFor((await params).org).inventory.places.queryOptions())
  return (
    <HydrateClient>
      <GoodsIn />
    </HydrateClient>
  )
}
