import type { Metadata } from 'next'
import { type PageSearch, searchOf } from '@/app/_server/search'
import { HydrateClient, prefetch, trpcFor } from '@/app/_server/trpc'
import { receiptListOf } from '@/server/collection/schema'
import { ReceiptList } from '../_components/receipt-list'

export const metadata: Metadata = { title: 'Receipts' }

interface Props {
  params: Promise<{ org: string }>
  searchParams: PageSearch
}

export default async function Receipts({ params, searchParams }: Props) {
  const { org } = await params
  await prefetch(trpcFor(org).collection.receipts.queryOptions(receiptListOf(await searchOf(searchParams))))
  return (
    <HydrateClient>
      <ReceiptList />
    </HydrateClient>
  )
}
