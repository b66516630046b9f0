'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { PayerCombobox } from '@/components/collection/payer-combobox'
import { FieldGrid, RecordForm } from '@/components/record-form'
import { useSubmission } from '@/components/submission'
import { useTRPC, useTRPCClient } from '@/components/trpc-provider'
import { Card } from '@/components/ui/card'
import type { ComboboxOption } from '@/components/ui/combobox'
import { DatePicker } from '@/components/ui/date-picker'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { MoneyInput } from '@/components/ui/money-input'
import { PageHead } from '@/components/ui/page-head'
import { Select } from '@/components/ui/select'
import { toast } from '@/components/ui/toast'
import { useWorkspace, useWorkspaceHref } from '@/components/ui/workspace'
import { type RecordReceiptInput, recordReceiptInput } from '@/server/collection/schema'
import { ItemChooser } from './item-chooser'

interface ReceiptFormProps {
  customer: ComboboxOption | null
  itemId?: string
  /** The order paid beforehand. */
  orderId?: string
}

/** Writes down money that came in by hand. */
export function ReceiptForm({ customer: given, itemId, orderId }: ReceiptFormProps) {
  const trpc = useTRPC()
  const client = useTRPCClient()
  const queries = useQueryClient()
  const router = useRouter()
  const href = useWorkspaceHref()
  const { today } = useWorkspace()
  const [key] = useState(() => crypto.randomUUID())
  const [customer, setCustomer] = useState(given)
  const [amountMinor, setAmountMinor] = useState<bigint | null>(null)
  const [chosen, setChosen] = useState<readonly string[]>(itemId ? [itemId] : [])
  const { data } = useQuery({
    ...trpc.collection.items.queryOptions({ customerId: customer?.value, limit: 100 }),
    enabled: customer !== null,
  })
  const { busy, text, fields, submit } = useSubmission({
    schema: recordReceiptInput,
    send: (input: RecordReceiptInput) => client.collection.record.mutate(input),
    onDone: async ({ receiptId, number }) => {
      toast(`${number} recorded`, { tone: 'ok' })
      await queries.invalidateQueries()
      router.push(href(`/collection/receipts/${receiptId}`))
    },
  })
  const items = (data?.rows ?? []).filter((item) => item.openMinor > 0n)
  return (
    <>
      <PageHead crumbs={[{ label: 'Collection', href: href('/collection/receipts') }]} title="Record a payment" />
      <RecordForm
        busy={busy}
        text={text}
        submitLabel="Record the payment"
        cancelHref={href('/collection/receipts')}
        onSubmit={({ receivedOn, method, reference }) =>
          void submit({
            customerId: customer?.value ?? '',
            amountMinor: amountMinor ?? 0n,
            receivedOn: receivedOn ?? '',
            method: (method ?? 'BANK') as 'BANK',
            reference: reference || undefined,
            orderId,
            openItemIds: orderId || chosen.length === 0 ? undefined : [...chosen],
            idempotencyKey: key,
          })
        }
      >
        <Card title="Money">
          <FieldGrid>
            <Field label="Customer" required error={fields.customerId && 'Choose who paid.'}>
              <PayerCombobox
                value={customer}
                onValueChange={(option) => {
                  setCustomer(option)
                  setChosen([])
                }}
              />
            </Field>
            <Field label="Amount" required error={fields.amountMinor && 'Say how much came in.'}>
              <MoneyInput value={amountMinor} onValueChange={setAmountMinor} />
            </Field>
            <Field label="Received on" required error={fields.receivedOn}>
              <DatePicker name="receivedOn" defaultValue={today} max={today} />
            </Field>
            <Field label="How" required>
              <Select
                name="method"
                options={[
                  { value: 'BANK', label: 'By bank' },
                  { value: 'CASH', label: 'In cash' },
                  { value: 'CARD', label: 'By card' },
                ]}
              />
            </Field>
            <Field label="Reference" error={fields.reference}>
              <Input name="reference" maxLength={200} />
            </Field>
          </FieldGrid>
        </Card>
        {orderId && (
          <p className="text-ink-2">It pays an order beforehand; the order is released when the money is complete.</p>
        )}
        {customer && !orderId && (
          <Card flush title="What it pays" aside="Nothing ticked: the oldest first">
            <div className="p-3.5">
              <ItemChooser items={items} chosen={chosen} onChange={setChosen} />
            </div>
          </Card>
        )}
      </RecordForm>
    </>
  )
}
