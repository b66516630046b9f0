import type { Metadata } from 'next'
import { mustMay } from '@/app/_server/must-may'
import { HydrateClient, prefetch, scopeOf, trpcFor } from '@/app/_server/trpc'
import { PageHead } from '@/components/ui/page-head'
import { countries } from '@/server/platform/place/country'
import { CustomerForm } from '../_components/customer-form'

export const metadata: Metadata = { title: 'New customer' }

export default async function NewCustomer({ params }: { params: Promise<{ org: string }> }) {
  const { org } = await params
  await mustMay(org, 'customer.change')
  const { membership } = await scopeOf(org)
  const options = countries().map(({ code, name }) => ({ value: code, label: name }))
  const trpc = trpcFor(org)
  await prefetch(trpc.customer.terms.queryOptions(), trpc.customer.choices.queryOptions())
  return (
    <>
      <PageHead crumbs={[{ label: 'Customers', href: `/${org}/customers` }]} title="New customer" />
      <HydrateClient>
        <CustomerForm countries={options} country={membership?.organisation.country ?? ''} />
      </HydrateClient>
    </>
  )
}
