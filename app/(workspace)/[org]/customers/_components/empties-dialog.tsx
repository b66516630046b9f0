'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Apply } from '@/components/collection/apply-dialog'
import { useMay } from '@/components/may'
import { useSubmission } from '@/components/submission'
import { useTRPCClient } from '@/components/trpc-provider'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { Dialog } from '@/components/ui/dialog'
import { DialogButton } from '@/components/ui/dialog-button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { QuantityInput } from '@/components/ui/quantity-input'
import { Quantity } from '@/components/ui/text'
import { toast } from '@/components/ui/toast'
import type { EmptiesTaken } from '@/server/invoicing/mutations/take-empties'
import type { ArticleOut } from '@/server/invoicing/queries/empties'
import { emptiesInput } from '@/server/invoicing/schema'

interface EmptiesDialogProps {
  customer: { id: string; name: string }
  articles: readonly ArticleOut[]
}

/** Empties that a customer brought back: how many of each. */
export function EmptiesDialog(props: EmptiesDialogProps) {
  return (
    <DialogButton button={<Button size="sm">Empties came back</Button>}>
      {(close) => <TakeEmpties {...props} close={close} />}
    </DialogButton>
  )
}

/** Takes them back, and offers at once to take the credit off what is owed. */
function TakeEmpties(props: EmptiesDialogProps & { close: () => void }) {
  const may = useMay()
  const [taken, setTaken] = useState<EmptiesTaken | null>(null)
  const queries = useQueryClient()
  const done = (made: EmptiesTaken) => {
    toast(`Credit note ${made.number} gives the deposit back`)
    if (made.owes && may('collection.record')) setTaken(made)
    else props.close()
    void queries.invalidateQueries()
  }
  if (!taken) return <EmptiesForm {...props} done={done} />
  const { itemId, payerId, givenMinor } = taken
  const source = {
    source: 'CREDIT_NOTE',
    sourceId: itemId,
    customerId: payerId,
    leftMinor: BigInt(givenMinor),
  } as const
  return <Apply {...source} onClose={props.close} />
}

interface EmptiesFormProps extends EmptiesDialogProps {
  close: () => void
  done: (taken: EmptiesTaken) => void
}

function EmptiesForm({ customer, articles, close, done }: EmptiesFormProps) {
  const client = useTRPCClient()
  const [back, setBack] = useState<Record<string, number | null>>({})
  const [note, setNote] = useState('')
  const [beyond, setBeyond] = useState<string | null>(null)
  const { busy, text, fields, submit } = useSubmission({
    schema: emptiesInput,
    send: (input) => client.invoicing.takeEmpties.mutate(input),
    onDone: done,
  })
  const lines = articles.flatMap(({ productId }) => {
    const quantity = back[productId]
    return quantity ? [{ productId, quantity }] : []
  })
  const more = articles.filter((one) => (back[one.productId] ?? 0) > Math.max(0, one.out))
  return (
    <Dialog
      open
      onOpenChange={close}
      title={`Empties from ${customer.name}`}
      description="A credit note gives the deposits back, each as it was charged, the oldest first. It is mailed, and lowers what they owe."
      actions={
        <Button type="submit" form="empties" tone="go" busy={busy} disabled={lines.length === 0}>
          Give the deposit back
        </Button>
      }
    >
      <form
        id="empties"
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault()
          void submit({
            customerId: customer.id,
            lines,
            note: note || undefined,
            beyond: more.length > 0 ? (beyond ?? undefined) : undefined,
          })
        }}
      >
        {text && (
          <Banner tone="bad" live className="mb-0">
            {text}
          </Banner>
        )}
        <ul className="flex flex-col gap-2" aria-label="What came back">
          {articles.map((one, index) => (
            <li key={one.productId} className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <span className="min-w-32 flex-1 max-sm:basis-full">
                {one.name} <span className="font-mono text-ink-3 text-xs">{one.sku}</span>
              </span>
              <QuantityInput
                aria-label={`How many of ${one.name}`}
                className="w-28"
                of={one}
                value={back[one.productId] ?? null}
                autoFocus={index === 0}
                onValueChange={(quantity) => setBack((before) => ({ ...before, [one.productId]: quantity }))}
              />
              <span className="min-w-20 text-ink-3">
                of <Quantity value={Math.max(0, one.out)} of={one} /> with them
              </span>
            </li>
          ))}
        </ul>
        {fields.lines && <p className="text-bad text-xs">{fields.lines}</p>}
        {more.length > 0 && (
          <Checkbox
            label="More than we charged"
            hint={`More ${more.map((one) => one.name).join(', ')} than is with them: the rest is given back at the deposit of today.`}
            checked={beyond !== null}
            onChange={(event) => setBeyond(event.target.checked ? '' : null)}
          />
        )}
        {more.length > 0 && beyond !== null && (
          <Field label="Why" required hint="Kept with the credit note, not printed." error={fields.beyond}>
            <Input value={beyond} maxLength={200} onChange={(event) => setBeyond(event.target.value)} />
          </Field>
        )}
        <Field label="Note" hint="Printed on the credit note." error={fields.note}>
          <Input value={note} maxLength={300} onChange={(event) => setNote(event.target.value)} />
        </Field>
      </form>
    </Dialog>
  )
}
