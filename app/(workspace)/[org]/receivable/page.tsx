import type { Metadata } from 'next'
import { type PageSearch, searchOf } from '@/app/_server/search'
import { HydrateClient, prefetch, trpcFor } from '@/app/_server/trpc'
import { readable } from '@/server/platform/lists/pages'
import { agingInput } from '@/server/receivable/schema'
import { AgingTable } from './_components/aging-table'

export const metadata: Metadata = { title: 'Receivables' }

interface Props {
  params: Promise<{ org: string }>
  searchParams: PageSearch
}

export default async function Receivables({ params, searchParams }: Props) {
  const { org } = await params
  const { asOf: asked } = readable(agingInput, await searchOf(searchParams))
  await prefetch(trpcFor(org).receivable.aging.queryOptions({ asOf: asked }))
  return (
    <HydrateClient>
      <AgingTable asOf={asked} />
    </HydrateClient>
  )
}
