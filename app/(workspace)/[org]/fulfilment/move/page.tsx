import type { Metadata } from 'next'
import { mustMay } from '@/app/_server/must-may'
import { type PageSearch, searchOf } from '@/app/_server/search'
import { HydrateClient, prefetch, trpcFor } from '@/app/_server/trpc'
import { MoveGoods } from '../_components/move-goods'

export const metadata: Metadata = { title: 'Move goods' }

interface Props {
  params: Promise<{ org: string }>
  searchParams: PageSearch
}

export default async function MovePage({ params, searchParams }: Props) {
  const { org } = await params
  await mustMay(org, 'stock.receive')
  const { from, product, lot, to } = await searchOf(searchParams)
  await prefetch(trpcFor(org).inventory.places.queryOptions())
  return (
    <HydrateClient>
      <MoveGoods asked={{ from, product, lot, to }} />
    </HydrateClient>
  )
}
