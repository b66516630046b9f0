import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { type PageSearch, searchOf } from '@/app/_server/search'
import { HydrateClient, prefetch, trpcFor } from '@/app/_server/trpc'
import { PageHead } from '@/components/ui/page-head'
import { waitingKeys } from '@/server/home/rules'
import { waitingOf } from '@/server/home/schema'
import { WaitingList } from '../_components/waiting-list'
import { waitingWords } from '../_components/waiting-words'

export const metadata: Metadata = { title: 'What waits' }

interface Props {
  params: Promise<{ org: string }>
  searchParams: PageSearch
}

/** Everything that waits for one reason, the longest waiting first. */
export default async function Waiting({ params, searchParams }: Props) {
  const { org } = await params
  const search = await searchOf(searchParams)
  const kind = waitingKeys.find((key) => key === search.kind)
  if (!kind) notFound()
  await prefetch(trpcFor(org).home.waitingRows.queryOptions(waitingOf(kind, search)))
  const { many } = waitingWords[kind]
  return (
    <HydrateClient>
      <PageHead
        crumbs={[{ label: 'Home', href: `/${org}` }]}
        title={many.charAt(0).toUpperCase() + many.slice(1)}
        note="The longest waiting first."
      />
      <WaitingList kind={kind} />
    </HydrateClient>
  )
}
