import { missing } from '@/app/_server/missing'
import { mustMay } from '@/app/_server/must-may'
import { callerFor, getQueryClient, HydrateClient, prefetch, trpcFor } from '@/app/_server/trpc'
import { PlannedRecord } from '../../_components/planned-record'

interface Props {
  params: Promise<{ org: string; id: string }>
}

export async function generateMetadata({ params }: Props) {
  const { org, id } = await params
  const planned = await (await callerFor(org)).supply.record({ id }).catch(() => null)
  return { title: planned?.number ?? 'Planned receipt' }
}

export default async function Planned({ params }: Props) {
  const { org, id } = await params
  await mustMay(org, 'supply.read')
  const trpc = trpcFor(org)
  await getQueryClient().fetchQuery(trpc.supply.record.queryOptions({ id })).catch(missing)
  await prefetch(trpc.home.timeline.queryOptions({ objectType: 'plannedReceipt', objectId: id }))
  return (
    <HydrateClient>
      <PlannedRecord id={id} />
    </HydrateClient>
  )
}
