import type { Metadata } from 'next'
import { CreditPolicy } from '../_components/credit-policy'

export const metadata: Metadata = { title: 'Credit policy' }

export default function Page() {
  return <CreditPolicy />
}
