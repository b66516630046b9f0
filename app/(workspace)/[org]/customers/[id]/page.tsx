import { toHeir } from '@/app/_server/heir'
import { missing } from '@/app/_server/missing'
import { callerFor, getQueryClient, HydrateClient, prefetch, trpcFor } from '@/app/_server/trpc'
import { CustomerRecord } from '../_components/customer-record'

interface Props {
  params: Promise<{ org: string; id: string }>
}

export async function generateMetadata({ params }: Props) {
  const { org, id } = await params
  const customer = await (await callerFor(org)).customer.record({ id }).catch(() => null)
  return { title: customer?.name ?? 'Customer' }
}

export default async function Customer({ params }: Props) {
  const { org, id } = await params
  await toHeir(org, id, (heir) => `/customers/${heir}`)
  const trpc = trpcFor(org)
  await getQueryClient().fetchQuery(trpc.customer.record.queryOptions({ id })).catch(missing)
  await prefetch(
    trpc.home.timeline.queryOptions({ objectType: 'customer', objectId: id }),
    trpc.customerNote.list.queryOptions({ id }),
    trpc.file.list.queryOptions({ kind: 'customer', id }),
    trpc.reporting.customer.queryOptions({ customerId: id }),
    trpc.catalog.articles.queryOptions({ customerId: id, limit: 8 }),
  )
  return (
    <HydrateClient>
      <CustomerRecord id={id} />
    </HydrateClient>
  )
}
