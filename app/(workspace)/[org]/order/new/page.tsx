import type { Metadata } from 'next'
import { NewOrder } from '../_components/new-order'

export const metadata: Metadata = { title: 'New order' }

export default function Page() {
  return <NewOrder />
}
