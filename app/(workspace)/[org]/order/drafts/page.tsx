import type { Metadata } from 'next'
import { mustMay } from '@/app/_server/must-may'
import { HydrateClient, prefetch, trpcFor } from '@/app/_server/trpc'
import { DraftList } from '../_components/draft-list'

export const metadata: Metadata = { title: 'Drafts' }

interface Props {
  params: Promise<{ org: string }>
}

export default async function Drafts({ params }: Props) {
  const { org } = await params
  await mustMay(org, 'order.confirm')
  await prefetch(trpcFor(org).draft.list.queryOptions())
  return (
    <HydrateClient>
      <DraftList />
    </HydrateClient>
  )
}
