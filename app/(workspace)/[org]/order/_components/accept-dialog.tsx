'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useFailureToast } from '@/components/failure'
import { useTRPC } from '@/components/trpc-provider'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { toast } from '@/components/ui/toast'

/**
 * Accepts a quote for a customer who telephoned. It records who agreed, and makes the order as the customer's own click
 * would.
 */
export function AcceptDialog({
  quote,
  onClose,
}: {
  quote: { id: string; number: string; customerName: string; referenceRequired: boolean }
  onClose: () => void
}) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const onError = useFailureToast()
  const [name, setName] = useState('')
  const [reference, setReference] = useState('')
  const accept = useMutation(
    trpc.quote.accept.mutationOptions({
      onError,
      onSuccess: async ({ number }) => {
        onClose()
        toast(`${quote.number} accepted: order ${number}`, { tone: 'ok' })
        await queries.invalidateQueries()
      },
    }),
  )
  const referred = !quote.referenceRequired || reference.trim() !== ''
  const ready = name.trim().length >= 2 && referred && !accept.isPending
  const send = () =>
    accept.mutate({ id: quote.id, name: name.trim(), ...(reference.trim() ? { reference: reference.trim() } : {}) })
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`${quote.customerName} accepts ${quote.number}`}
      description="For a customer who accepted by telephone. The order gets the prices and terms of the quote, and its confirmation goes to the customer."
      actions={
        <Button tone="go" disabled={!ready} busy={accept.isPending} onClick={send}>
          Accept and order
        </Button>
      }
    >
      <form
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault()
          if (ready) send()
        }}
      >
        <Field label="Who accepted" required hint="The person at the customer; the name is kept with the quote.">
          <Input value={name} maxLength={120} onChange={(event) => setName(event.target.value)} />
        </Field>
        <Field
          label="Customer's order number"
          required={quote.referenceRequired}
          hint={quote.referenceRequired && 'They order only under their own order number.'}
        >
          <Input value={reference} maxLength={100} onChange={(event) => setReference(event.target.value)} />
        </Field>
        <button type="submit" hidden />
      </form>
    </Dialog>
  )
}
