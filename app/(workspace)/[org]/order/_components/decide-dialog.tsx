'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { PayerDesk } from '@/components/credit/payer-desk'
import { useFailureToast } from '@/components/failure'
import { useTRPC } from '@/components/trpc-provider'
import { Button } from '@/components/ui/button'
import { DatePicker } from '@/components/ui/date-picker'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Textarea } from '@/components/ui/input'
import { MoneyInput } from '@/components/ui/money-input'
import { RadioGroup } from '@/components/ui/radio-group'
import { toast } from '@/components/ui/toast'
import { useWorkspace } from '@/components/ui/workspace'
import type { OrderRecord } from '@/server/order/queries/record'
import { isDay } from '@/server/platform/time/calendar'
import { linesOfPart, type Part, PartChoice, unitsOf, wholeOf } from './decide-part'
import { Standing } from './decide-standing'

type Choice = 'APPROVE' | 'PART' | 'PREPAY' | 'DECLINE'

const buttons: Record<Choice, string> = {
  APPROVE: 'Approve',
  PART: 'Approve this part',
  PREPAY: 'Ask for payment beforehand',
  DECLINE: 'Decline and cancel',
}
const done: Record<Choice, string> = {
  APPROVE: 'released',
  PART: 'released in part',
  PREPAY: 'waits for payment beforehand; the customer gets a pro forma',
  DECLINE: 'declined and cancelled',
}

/** Decides the credit of an order: whole, in part, until a day, against prepayment, or not. It shows what the payer owes. */
export function DecideDialog({ record, onClose }: { record: OrderRecord; onClose: () => void }) {
  const { order, lines, credit } = record
  const trpc = useTRPC()
  const queries = useQueryClient()
  const onError = useFailureToast()
  const { today } = useWorkspace()
  const [choice, setChoice] = useState<Choice>('APPROVE')
  const [reason, setReason] = useState('')
  const [until, setUntil] = useState('')
  const [limitMinor, setLimitMinor] = useState<bigint | null>(null)
  const [limitUnread, setLimitUnread] = useState(false)
  const [part, setPart] = useState<Part>(() => wholeOf(lines))
  const decide = useMutation(
    trpc.order.decide.mutationOptions({
      onError,
      onSuccess: async () => {
        onClose()
        toast(`${order.number} ${done[choice]}`)
        await queries.invalidateQueries()
      },
    }),
  )
  const approves = choice === 'APPROVE' || choice === 'PART'
  const { kept, off } = unitsOf(lines, part)
  const dayReadable = until === '' || (isDay(until) && until >= today)
  const ready =
    reason.trim() !== '' && (!approves || (dayReadable && !limitUnread)) && (choice !== 'PART' || (kept > 0 && off > 0))
  const left = lines.some((line) => line.shipped + line.performed > 0)
  const send = () =>
    decide.mutate({
      orderId: order.id,
      decision: choice === 'PART' ? 'APPROVE' : choice,
      reason,
      ...(approves && limitMinor !== null && { limitMinor }),
      ...(approves && until && { approvedUntil: until }),
      ...(choice === 'PART' && { part: linesOfPart(part) }),
    })
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      size="lg"
      title={`Credit for ${order.number}, ${order.payerName}`}
      description={
        credit?.holds?.length
          ? 'The customer is on hold. What you approve goes in spite of it, this order alone.'
          : null
      }
      actions={
        <Button tone={choice === 'DECLINE' ? 'danger' : 'go'} disabled={!ready} busy={decide.isPending} onClick={send}>
          {buttons[choice]}
        </Button>
      }
    >
      <div className="grid items-start gap-x-6 gap-y-4 sm:grid-cols-2">
        <div className="flex flex-col gap-3 max-sm:border-line max-sm:border-b max-sm:pb-4">
          <Standing record={record} part={choice === 'PART' ? part : null} />
          <PayerDesk payerId={order.payerId} behaviour={record.behaviour} />
        </div>
        <div className="flex min-w-0 flex-col gap-3">
          <RadioGroup<Choice>
            legend="Decision"
            value={choice}
            onValueChange={setChoice}
            options={[
              { value: 'APPROVE', label: 'Approve', hint: 'All of it is released at once.' },
              { value: 'PART', label: 'Approve a part', hint: 'Some lines or units are released, the rest is not.' },
              {
                value: 'PREPAY',
                label: 'Against payment beforehand',
                disabled: left,
                hint: left
                  ? 'Some of it has left on account: approve a part and let the rest be paid beforehand.'
                  : 'A pro forma is mailed; the goods leave when it is paid.',
              },
              { value: 'DECLINE', label: 'Decline', hint: 'The order is cancelled and its stock comes free.' },
            ]}
          />
          {choice === 'PART' && <PartChoice lines={lines} whole={order} part={part} onChange={setPart} />}
          <Field label="Reason" required hint="Kept with the decision; the customer does not see it.">
            <Textarea value={reason} onChange={(event) => setReason(event.target.value)} rows={2} maxLength={500} />
          </Field>
          {approves && (
            <>
              <Field
                name="approvedUntil"
                label="Approved until"
                error={dayReadable ? undefined : 'Today or a later day.'}
                hint="Goods that have not left by then wait for a decision again. If it is empty, the approval does not end."
              >
                <DatePicker value={until} onValueChange={setUntil} min={today} />
              </Field>
              <Field name="limitMinor" label="New limit" hint="Left empty, this order alone is approved.">
                <MoneyInput value={limitMinor} onValueChange={setLimitMinor} onUnreadable={setLimitUnread} />
              </Field>
            </>
          )}
        </div>
      </div>
    </Dialog>
  )
}
