import type { Metadata } from 'next'
import { type PageSearch, searchOf } from '@/app/_server/search'
import { HydrateClient, prefetch, trpcFor } from '@/app/_server/trpc'
import { workOf } from '@/server/credit/schema'
import { CreditWork } from './_components/credit-work'

export const metadata: Metadata = { title: 'Credit' }

interface Props {
  params: Promise<{ org: string }>
  searchParams: PageSearch
}

export default async function Credit({ params, searchParams }: Props) {
  const { org } = await params
  await prefetch(trpcFor(org).credit.work.queryOptions(workOf(await searchOf(searchParams))))
  return (
    <HydrateClient>
      <CreditWork />
    </HydrateClient>
  )
}
