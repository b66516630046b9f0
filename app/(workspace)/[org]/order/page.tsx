import type { Metadata } from 'next'
import { type PageSearch, searchOf } from '@/app/_server/search'
import { HydrateClient, prefetch, trpcFor } from '@/app/_server/trpc'
import { orderListOf } from '@/server/order/schema'
import { OrderList } from './_components/order-list'

export const metadata: Metadata = { title: 'Orders' }

interface Props {
  params: Promise<{ org: string }>
  searchParams: PageSearch
}

export default async function Orders({ params, searchParams }: Props) {
  const trpc = trpcFor((await params).org)
  await Promise.all([
    prefetch(trpc.order.list.queryOptions(orderListOf(await searchOf(searchParams)))),
    prefetch(trpc.order.stages.queryOptions()),
  ])
  return (
    <HydrateClient>
      <OrderList />
    </HydrateClient>
  )
}
