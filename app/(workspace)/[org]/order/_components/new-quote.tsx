'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useFailureToast } from '@/components/failure'
import { useTRPC } from '@/components/trpc-provider'
import { Button, ButtonLink } from '@/components/ui/button'
import { DatePicker } from '@/components/ui/date-picker'
import { Field } from '@/components/ui/field'
import { Textarea } from '@/components/ui/input'
import { PageHead } from '@/components/ui/page-head'
import { toast } from '@/components/ui/toast'
import { useWorkspace, useWorkspaceHref } from '@/components/ui/workspace'
import { addDays } from '@/server/platform/calendar'
import { SaleForm } from './sale-form'

/** How long a quote holds unless told otherwise. */
const validDays = 14

export function NewQuote() {
  const trpc = useTRPC()
  const router = useRouter()
  const queries = useQueryClient()
  const href = useWorkspaceHref()
  const { today } = useWorkspace()
  const onError = useFailureToast()
  const [idempotencyKey] = useState(() => crypto.randomUUID())
  const [validUntil, setValidUntil] = useState(() => addDays(today, validDays))
  const [note, setNote] = useState('')
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
  return (
    <>
      <PageHead crumbs={[{ label: 'Quotes', href: href('/order/quotes') }]} title="New quote" />
      <SaleForm
        actions={(sale) => (
          <>
            <Button
              tone="go"
              disabled={!sale || !validUntil || write.isSuccess}
              busy={write.isPending}
              onClick={() =>
                sale &&
                write.mutate({ ...sale, validUntil, idempotencyKey, ...(note.trim() ? { note: note.trim() } : {}) })
              }
            >
              Write the quote
            </Button>
            <ButtonLink href={href('/order/quotes')}>Cancel</ButtonLink>
          </>
        )}
      >
        <Field label="Valid until" required>
          <DatePicker value={validUntil} onValueChange={(day) => setValidUntil(day ?? '')} min={today} />
        </Field>
        <Field label="Words to the customer" className="sm:col-span-2">
          <Textarea value={note} onChange={(event) => setNote(event.target.value)} rows={2} maxLength={2000} />
        </Field>
      </SaleForm>
    </>
  )
}
