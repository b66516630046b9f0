import type { Metadata } from 'next'
import { type PageSearch, searchOf } from '@/app/_server/search'
import { HydrateClient, prefetch, trpcFor } from '@/app/_server/trpc'
import { transferListOf } from '@/server/fulfilment/schema/transfer'
import { TransferList } from '../_components/transfer-list'

export const metadata: Metadata = { title: 'Transfers' }

interface Props {
  params: Promise<{ org: string }>
  searchParams: PageSearch
}

export default async function Transfers({ params, searchParams }: Props) {
  const trpc = trpcFor((await params).org)
  await prefetch(trpc.moving.transfers.queryOptions(transferListOf(await searchOf(searchParams))))
  return (
    <HydrateClient>
      <TransferList />
    </HydrateClient>
  )
}
