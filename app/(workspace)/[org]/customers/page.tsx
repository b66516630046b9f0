import type { Metadata } from 'next'
import { HydrateClient, prefetch, trpcFor } from '@/app/_server/trpc'
import { CustomerList } from './_components/customer-list'
import { customerListInputOf } from './_components/list-input'

export const metadata: Metadata = { title: 'Customers' }

interface Props {
  params: Promise<{ org: string }>
  searchParams: Promise<Record<string, string | undefined>>
}

export default async function Customers({ params, searchParams }: Props) {
  const { org } = await params
  await prefetch(trpcFor(org).customer.list.queryOptions(customerListInputOf(await searchParams)))
  return (
    <HydrateClient>
      <CustomerList />
    </HydrateClient>
  )
}
