import type { Metadata } from 'next'
import { type PageSearch, searchOf } from '@/app/_server/search'
import { HydrateClient, prefetch, trpcFor } from '@/app/_server/trpc'
import { customerListOf } from '@/server/customer/schema'
import { CustomerList } from './_components/customer-list'

export const metadata: Metadata = { title: 'Customers' }

interface Props {
  params: Promise<{ org: string }>
  searchParams: PageSearch
}

export default async function Customers({ params, searchParams }: Props) {
  const { org } = await params
  await prefetch(trpcFor(org).customer.list.queryOptions(customerListOf(await searchOf(searchParams))))
  return (
    <HydrateClient>
      <CustomerList />
    </HydrateClient>
  )
}
