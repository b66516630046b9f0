import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { missing } from '@/app/_server/missing'
import { mustMay } from '@/app/_server/must-may'
import { callerFor } from '@/app/_server/trpc'
import { copiedFrom } from '../../../_components/copied'
import { QuoteForm } from '../../../_components/quote-form'

export const metadata: Metadata = { title: 'Change the quote' }

interface Props {
  params: Promise<{ org: string; id: string }>
}

export default async function EditQuote({ params }: Props) {
  const { org, id } = await params
  await mustMay(org, 'quote.change')
  const found = await (await callerFor(org)).quote.get({ id }).catch(missing)
  if (found.quote.state !== 'DRAFT') notFound()
  const { version, number, validUntil, note } = found.quote
  return <QuoteForm draft={{ id, version, number, validUntil, note }} copied={await copiedFrom(org, { quote: id })} />
}
