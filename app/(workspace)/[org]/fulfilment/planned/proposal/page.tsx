import type { Metadata } from 'next'
import { mustMay } from '@/app/_server/must-may'
import { HydrateClient, prefetch, trpcFor } from '@/app/_server/trpc'
import { ProposalPage } from '../../_components/proposal-page'

export const metadata: Metadata = { title: 'What to buy' }

export default async function Proposal({ params }: { params: Promise<{ org: string }> }) {
  const { org } = await params
  await mustMay(org, 'supply.change')
  const { supply } = trpcFor(org)
  await prefetch(supply.proposals.queryOptions(), supply.bringing.queryOptions())
  return (
    <HydrateClient>
      <ProposalPage />
    </HydrateClient>
  )
}
