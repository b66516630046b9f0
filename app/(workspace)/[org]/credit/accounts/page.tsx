import type { Metadata } from 'next'
import { AccountList } from '../_components/account-list'

export const metadata: Metadata = { title: 'Credit accounts' }

export default function Page() {
  return <AccountList />
}
