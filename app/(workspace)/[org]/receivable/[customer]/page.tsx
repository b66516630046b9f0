import { notFound } from 'next/navigation'
import { toHeir } from '@/app/_server/heir'
import { getQueryClient, HydrateClient, prefetch, trpcFor } from '@/app/_server/trpc'
import { AccountRecord } from '../_components/account-record'

interface Props {
  params: Promise<{ org: string; customer: string }>
}

export default async function Account({ params }: Props) {
  const { org, customer } = await params
  await toHeir(org, customer, (heir) => `/receivable/${heir}`)
  const trpc = trpcFor(org)
  const found = await getQueryClient()
    .fetchQuery(trpc.receivable.account.queryOptions({ customerId: customer }))
    .catch(() => null)
  if (!found) notFound()
  await Promise.all([
    prefetch(trpc.collection.items.queryOptions({ customerId: customer, limit: 100 })),
    prefetch(trpc.collection.agreements.queryOptions({ customerId: customer })),
  ])
  return (
    <HydrateClient>
      <AccountRecord customerId={customer} />
    </HydrateClient>
  )
}
