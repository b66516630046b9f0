import type { Metadata } from 'next'
import { NewQuote } from '../../_components/new-quote'

export const metadata: Metadata = { title: 'New quote' }

export default function Page() {
  return <NewQuote />
}
