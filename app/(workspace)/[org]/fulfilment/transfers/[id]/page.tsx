import type { Metadata } from 'next'
import { missing } from '@/app/_server/missing'
import { getQueryClient, HydrateClient, trpcFor } from '@/app/_server/trpc'
import { TransferRecord } from '../../_components/transfer-record'

export const metadata: Metadata = { title: 'Transfer' }

export default async function Transfer({ params }: { params: Promise<{ org: string; id: string }> }) {
  const { org, id } = await params
  await getQueryClient().fetchQuery(trpcFor(org).moving.transfer.queryOptions({ id })).catch(missing)
  return (
    <HydrateClient>
      <TransferRecord id={id} />
    </HydrateClient>
  )
}
