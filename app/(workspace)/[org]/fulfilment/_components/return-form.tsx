'use client'

import { useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useDraft } from '@/components/fulfilment/draft'
import { countScan } from '@/components/fulfilment/scan'
import { useMay } from '@/components/may'
import { ScanField, type ScanFieldProps } from '@/components/shell/scan-field'
import { useTRPC, useTRPCClient } from '@/components/trpc-provider'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Field } from '@/components/ui/field'
import { quantityOf } from '@/components/ui/format'
import { useRouter } from '@/components/ui/going'
import { Textarea } from '@/components/ui/input'
import { RadioGroup } from '@/components/ui/radio-group'
import { Select } from '@/components/ui/select'
import { useWorkspace, useWorkspaceHref } from '@/components/ui/workspace'
import type { ReturnCause } from '@/server/fulfilment/schema'
import { byLot } from './by-lot'
import { FloorPage } from './floor-page'
import { QuantityLines } from './quantity-lines'

const causes: { value: ReturnCause; label: string }[] = [
  { value: 'NOT_WANTED', label: 'Not wanted' },
  { value: 'DAMAGED', label: 'Damaged' },
  { value: 'WRONG_PRODUCT', label: 'Another product than ordered' },
  { value: 'CANCELLED', label: 'Order cancelled on the way' },
  { value: 'NOT_DELIVERED', label: 'Not delivered' },
  { value: 'LOST', label: 'Lost on the way' },
  { value: 'OTHER', label: 'Another reason' },
]

interface ReturnDraft {
  chosen: Readonly<Record<string, number | null>>
  cause: ReturnCause
  fit: string
  note: string
}

const untouched: ReturnDraft = { chosen: {}, cause: 'NOT_WANTED', fit: 'yes', note: '' }

/** Records which goods of an order came back, why, and whether they can be sold again. */
export function ReturnForm({ orderId }: { orderId: string }) {
  const trpc = useTRPC()
  const client = useTRPCClient()
  const router = useRouter()
  const may = useMay()
  const href = useWorkspaceHref()
  const { locale } = useWorkspace()
  const { data } = useSuspenseQuery(trpc.fulfilment.order.queryOptions({ orderId }))
  const { draft, change, submit, busy, unanswered } = useDraft(`return:${orderId}`, untouched, {
    send: client.fulfilment.takeBack.mutate,
    words: ({ number }) => `${number} taken back; the credit note follows`,
    onDone: () => router.push(href(`/order/${orderId}`)),
  })
  const [answer, setAnswer] = useState<ScanFieldProps['answer']>(null)
  const { order, lines } = data
  const { chosen, cause, fit, note } = draft
  const out = lines
    .filter((line) => line.shipped > line.returned)
    .flatMap((line) => byLot(line, line.out, line.shipped - line.returned))
    .map((line) => ({
      ...line,
      facts: `${quantityOf(line.most, line, locale)} sent`,
      quantity: chosen[line.id] ?? null,
    }))
  const back = out.flatMap(({ orderLineId, lot, quantity }) =>
    quantity ? [{ orderLineId, quantity, ...(lot ? { lot } : {}) }] : [],
  )
  const scan = (code: string) => {
    const scanned = countScan(out, chosen, code, locale)
    if (scanned?.line) change((before) => ({ chosen: { ...before.chosen, [scanned.line.id]: scanned.now } }))
    setAnswer(
      scanned?.answer ?? { tone: 'bad', text: `${code} was not sent with this order, or has come back completely.` },
    )
  }
  const send = () => submit({ orderId, cause, restock: fit === 'yes', lines: back, note: note.trim() || undefined })
  return (
    <FloorPage
      crumbs={[{ label: order.number, href: href(`/order/${orderId}`) }, { label: 'Record the return' }]}
      title="Goods come back"
      note={order.customerName}
      go={
        may('fulfilment.return') &&
        out.length > 0 && { label: 'Record the return', busy, disabled: back.length === 0, send }
      }
      unanswered={unanswered}
    >
      {out.length > 0 && (
        <div className="mb-3.5">
          <ScanField label="Scan what came back" onScan={scan} answer={answer} aside />
        </div>
      )}
      <div className="grid items-start gap-3.5 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <Card flush title="What came back">
          {out.length === 0 ? (
            <EmptyState title="Nothing of this order is with the customer." />
          ) : (
            <QuantityLines
              label="Lines that can come back"
              lines={out}
              onQuantity={(id, value) => change((before) => ({ chosen: { ...before.chosen, [id]: value } }))}
            />
          )}
        </Card>
        <Card title="Why">
          <div className="flex flex-col gap-3">
            <Field label="Cause" required>
              <Select
                value={cause}
                onChange={(event) => change({ cause: event.target.value as ReturnCause })}
                options={causes}
              />
            </Field>
            <RadioGroup
              legend="Can it be sold again?"
              value={fit}
              onValueChange={(next) => change({ fit: next })}
              options={[
                { value: 'yes', label: 'Yes, back on the shelf' },
                { value: 'no', label: 'No, write it off as damaged' },
              ]}
            />
            <Field label="Note">
              <Textarea value={note} maxLength={1000} onChange={(event) => change({ note: event.target.value })} />
            </Field>
          </div>
        </Card>
      </div>
    </FloorPage>
  )
}
