'use client'

import { useState } from 'react'
import { useFailureToast } from '@/components/failure'
import { useTRPCClient } from '@/components/trpc-provider'
import { Button } from '@/components/ui/button'
import { Combobox, type ComboboxOption } from '@/components/ui/combobox'
import { Dialog } from '@/components/ui/dialog'
import { DialogButton } from '@/components/ui/dialog-button'
import { Field } from '@/components/ui/field'
import { countOf, formatDay, formatMoney } from '@/components/ui/format'
import { toast } from '@/components/ui/toast'
import { useWorkspace } from '@/components/ui/workspace'
import { type CopyNote, copyNoteOf, draftOf } from './copied-lines'
import type { DraftLine } from './line-draft'

/** What is taken over from an earlier order or quote. */
export interface CopyTaken {
  customer: ComboboxOption
  lines: DraftLine[]
  note: CopyNote
}

export interface CopyFromProps {
  /** The customer of what is being written. */
  customer: ComboboxOption | null
  /** Whether a quote is being written. */
  offers?: boolean | undefined
  onCopy: (taken: CopyTaken) => void
}

/** Takes over the lines of any earlier order or quote, also of another customer. */
export function CopyFrom(props: CopyFromProps) {
  return (
    <DialogButton
      button={
        <Button size="sm" tone="quiet">
          Copy from…
        </Button>
      }
    >
      {(close) => <CopyDialog {...props} onClose={close} />}
    </DialogButton>
  )
}

interface FoundSale extends ComboboxOption {
  kind: 'order' | 'quote'
}

function CopyDialog({ customer, offers, onCopy, onClose }: CopyFromProps & { onClose: () => void }) {
  const client = useTRPCClient()
  const onError = useFailureToast()
  const { locale, today } = useWorkspace()
  const [sale, setSale] = useState<FoundSale | null>(null)
  const [busy, setBusy] = useState(false)
  const search = async (text: string, signal: AbortSignal): Promise<FoundSale[]> => {
    const found = await client.order.earlier.query({ text }, { signal })
    return found.map((one) => ({
      kind: one.kind,
      value: one.id,
      label: `${one.number} · ${one.customerName}`,
      note: `${formatDay(one.on, locale, 'short', today)} · ${countOf(one.lines, 'line')} · ${formatMoney(one.grossMinor, one.currency, locale)}`,
    }))
  }
  const take = async () => {
    if (!sale) return
    setBusy(true)
    try {
      const { number, customerId, customerName, lines, currency } = await client.order.copy.query({
        kind: sale.kind,
        id: sale.value,
      })
      const another = customer !== null && customer.value !== customerId
      const taken = draftOf(lines, currency, another, offers)
      onCopy({
        customer: { value: customerId, label: customerName },
        lines: taken,
        note: copyNoteOf(number, lines, { offers, of: another ? customerName : undefined }),
      })
      toast(`${countOf(taken.length, 'line')} copied from ${number}`)
      onClose()
    } catch (error) {
      onError(error as Parameters<typeof onError>[0])
      setBusy(false)
    }
  }
  return (
    <Dialog
      open
      onOpenChange={(next) => !next && onClose()}
      title="Copy from an earlier order or quote"
      description="Its lines are added to those that stand here, at today’s prices for this customer."
      actions={
        <Button tone="go" disabled={!sale} busy={busy} onClick={take}>
          Copy the lines
        </Button>
      }
    >
      <Field label="Order or quote" required>
        <Combobox
          value={sale}
          onValueChange={setSale}
          search={search}
          placeholder="Number, reference or customer"
          autoFocus
        />
      </Field>
    </Dialog>
  )
}
