import type { Metadata } from 'next'
import { HydrateClient, prefetch, trpcFor } from '@/app/_server/trpc'
import { AgingTable } from './_components/aging-table'

export const metadata: Metadata = { title: 'Receivables' }

interface Props {
  params: Promise<{ org: string }>
  searchParams: Promise<{ asOf?: string }>
}

const day = /^\d{4}-\d{2}-\d{2}$/

export default async function Receivables({ params, searchParams }: Props) {
  const { org } = await params
  const { asOf } = await searchParams
  const asked = asOf && day.test(asOf) ? asOf : undefined
  await prefetch(trpcFor(org).receivable.aging.queryOptions({ asOf: asked }))
  return (
    <HydrateClient>
      <AgingTable asOf={asked} />
    </HydrateClient>
  )
}
