import type { Metadata } from 'next'
import { HydrateClient, prefetch, trpcFor } from '@/app/_server/trpc'
import { ReminderPreview } from '../_components/reminder-preview'

export const metadata: Metadata = { title: 'Reminders' }

export default async function Reminders({ params }: { params: Promise<{ org: string }> }) {
  const { org } = await params
  await prefetch(trpcFor(org).receivable.preview.queryOptions())
  return (
    <HydrateClient>
      <ReminderPreview />
    </HydrateClient>
  )
}
