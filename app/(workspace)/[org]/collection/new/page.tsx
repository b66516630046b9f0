import type { Metadata } from 'next'
import { mustMay } from '@/app/_server/must-may'
import { type PageSearch, searchOf } from '@/app/_server/search'
import { callerFor } from '@/app/_server/trpc'
import { ReceiptForm } from '../_components/receipt-form'

export const metadata: Metadata = { title: 'Record a payment' }

interface Props {
  params: Promise<{ org: string }>
  searchParams: PageSearch
}

export default async function NewReceipt({ params, searchParams }: Props) {
  const { org } = await params
  await mustMay(org, 'collection.record')
  const { customer, item, order } = await searchOf(searchParams)
  const caller = await callerFor(org)
  const found = customer ? await caller.receivable.account({ customerId: customer }).catch(() => null) : null
  return (
    <ReceiptForm
      customer={found && { value: found.customerId, label: found.name, note: found.number }}
      itemId={item}
      orderId={order}
    />
  )
}
