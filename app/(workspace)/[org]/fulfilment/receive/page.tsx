import type { Metadata } from 'next'
import { mustMay } from '@/app/_server/must-may'
import { type PageSearch, searchOf } from '@/app/_server/search'
import { HydrateClient, prefetch, trpcFor } from '@/app/_server/trpc'
import { GoodsIn } from '../_components/goods-in'

export const metadata: Metadata = { title: 'Goods in' }

interface Props {
  params: Promise<{ org: string }>
  searchParams: PageSearch
}

export default async function Receive({ params, searchParams }: Props) {
  const { org } = await params
  await mustMay(org, 'stock.receive')
  const trpc = trpcFor(org)
  const { planned } = await searchOf(searchParams)
  await prefetch(trpc.inventory.places.queryOptions(), trpc.supply.expected.queryOptions())
  return (
    <HydrateClient>
      <GoodsIn plannedReceiptId={planned} />
    </HydrateClient>
  )
}
