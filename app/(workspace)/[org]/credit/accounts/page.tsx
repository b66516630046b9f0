import type { Metadata } from 'next'
import { type PageSearch, searchOf } from '@/app/_server/search'
import { HydrateClient, prefetch, trpcFor } from '@/app/_server/trpc'
import { accountListOf } from '@/server/credit/schema'
import { AccountList } from '../_components/account-list'

export const metadata: Metadata = { title: 'Credit accounts' }

interface Props {
  params: Promise<{ org: string }>
  searchParams: PageSearch
}

export default async function CreditAccounts({ params, searchParams }: Props) {
  const { org } = await params
  await prefetch(trpcFor(org).credit.accounts.queryOptions(accountListOf(await searchOf(searchParams))))
  return (
    <HydrateClient>
      <AccountList />
    </HydrateClient>
  )
}
