'use client'

import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useFailureToast } from '@/components/failure'
import { useTRPC } from '@/components/trpc-provider'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Money } from '@/components/ui/text'
import { toast } from '@/components/ui/toast'
import type { QuoteLineRow } from '@/server/order/queries/quotes'

/**
 * Accepts a quote for a customer who telephoned. It records who agreed, and makes the order as the customer's own click
 * would.
 */
export function AcceptDialog({
  quote,
  lines,
  onClose,
}: {
  quote: { id: string; number: string; customerName: string; referenceRequired: boolean; currency: string }
  lines: readonly QuoteLineRow[]
  onClose: () => void
}) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const onError = useFailureToast()
  const [name, setName] = useState('')
  const [reference, setReference] = useState('')
  const [ticked, setTicked] = useState<readonly number[]>([])
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
    accept.mutate({
      id: quote.id,
      name: name.trim(),
      ...(reference.trim() ? { reference: reference.trim() } : {}),
      ...(ticked.length > 0 ? { ticked: [...ticked] } : {}),
    })
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
        <OptionalLines quote={quote} lines={lines} ticked={ticked} onTick={setTicked} />
        <button type="submit" hidden />
      </form>
    </Dialog>
  )
}

interface OptionalLinesProps {
  quote: { id: string; currency: string }
  lines: readonly QuoteLineRow[]
  ticked: readonly number[]
  onTick: (ticked: readonly number[]) => void
}

/** The optional lines, to be ticked as the customer says, and what the quote then comes to. */
function OptionalLines({ quote, lines, ticked, onTick }: OptionalLinesProps) {
  const trpc = useTRPC()
  const optional = lines.filter((line) => line.optional)
  const { data: sums } = useQuery({
    ...trpc.quote.reckon.queryOptions({ id: quote.id, ticked: [...ticked] }),
    enabled: optional.length > 0,
    placeholderData: keepPreviousData,
  })
  if (optional.length === 0) return null
  const money = (minor: bigint) => <Money minor={minor} currency={quote.currency} />
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1 font-medium">Optional lines they take</legend>
      {optional.map((line) => (
        <Checkbox
          key={line.position}
          label={
            <>
              {line.description}, {money(line.netMinor)} net
            </>
          }
          checked={ticked.includes(line.position)}
          onChange={(event) =>
            onTick(
              event.target.checked
                ? [...ticked, line.position]
                : ticked.filter((position) => position !== line.position),
            )
          }
        />
      ))}
      {sums && (
        <p aria-live="polite">
          Net {money(sums.netMinor)}, tax {money(sums.taxMinor)}, total <b>{money(sums.grossMinor)}</b>
        </p>
      )}
    </fieldset>
  )
}
