import type { Metadata } from 'next'
import { HydrateClient, prefetch, trpcFor } from '@/app/_server/trpc'
import { FloorList } from './_components/floor-list'
import { floorListInputOf } from './_components/list-input'

export const metadata: Metadata = { title: 'Fulfilment' }

interface Props {
  params: Promise<{ org: string }>
  searchParams: Promise<Record<string, string | undefined>>
}

export default async function Fulfilment({ params, searchParams }: Props) {
  const trpc = trpcFor((await params).org)
  await Promise.all([
    prefetch(trpc.fulfilment.list.queryOptions(floorListInputOf(await searchParams))),
    prefetch(trpc.fulfilment.counts.queryOptions()),
  ])
  return (
    <HydrateClient>
      <FloorList />
    </HydrateClient>
  )
}
