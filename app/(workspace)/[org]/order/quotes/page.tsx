import type { Metadata } from 'next'
import { QuoteList } from '../_components/quote-list'

export const metadata: Metadata = { title: 'Quotes' }

export default function Page() {
  return <QuoteList />
}
