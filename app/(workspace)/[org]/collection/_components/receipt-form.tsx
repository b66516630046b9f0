'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ItemChooser } from '@/components/collection/item-chooser'
import { PayerCombobox } from '@/components/collection/payer-combobox'
import { FieldGrid, RecordForm } from '@/components/record-form'
import { useSubmission } from '@/components/submission'
import { useTRPC, useTRPCClient } from '@/components/trpc-provider'
import { Card } from '@/components/ui/card'
import type { ComboboxOption } from '@/components/ui/combobox'
import { DatePicker } from '@/components/ui/date-picker'
import { Field } from '@/components/ui/field'
import { useRouter } from '@/components/ui/going'
import { Input } from '@/components/ui/input'
import { MoneyInput } from '@/components/ui/money-input'
import { PageHead } from '@/components/ui/page-head'
import { Select } from '@/components/ui/select'
import { toast } from '@/components/ui/toast'
import { useWorkspace, useWorkspaceHref } from '@/components/ui/workspace'
import { type RecordReceiptInput, recordReceiptInput } from '@/server/collection/schema'

interface ReceiptFormProps {
  customer: ComboboxOption | null
  itemId?: string
  /** The order that the customer pays in advance. */
  orderId?: string
  /** The open amount of the invoice or order that is paid. */
  openMinor?: bigint
}

/** Records a payment by hand. */
export function ReceiptForm({ customer: given, itemId, orderId, openMinor }: ReceiptFormProps) {
  const client = useTRPCClient()
  const queries = useQueryClient()
  const router = useRouter()
  const href = useWorkspaceHref()
  const [customer, setCustomer] = useState(given)
  const [amountMinor, setAmountMinor] = useState<bigint | null>(openMinor ?? null)
  const [chosen, setChosen] = useState<readonly string[]>(itemId ? [itemId] : [])
  const { busy, text, fields, submit } = useSubmission({
    schema: recordReceiptInput,
    send: (input: RecordReceiptInput) => client.collection.record.mutate(input),
    onDone: async ({ receiptId, number }) => {
      toast(`${number} recorded`, { tone: 'ok' })
      await queries.invalidateQueries()
      router.push(href(`/collection/receipts/${receiptId}`))
    },
  })
  return (
    <>
      <PageHead crumbs={[{ label: 'Collections', href: href('/collection/receipts') }]} title="Record a payment" />
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
            <HowFields errors={fields} />
          </FieldGrid>
        </Card>
        {orderId && (
          <p className="text-ink-2">It is a prepayment for an order, which is released when the money is complete.</p>
        )}
        {customer && !orderId && <PaysCard customerId={customer.value} chosen={chosen} onChange={setChosen} />}
      </RecordForm>
    </>
  )
}

function HowFields({ errors }: { errors: Readonly<Record<string, string>> }) {
  const { today } = useWorkspace()
  return (
    <>
      <Field label="Received on" required error={errors.receivedOn}>
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
      <Field label="Reference" error={errors.reference}>
        <Input name="reference" maxLength={200} />
      </Field>
    </>
  )
}

interface PaysCardProps {
  customerId: string
  chosen: readonly string[]
  onChange: (ids: readonly string[]) => void
}

function PaysCard({ customerId, chosen, onChange }: PaysCardProps) {
  const trpc = useTRPC()
  const { data } = useQuery(trpc.collection.items.queryOptions({ customerId, limit: 100 }))
  const items = (data?.rows ?? []).filter((item) => item.openMinor > 0n)
  return (
    <Card title="What it pays" aside="Nothing ticked: the oldest first">
      <ItemChooser items={items} chosen={chosen} onChange={onChange} />
    </Card>
  )
}
