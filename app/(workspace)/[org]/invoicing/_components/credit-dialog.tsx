'use client'

import { useState } from 'react'
import { useVerb } from '@/components/collection/use-verb'
import { useTRPCClient } from '@/components/trpc-provider'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { Dialog } from '@/components/ui/dialog'
import { DialogButton } from '@/components/ui/dialog-button'
import { Field } from '@/components/ui/field'
import { formatQuantity } from '@/components/ui/format'
import { Input } from '@/components/ui/input'
import { MoneyInput } from '@/components/ui/money-input'
import { QuantityInput } from '@/components/ui/quantity-input'
import { Select } from '@/components/ui/select'
import { Money } from '@/components/ui/text'
import { useWorkspace } from '@/components/ui/workspace'
import type { InvoiceRecord } from '@/server/invoicing/queries/record'
import { cameBackWords } from '@/server/invoicing/words/en'
import { ComesTo } from './credit-comes-to'

type Way = 'ALL' | 'LINES' | 'AMOUNT'

/** Credits the whole rest of an invoice, quantities of its lines, or an amount before tax. */
export const CreditDialog = (props: { invoice: InvoiceRecord }) => (
  <DialogButton button={<Button>Credit</Button>}>{(onClose) => <Credit {...props} onClose={onClose} />}</DialogButton>
)

function Credit({ invoice, onClose }: { invoice: InvoiceRecord } & { onClose: () => void }) {
  const client = useTRPCClient()
  const cameBack = cameBackWords(invoice.lines, useWorkspace().locale)
  const [way, setWay] = useState<Way>('ALL')
  const [reason, setReason] = useState('')
  const [netMinor, setNetMinor] = useState<bigint | null>(null)
  const [quantities, setQuantities] = useState<Record<number, number>>({})
  const [chosen, setChosen] = useState<readonly number[]>([])
  const credit = useVerb(client.invoicing.credit.mutate, ({ number }) => `Credit note ${number ?? ''} issued and sent`)
  const lines = Object.entries(quantities)
    .filter(([, quantity]) => quantity > 0)
    .map(([position, quantity]) => ({ position: Number(position), quantity }))
  const charges = chosen.filter((position) => openCharges(invoice).some((charge) => charge.position === position))
  const part = way === 'LINES' ? { lines, charges } : way === 'AMOUNT' ? { netMinor: netMinor ?? undefined } : {}
  const said =
    way === 'ALL' || (way === 'LINES' ? lines.length + charges.length > 0 : netMinor !== null && netMinor > 0n)
  const ready = reason.trim() !== '' && said
  const send = async () => {
    await credit.mutateAsync({ invoiceId: invoice.id, reason, ...part })
    onClose()
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Credit ${invoice.number}`}
      description="A credit note with its own number is issued and sent; it cannot be withdrawn."
      actions={
        <Button tone="go" busy={credit.isPending} disabled={!ready} onClick={() => void send().catch(() => {})}>
          Issue the credit note
        </Button>
      }
    >
      <div className="flex flex-col gap-3">
        <Field label="How much" required>
          <Select
            value={way}
            onChange={(event) => setWay(event.target.value as Way)}
            options={[
              { value: 'ALL', label: 'All that is left' },
              { value: 'LINES', label: 'Quantities of lines' },
              { value: 'AMOUNT', label: 'An amount before tax' },
            ]}
          />
        </Field>
        {cameBack && (
          <p className="text-ink-2">Not given back again, because the empties came back before: {cameBack}.</p>
        )}
        {way === 'AMOUNT' && (
          <Field name="netMinor" label="Amount before tax" required>
            <MoneyInput value={netMinor} onValueChange={setNetMinor} />
          </Field>
        )}
        {way === 'LINES' && <LineFields invoice={invoice} quantities={quantities} onChange={setQuantities} />}
        {way === 'LINES' &&
          openCharges(invoice).map(({ position, description, amountMinor }) => (
            <Checkbox
              key={position}
              label={
                <>
                  {description}, <Money minor={amountMinor} />
                </>
              }
              checked={chosen.includes(position)}
              onChange={(event) => {
                const on = event.target.checked
                setChosen((before) => (on ? [...before, position] : before.filter((one) => one !== position)))
              }}
            />
          ))}
        {said && <ComesTo wanted={{ invoiceId: invoice.id, ...part }} />}
        <Field name="reason" label="Reason" required hint="Printed on the credit note.">
          <Input value={reason} maxLength={300} onChange={(event) => setReason(event.target.value)} />
        </Field>
      </div>
    </Dialog>
  )
}

/** Charges of the invoice that are not credited yet. */
const openCharges = (invoice: InvoiceRecord) =>
  invoice.adjustments.filter(({ kind, creditedMinor }) => kind !== 'DISCOUNT' && creditedMinor === 0n)

interface LineFieldsProps {
  invoice: InvoiceRecord
  quantities: Record<number, number>
  onChange: (quantities: Record<number, number>) => void
}

function LineFields({ invoice, quantities, onChange }: LineFieldsProps) {
  const { locale } = useWorkspace()
  const left = invoice.lines.filter((line) => line.quantity > line.credited)
  return left.map((line) => (
    <Field
      key={line.position}
      optional={false}
      label={`${line.description}: of ${formatQuantity(line.quantity - line.credited, line, locale)}`}
    >
      <QuantityInput
        of={line}
        max={line.quantity - line.credited}
        value={quantities[line.position] ?? null}
        onValueChange={(quantity) => onChange({ ...quantities, [line.position]: quantity ?? 0 })}
      />
    </Field>
  ))
}
