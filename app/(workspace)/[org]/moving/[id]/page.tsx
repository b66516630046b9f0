import type { Metadata } from 'next'
import { missing } from '@/app/_server/missing'
import { mustMay } from '@/app/_server/must-may'
import { callerFor, HydrateClient, prefetch, trpcFor } from '@/app/_server/trpc'
import { ImportPage } from '../_components/import-page'

export const metadata: Metadata = { title: 'File to move in' }

export default async function Import({ params }: { params: Promise<{ org: string; id: string }> }) {
  const { org, id } = await params
  await mustMay(org, 'exchange.import')
  const caller = await callerFor(org)
  await caller.exchange.record({ id }).catch(missing)
  const trpc = trpcFor(org)
  await prefetch(trpc.exchange.record.queryOptions({ id }))
  return (
    <HydrateClient>
      <ImportPage id={id} />
    </HydrateClient>
  )
}
