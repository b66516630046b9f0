import type { Metadata } from 'next'
import { type PageSearch, searchOf } from '@/app/_server/search'
import { HydrateClient, prefetch, trpcFor } from '@/app/_server/trpc'
import { bankLineListOf } from '@/server/collection/schema'
import { BankLineList } from './_components/bank-line-list'

export const metadata: Metadata = { title: 'Collections' }

interface Props {
  params: Promise<{ org: string }>
  searchParams: PageSearch
}

export default async function Collection({ params, searchParams }: Props) {
  const { org } = await params
  const trpc = trpcFor(org)
  await Promise.all([
    prefetch(trpc.collection.lines.queryOptions(bankLineListOf(await searchOf(searchParams)))),
    prefetch(trpc.collection.accounts.queryOptions()),
  ])
  return (
    <HydrateClient>
      <BankLineList />
    </HydrateClient>
  )
}
