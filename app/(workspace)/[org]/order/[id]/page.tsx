import { missing } from '@/app/_server/missing'
import { callerFor, getQueryClient, HydrateClient, trpcFor } from '@/app/_server/trpc'
import { OrderRecord } from '../_components/order-record'

interface Props {
  params: Promise<{ org: string; id: string }>
}

export async function generateMetadata({ params }: Props) {
  const { org, id } = await params
  const found = await (await callerFor(org)).order.get({ id }).catch(() => null)
  return { title: found?.order.number ?? 'Order' }
}

export default async function Order({ params }: Props) {
  const { org, id } = await params
  await getQueryClient().fetchQuery(trpcFor(org).order.get.queryOptions({ id })).catch(missing)
  return (
    <HydrateClient>
      <OrderRecord id={id} />
    </HydrateClient>
  )
}
