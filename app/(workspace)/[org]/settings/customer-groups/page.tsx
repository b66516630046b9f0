import type { Metadata } from 'next'
import { HydrateClient, prefetch, trpcFor } from '@/app/_server/trpc'
import { CustomerGroups } from './customer-groups'

export const metadata: Metadata = { title: 'Customer groups' }

export default async function CustomerGroupsPage({ params }: { params: Promise<{ org: string }> }) {
  const trpc = trpcFor((await params).org)
  await prefetch(trpc.customer.groups.queryOptions())
  return (
    <HydrateClient>
      <CustomerGroups />
    </HydrateClient>
  )
}
