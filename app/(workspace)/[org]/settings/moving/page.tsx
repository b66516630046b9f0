import type { Metadata } from 'next'
import { HydrateClient, prefetch, scopeOf, trpcFor } from '@/app/_server/trpc'
import { EmptyState } from '@/components/ui/empty-state'
import { permissionsOf } from '@/server/platform/context/permissions'
import { Moving } from './moving'

export const metadata: Metadata = { title: 'Moving in and out' }

export default async function MovingPage({ params }: { params: Promise<{ org: string }> }) {
  const { org } = await params
  const { membership } = await scopeOf(org)
  if (!permissionsOf(membership?.roles ?? []).has('exchange.import'))
    return <EmptyState title="Your roles do not allow this.">Ask an owner to move records in.</EmptyState>
  await prefetch(trpcFor(org).exchange.list.queryOptions())
  return (
    <HydrateClient>
      <Moving />
    </HydrateClient>
  )
}
