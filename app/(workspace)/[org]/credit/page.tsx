import type { Metadata } from 'next'
import { CreditWork } from './_components/credit-work'

export const metadata: Metadata = { title: 'Credit' }

export default function Page() {
  return <CreditWork />
}
