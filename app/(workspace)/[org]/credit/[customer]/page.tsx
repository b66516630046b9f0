import { toHeir } from '@/app/_server/heir'
import { missing } from '@/app/_server/missing'
import { callerFor, getQueryClient, HydrateClient, trpcFor } from '@/app/_server/trpc'
import { AccountRecord } from '../_components/account-record'

interface Props {
  params: Promise<{ org: string; customer: string }>
}

export async function generateMetadata({ params }: Props) {
  const { org, customer } = await params
  const found = await (await callerFor(org)).credit.account({ customerId: customer }).catch(() => null)
  return { title: found ? `Credit of ${found.account.name}` : 'Credit account' }
}

export default async function Account({ params }: Props) {
  const { org, customer } = await params
  await toHeir(org, customer, (heir) => `/credit/${heir}`)
  await getQueryClient()
    .fetchQuery(trpcFor(org).credit.account.queryOptions({ customerId: customer }))
    .catch(missing)
  return (
    <HydrateClient>
      <AccountRecord customerId={customer} />
    </HydrateClient>
  )
}
