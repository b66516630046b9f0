import { HydrateClient, prefetch, scopeOf, trpcFor } from '@/app/_server/trpc'
import { EmptyState } from '@/components/ui/empty-state'
import { permissionsOf } from '@/server/platform/permissions'
import { BackgroundWork } from './background-work'

export default async function WorkPage({ params }: { params: Promise<{ org: string }> }) {
  const { org } = await params
  const { membership } = await scopeOf(org)
  if (!permissionsOf(membership?.roles ?? []).has('organisation.change'))
    return <EmptyState title="Background work is for owners.">Ask an owner when something does not happen.</EmptyState>
  await prefetch(trpcFor(org).organisation.work.queryOptions())
  return (
    <HydrateClient>
      <BackgroundWork />
    </HydrateClient>
  )
}
