import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { missing } from '@/app/_server/missing'
import { mustMay } from '@/app/_server/must-may'
import { callerFor } from '@/app/_server/trpc'
import { makesVersion, quoteCan } from '@/server/order/rules/quote'
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
  if (!quoteCan('change', found.quote.state)) notFound()
  const { version, number, validUntil, note, state, versionNumber } = found.quote
  const next = makesVersion(state) ? versionNumber + 1 : undefined
  const standing = await copiedFrom(org, { quote: id }, true)
  return (
    <QuoteForm
      draft={{ id, version, number, validUntil, note, next }}
      copied={standing && { ...standing, copies: [] }}
    />
  )
}
