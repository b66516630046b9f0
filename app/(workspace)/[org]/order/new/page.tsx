import type { Metadata } from 'next'
import { missing } from '@/app/_server/missing'
import { mustMay } from '@/app/_server/must-may'
import { type PageSearch, searchOf } from '@/app/_server/search'
import { callerFor } from '@/app/_server/trpc'
import { copiedFrom } from '../_components/copied'
import { NewOrder } from '../_components/new-order'

export const metadata: Metadata = { title: 'New order' }

interface Props {
  params: Promise<{ org: string }>
  searchParams: PageSearch
}

export default async function Page({ params, searchParams }: Props) {
  const { org } = await params
  await mustMay(org, 'order.confirm')
  const search = await searchOf(searchParams)
  const draft = search.draft ? await (await callerFor(org)).draft.get({ id: search.draft }).catch(missing) : undefined
  return <NewOrder copied={await copiedFrom(org, search)} draft={draft} />
}
