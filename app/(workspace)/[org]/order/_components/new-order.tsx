'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useFailureToast } from '@/components/failure'
import { useTRPC } from '@/components/trpc-provider'
import { Button, ButtonLink } from '@/components/ui/button'
import { DatePicker } from '@/components/ui/date-picker'
import { Field } from '@/components/ui/field'
import { countOf, formatDay } from '@/components/ui/format'
import { Input, Textarea } from '@/components/ui/input'
import { PageHead } from '@/components/ui/page-head'
import { toast } from '@/components/ui/toast'
import { useWorkspace, useWorkspaceHref } from '@/components/ui/workspace'
import { takenAs, waitsWords } from '@/server/order/words/en'
import type { Copied } from './copied'
import { copiedNote, type Sale, SaleForm } from './sale-form'

/** An order by phone: customer, lines, confirmed at once. The key is one per page, so that a second click is the same order. */
export function NewOrder({ copied }: { copied?: Copied }) {
  const trpc = useTRPC()
  const router = useRouter()
  const queries = useQueryClient()
  const href = useWorkspaceHref()
  const { today, locale } = useWorkspace()
  const onError = useFailureToast()
  const [idempotencyKey] = useState(() => crypto.randomUUID())
  const [reference, setReference] = useState('')
  const [requestedOn, setRequestedOn] = useState('')
  const [note, setNote] = useState('')
  const confirm = useMutation(
    trpc.order.confirm.mutationOptions({
      onError,
      onSuccess: async ({ orderId, number, backordered, creditState, waitsFor, promisedOn }) => {
        const taken = takenAs(creditState, waitsFor)
        const told = [
          taken === 'received' && waitsFor ? `It waits for ${waitsWords(waitsFor)}.` : '',
          backordered ? `${countOf(backordered, 'unit')} ${backordered === 1 ? 'waits' : 'wait'} for stock.` : '',
          promisedOn && requestedOn && promisedOn > requestedOn
            ? `Promised for ${formatDay(promisedOn, locale, 'weekday', today)}: the wished day cannot be kept.`
            : '',
        ]
        const description = told.filter(Boolean).join(' ')
        toast(`${number} ${taken}`, {
          tone: taken === 'confirmed' ? 'ok' : 'warn',
          ...(description ? { description } : {}),
        })
        await queries.invalidateQueries()
        router.push(href(`/order/${orderId}`))
      },
    }),
  )
  const send = (sale: Sale) =>
    confirm.mutate({
      ...sale,
      idempotencyKey,
      ...(reference.trim() ? { customerReference: reference.trim() } : {}),
      ...(requestedOn ? { requestedOn } : {}),
      ...(note.trim() ? { note: note.trim() } : {}),
    })
  return (
    <>
      <PageHead crumbs={[{ label: 'Orders', href: href('/order') }]} title="New order" note={copiedNote(copied)} />
      <SaleForm
        first={copied}
        requestedOn={requestedOn || undefined}
        actions={(sale) => (
          <>
            <Button
              tone="go"
              disabled={!sale || confirm.isSuccess}
              busy={confirm.isPending}
              onClick={() => sale && send(sale)}
            >
              Confirm the order
            </Button>
            <ButtonLink href={href('/order')}>Cancel</ButtonLink>
          </>
        )}
      >
        <Field label="Customer's own order number">
          <Input value={reference} onChange={(event) => setReference(event.target.value)} maxLength={100} />
        </Field>
        <Field label="Wanted on">
          <DatePicker value={requestedOn} onValueChange={(day) => setRequestedOn(day ?? '')} min={today} />
        </Field>
        <Field label="Note">
          <Textarea value={note} onChange={(event) => setNote(event.target.value)} rows={1} maxLength={2000} />
        </Field>
      </SaleForm>
    </>
  )
}
