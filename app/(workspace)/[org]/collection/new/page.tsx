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
      openMinor={await openOf(caller, { customer, item, order })}
    />
  )
}

type Caller = Awaited<ReturnType<typeof callerFor>>

/** The open amount of the invoice or order that is paid; undefined when the money is for neither. */
async function openOf(
  caller: Caller,
  { customer, item, order }: Readonly<Record<string, string | undefined>>,
): Promise<bigint | undefined> {
  if (order) {
    const proforma = await caller.order.get({ id: order }).then(
      (found) => found.proforma,
      () => null,
    )
    return proforma ? proforma.grossMinor - proforma.paidMinor : undefined
  }
  if (!item || !customer) return undefined
  const found = await caller.collection.items({ customerId: customer, limit: 100 }).catch(() => ({ rows: [] }))
  return found.rows.find((one) => one.id === item)?.openMinor
}
