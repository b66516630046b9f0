import type { Metadata } from 'next'
import { HydrateClient, prefetch, scopeOf, trpcFor } from '@/app/_server/trpc'
import { EmptyState } from '@/components/ui/empty-state'
import { permissionsOf } from '@/server/platform/context/permissions'
import { BackgroundWork } from './background-work'
import { UnsentMails } from './unsent-mails'

export const metadata: Metadata = { title: 'Background work' }

export default async function WorkPage({ params }: { params: Promise<{ org: string }> }) {
  const { org } = await params
  const { membership } = await scopeOf(org)
  if (!permissionsOf(membership?.roles ?? []).has('organisation.change'))
    return <EmptyState title="Background work is for owners.">Ask an owner when something does not happen.</EmptyState>
  const { work, unsentMails } = trpcFor(org).organisation
  await Promise.all([prefetch(work.queryOptions()), prefetch(unsentMails.queryOptions())])
  return (
    <HydrateClient>
      <div className="flex flex-col gap-5">
        <BackgroundWork />
        <UnsentMails />
      </div>
    </HydrateClient>
  )
}
