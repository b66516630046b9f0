import type { Metadata } from 'next'
import { mustMay } from '@/app/_server/must-may'
import { type PageSearch, searchOf } from '@/app/_server/search'
import { copiedFrom } from '../../_components/copied'
import { QuoteForm } from '../../_components/quote-form'

export const metadata: Metadata = { title: 'New quote' }

interface Props {
  params: Promise<{ org: string }>
  searchParams: PageSearch
}

export default async function Page({ params, searchParams }: Props) {
  const { org } = await params
  await mustMay(org, 'quote.change')
  return <QuoteForm copied={await copiedFrom(org, await searchOf(searchParams), true)} />
}
