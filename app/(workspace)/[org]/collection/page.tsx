import type { Metadata } from 'next'
import { HydrateClient, prefetch, trpcFor } from '@/app/_server/trpc'
import { BankLineList } from './_components/bank-line-list'
import { lineListInputOf } from './_components/list-input'

export const metadata: Metadata = { title: 'Collection' }

interface Props {
  params: Promise<{ org: string }>
  searchParams: Promise<Record<string, string | undefined>>
}

export default async function Collection({ params, searchParams }: Props) {
  const { org } = await params
  const trpc = trpcFor(org)
  await Promise.all([
    prefetch(trpc.collection.lines.queryOptions(lineListInputOf(await searchParams))),
    prefetch(trpc.collection.accounts.queryOptions()),
  ])
  return (
    <HydrateClient>
      <BankLineList />
    </HydrateClient>
  )
}
