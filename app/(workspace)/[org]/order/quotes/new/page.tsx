import type { Metadata } from 'next'
import { type PageSearch, searchOf } from '@/app/_server/search'
import { copiedFrom } from '../../_components/copied'
import { QuoteForm } from '../../_components/quote-form'

export const metadata: Metadata = { title: 'New quote' }

interface Props {
  params: Promise<{ org: string }>
  searchParams: PageSearch
}

export default async function Page({ params, searchParams }: Props) {
  return <QuoteForm copied={await copiedFrom((await params).org, await searchOf(searchParams))} />
}
