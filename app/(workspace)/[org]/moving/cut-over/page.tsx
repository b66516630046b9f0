import type { Metadata } from 'next'
import { mustMay } from '@/app/_server/must-may'
import { HydrateClient, prefetch, trpcFor } from '@/app/_server/trpc'
import { CutOver } from '../_components/cut-over'

export const metadata: Metadata = { title: 'Cut-over' }

export default async function CutOverPage({ params }: { params: Promise<{ org: string }> }) {
  const { org } = await params
  await mustMay(org, 'organisation.change')
  await prefetch(trpcFor(org).exchange.cutOver.queryOptions())
  return (
    <HydrateClient>
      <CutOver />
    </HydrateClient>
  )
}
