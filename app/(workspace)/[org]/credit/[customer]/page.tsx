import { notFound } from 'next/navigation'
import { getQueryClient, HydrateClient, trpcFor } from '@/app/_server/trpc'
import { AccountRecord } from '../_components/account-record'

interface Props {
  params: Promise<{ org: string; customer: string }>
}

export default async function Account({ params }: Props) {
  const { org, customer } = await params
  const found = await getQueryClient()
    .fetchQuery(trpcFor(org).credit.account.queryOptions({ customerId: customer }))
    .catch(() => null)
  if (!found) notFound()
  return (
    <HydrateClient>
      <AccountRecord customerId={customer} />
    </HydrateClient>
  )
}
