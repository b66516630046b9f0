import type { Metadata } from 'next'
import { toHeir } from '@/app/_server/heir'
import { missing } from '@/app/_server/missing'
import { mustMay } from '@/app/_server/must-may'
import { callerFor, HydrateClient, prefetch, trpcFor } from '@/app/_server/trpc'
import { PageHead } from '@/components/ui/page-head'
import { countries } from '@/server/platform/place/country'
import { CustomerForm } from '../../_components/customer-form'

export const metadata: Metadata = { title: 'Change customer' }

export default async function EditCustomer({ params }: { params: Promise<{ org: string; id: string }> }) {
  const { org, id } = await params
  await mustMay(org, 'customer.change')
  await toHeir(org, id, (heir) => `/customers/${heir}/edit`)
  const customer = await (await callerFor(org)).customer.record({ id }).catch(missing)
  const options = countries().map(({ code, name }) => ({ value: code, label: name }))
  const crumbs = [
    { label: 'Customers', href: `/${org}/customers` },
    { label: customer.name, href: `/${org}/customers/${id}` },
  ]
  const trpc = trpcFor(org)
  await prefetch(trpc.customer.terms.queryOptions(), trpc.customer.choices.queryOptions())
  return (
    <>
      <PageHead crumbs={crumbs} title="Change customer" />
      <HydrateClient>
        <CustomerForm customer={customer} countries={options} country={customer.country} />
      </HydrateClient>
    </>
  )
}
