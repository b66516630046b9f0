'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useFailureToast } from '@/components/failure'
import { useVersion } from '@/components/record-version'
import { useTRPC, useTRPCClient } from '@/components/trpc-provider'
import { Button, ButtonLink } from '@/components/ui/button'
import { DatePicker } from '@/components/ui/date-picker'
import { Field } from '@/components/ui/field'
import { Textarea } from '@/components/ui/input'
import { PageHead } from '@/components/ui/page-head'
import { toast } from '@/components/ui/toast'
import { useWorkspace, useWorkspaceHref } from '@/components/ui/workspace'
import type { ChangeQuoteInput } from '@/server/order/schema'
import { addDays } from '@/server/platform/time/calendar'
import type { Copied } from './copied'
import { copiedNote, type Sale, SaleForm } from './sale-form'

/** How long a quote holds unless told otherwise. */
const validDays = 14

interface QuoteFormProps {
  copied?: Copied
  /** The draft that is changed; a new quote when left out. */
  draft?: { id: string; version: string; number: string; validUntil: string; note: string | null }
}

/** A quote that is written, begun from another order or quote, or changed while it is a draft. */
export function QuoteForm({ copied, draft }: QuoteFormProps) {
  const trpc = useTRPC()
  const client = useTRPCClient()
  const router = useRouter()
  const queries = useQueryClient()
  const href = useWorkspaceHref()
  const { today } = useWorkspace()
  const onError = useFailureToast()
  const [idempotencyKey] = useState(() => crypto.randomUUID())
  const [validUntil, setValidUntil] = useState(() => draft?.validUntil ?? addDays(today, validDays))
  const [note, setNote] = useState(draft?.note ?? '')
  const write = useMutation(
    trpc.quote.write.mutationOptions({
      onError,
      onSuccess: async ({ id, number }) => {
        toast(`${number} written`)
        await queries.invalidateQueries()
        router.push(href(`/order/quotes/${id}`))
      },
    }),
  )
  const id = draft?.id ?? ''
  const atVersion = useVersion(draft?.version, async () => (await client.quote.get.query({ id })).quote)
  const change = useMutation({
    mutationFn: (quote: Omit<ChangeQuoteInput, 'id' | 'version'>) =>
      atVersion((version) => client.quote.change.mutate({ ...quote, id, version })),
    onError,
    onSuccess: async () => {
      toast(`${draft?.number} changed`)
      await queries.invalidateQueries()
      router.push(href(`/order/quotes/${id}`))
    },
  })
  const send = (sale: Sale) => {
    const quote = { ...sale, validUntil, ...(note.trim() ? { note: note.trim() } : {}) }
    if (draft) change.mutate(quote)
    else write.mutate({ ...quote, idempotencyKey })
  }
  const verb = draft ? change : write
  return (
    <>
      <PageHead
        crumbs={[{ label: 'Quotes', href: href('/order/quotes') }]}
        title={draft ? `Change ${draft.number}` : 'New quote'}
        note={draft ? undefined : copiedNote(copied)}
      />
      <SaleForm
        first={copied}
        actions={(sale) => (
          <>
            <Button
              tone="go"
              disabled={!sale || !validUntil || verb.isSuccess}
              busy={verb.isPending}
              onClick={() => sale && send(sale)}
            >
              {draft ? 'Change the quote' : 'Write the quote'}
            </Button>
            <ButtonLink href={href(draft ? `/order/quotes/${draft.id}` : '/order/quotes')}>Cancel</ButtonLink>
          </>
        )}
      >
        <Field label="Valid until" required>
          <DatePicker value={validUntil} onValueChange={(day) => setValidUntil(day ?? '')} min={today} />
        </Field>
        <Field label="Note to the customer" className="sm:col-span-2">
          <Textarea value={note} onChange={(event) => setNote(event.target.value)} rows={2} maxLength={2000} />
        </Field>
      </SaleForm>
    </>
  )
}
