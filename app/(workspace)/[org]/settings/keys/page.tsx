import type { Metadata } from 'next'
import { HydrateClient, prefetch, scopeOf, trpcFor } from '@/app/_server/trpc'
import { EmptyState } from '@/components/ui/empty-state'
import { permissionsOf } from '@/server/platform/context/permissions'
import { Keys } from './keys'

export const metadata: Metadata = { title: 'API keys' }

export default async function KeysPage({ params }: { params: Promise<{ org: string }> }) {
  const { org } = await params
  const { membership } = await scopeOf(org)
  if (!permissionsOf(membership?.roles ?? []).has('key.change'))
    return <EmptyState title="Keys are for owners.">Ask an owner of the organisation when a shop needs one.</EmptyState>
  await prefetch(trpcFor(org).organisation.apiKeys.queryOptions())
  return (
    <HydrateClient>
      <Keys />
    </HydrateClient>
  )
}
