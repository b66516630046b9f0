import { missing } from '@/app/_server/missing'
import { mustMay } from '@/app/_server/must-may'
import { callerFor, getQueryClient, HydrateClient, prefetch, trpcFor } from '@/app/_server/trpc'
import { SupplierRecord } from '../../_components/supplier-record'

interface Props {
  params: Promise<{ org: string; id: string }>
}

export async function generateMetadata({ params }: Props) {
  const { org, id } = await params
  const supplier = await (await callerFor(org)).supply.supplier({ id }).catch(() => null)
  return { title: supplier?.name ?? 'Supplier' }
}

export default async function Supplier({ params }: Props) {
  const { org, id } = await params
  await mustMay(org, 'supply.read')
  const trpc = trpcFor(org)
  await getQueryClient().fetchQuery(trpc.supply.supplier.queryOptions({ id })).catch(missing)
  await prefetch(
    trpc.supply.list.queryOptions({ supplierId: id, state: 'ALL', sort: '-expectedOn', limit: 20 }),
    trpc.home.timeline.queryOptions({ objectType: 'supplier', objectId: id }),
  )
  return (
    <HydrateClient>
      <SupplierRecord id={id} />
    </HydrateClient>
  )
}
