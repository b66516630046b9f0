import type { Metadata } from 'next'
import { HydrateClient, prefetch, trpcFor } from '@/app/_server/trpc'
import { receiptListInputOf } from '../_components/list-input'
import { ReceiptList } from '../_components/receipt-list'

export const metadata: Metadata = { title: 'Receipts' }

interface Props {
  params: Promise<{ org: string }>
  searchParams: Promise<Record<string, string | undefined>>
}

export default async function Receipts({ params, searchParams }: Props) {
  const { org } = await params
  await prefetch(trpcFor(org).collection.receipts.queryOptions(receiptListInputOf(await searchParams)))
  return (
    <HydrateClient>
      <ReceiptList />
    </HydrateClient>
  )
}
