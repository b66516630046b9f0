import type { Metadata } from 'next'
import { HydrateClient, prefetch, trpcFor } from '@/app/_server/trpc'
import { orderListInputOf } from './_components/list-input'
import { OrderList } from './_components/order-list'

export const metadata: Metadata = { title: 'Orders' }

interface Props {
  params: Promise<{ org: string }>
  searchParams: Promise<Record<string, string | undefined>>
}

export default async function Orders({ params, searchParams }: Props) {
  const trpc = trpcFor((await params).org)
  await Promise.all([
    prefetch(trpc.order.list.queryOptions(orderListInputOf(await searchParams))),
    prefetch(trpc.order.stages.queryOptions()),
  ])
  return (
    <HydrateClient>
      <OrderList />
    </HydrateClient>
  )
}
