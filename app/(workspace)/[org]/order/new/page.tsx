import type { Metadata } from 'next'
import { mustMay } from '@/app/_server/must-may'
import { type PageSearch, searchOf } from '@/app/_server/search'
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
  return <NewOrder copied={await copiedFrom(org, await searchOf(searchParams))} />
}
