import type { Metadata } from 'next'
import { mustMay } from '@/app/_server/must-may'
import { HydrateClient, prefetch, trpcFor } from '@/app/_server/trpc'
import { TransferForm } from '../../_components/transfer-form'

export const metadata: Metadata = { title: 'New transfer' }

export default async function NewTransfer({ params }: { params: Promise<{ org: string }> }) {
  const { org } = await params
  await mustMay(org, 'stock.receive')
  await prefetch(trpcFor(org).inventory.places.queryOptions())
  return (
    <HydrateClient>
      <TransferForm />
    </HydrateClient>
  )
}
