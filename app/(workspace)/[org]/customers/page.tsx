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
  const trpc = trpcFor(org)
  const list = customerListOf(await searchOf(searchParams))
  await prefetch(trpc.customer.list.queryOptions(list), trpc.customer.choices.queryOptions())
  return (
    <HydrateClient>
      <CustomerList />
    </HydrateClient>
  )
}
