'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useKept } from '@/components/kept'
import { useVersion } from '@/components/record-version'
import { focusFirstInvalid } from '@/components/submission'
import { useTRPC, useTRPCClient } from '@/components/trpc-provider'
import { DatePicker } from '@/components/ui/date-picker'
import { Field } from '@/components/ui/field'
import { useRouter } from '@/components/ui/going'
import { Textarea } from '@/components/ui/input'
import { PageHead } from '@/components/ui/page-head'
import { toast } from '@/components/ui/toast'
import { useWorkspace, useWorkspaceHref } from '@/components/ui/workspace'
import type { ChangeQuoteInput } from '@/server/order/schema'
import { addDays, isDay } from '@/server/platform/time/calendar'
import type { Copied } from './copied'
import { Discard } from './discard'
import { RepeatLast } from './repeat-last'
import { beginSale, type Sale, SaleForm, TakenUp } from './sale-form'
import { useSaleRefusal } from './sale-refusal'
import { SendButton } from './send-button'

/** How many days a quote is valid unless the person changes it. */
const validDays = 14

interface QuoteFormProps {
  copied?: Copied
  /** The quote to change; missing for a new one. `next` is the version that the change makes of one that was sent. */
  draft?: { id: string; version: string; number: string; validUntil: string; note: string | null; next?: number }
}

/** Writes a new quote, copies one from an order or quote, or changes a draft. */
export function QuoteForm({ copied, draft }: QuoteFormProps) {
  const trpc = useTRPC()
  const client = useTRPCClient()
  const router = useRouter()
  const queries = useQueryClient()
  const href = useWorkspaceHref()
  const { today } = useWorkspace()
  const { refused, ...refusal } = useSaleRefusal()
  const {
    value,
    change: write,
    forget,
    startAnew,
    takenUp,
  } = useKept(keptName(copied, draft), () => ({
    ...beginSale(copied),
    validUntil: draft?.validUntil ?? addDays(today, validDays),
    note: draft?.note ?? '',
  }))
  const { validUntil, note } = value
  const create = useMutation(
    trpc.quote.write.mutationOptions({
      ...refusal,
      onSuccess: async ({ id, number }) => {
        toast(`${number} written`)
        forget()
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
    ...refusal,
    onSuccess: async () => {
      toast(
        draft?.next
          ? `Version ${draft.next} of ${draft.number} written. Send it to the customer.`
          : `${draft?.number} changed`,
      )
      forget()
      await queries.invalidateQueries()
      router.push(href(`/order/quotes/${id}`))
    },
  })
  const wrongDay = !isDay(validUntil) ? 'Say until which day it is valid.' : validUntil < today && 'This day is over.'
  const sendSale = (sale: Sale) => {
    if (wrongDay) return focusFirstInvalid('main')
    const quote = { ...sale, validUntil, ...(note.trim() ? { note: note.trim() } : {}) }
    if (draft) change.mutate(quote)
    else create.mutate(quote)
  }
  const verb = draft ? change : create
  return (
    <>
      <PageHead
        crumbs={[{ label: 'Quotes', href: href('/order/quotes') }]}
        title={
          draft ? (draft.next ? `Version ${draft.next} of ${draft.number}` : `Change ${draft.number}`) : 'New quote'
        }
        note={draft?.next && replacesNote}
      />
      <SaleForm
        key={takenUp?.getTime()}
        draft={value}
        refused={refused}
        change={write}
        offers
        head={<TakenUp at={takenUp} onStartAnew={startAnew} />}
        repeats={(customerId, take) => <RepeatLast customerId={customerId} onTake={take} />}
        actions={(send) => (
          <>
            <SendButton
              disabled={verb.isSuccess}
              busy={verb.isPending}
              onSend={() => send(sendSale)}
              label={draft ? (draft.next ? `Write version ${draft.next}` : 'Change the quote') : 'Write the quote'}
            />
            <Discard href={href(draft ? `/order/quotes/${draft.id}` : '/order/quotes')} forget={forget} />
          </>
        )}
      >
        {() => (
          <>
            <Field label="Valid until" required error={wrongDay}>
              <DatePicker value={validUntil} onValueChange={(day) => write({ validUntil: day })} min={today} />
            </Field>
            <Field label="Note to the customer" className="sm:col-span-2">
              <Textarea
                value={note}
                onChange={(event) => write({ note: event.target.value })}
                rows={2}
                maxLength={2000}
              />
            </Field>
          </>
        )}
      </SaleForm>
    </>
  )
}

const replacesNote =
  'The customer can no longer accept what they have as soon as you write this. Its page and paper stay, and lead to the new version.'

/** The name under which the form is kept: each draft, and each copy, has its own. */
const keptName = (copied: Copied | undefined, draft: { id: string; version: string } | undefined) =>
  draft ? `quote:${draft.id}:${draft.version}` : copied ? `quote:${copied.number ?? copied.customer.value}` : 'quote'
