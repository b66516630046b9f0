import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { callerFor } from '@/app/_server/trpc'
import { copiedFrom } from '../../../_components/copied'
import { QuoteForm } from '../../../_components/quote-form'

export const metadata: Metadata = { title: 'Change the quote' }

interface Props {
  params: Promise<{ org: string; id: string }>
}

export default async function EditQuote({ params }: Props) {
  const { org, id } = await params
  const found = await (await callerFor(org)).quote.get({ id }).catch(() => null)
  if (found?.quote.state !== 'DRAFT') notFound()
  const { version, number, validUntil, note } = found.quote
  return <QuoteForm draft={{ id, version, number, validUntil, note }} copied={await copiedFrom(org, { quote: id })} />
}
