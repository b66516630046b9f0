'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useFailureToast } from '@/components/failure'
import { useMay } from '@/components/may'
import { useTRPC } from '@/components/trpc-provider'
import { Button, ButtonLink } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { countOf } from '@/components/ui/format'
import { Input, Textarea } from '@/components/ui/input'
import { MoneyInput } from '@/components/ui/money-input'
import { useShortcut } from '@/components/ui/shortcuts'
import { toast } from '@/components/ui/toast'
import { useWorkspaceHref } from '@/components/ui/workspace'
import type { OrderRecord } from '@/server/order/queries/record'
import { cancellable } from '@/server/order/rules/quantities'
import { AddressDialog } from './address-dialog'
import { AmendDialog } from './amend-dialog'

type Line = OrderRecord['lines'][number]
/** What of a line is no longer wanted and lies in a tote or a parcel. */
const toPutBack = (lines: readonly Line[]) => lines.reduce((sum, line) => sum + line.toPutBack, 0)

function useRefresh() {
  const queries = useQueryClient()
  return () => queries.invalidateQueries()
}

/** The one next action of an order, where this person can do it. */
export function NextStep({ record: { order, lines, shipments } }: { record: OrderRecord }) {
  const may = useMay()
  const href = useWorkspaceHref()
  const [open, setOpen] = useState(false)
  const waits = order.waitsFor
  if (toPutBack(lines) > 0 && order.stage === 'CANCELLED' && may('fulfilment.pick'))
    return (
      <ButtonLink tone="go" href={href(`/fulfilment/put-back/${order.id}`)}>
        Put back
      </ButtonLink>
    )
  const planned = shipments.find((one) => one.state === 'PLANNED')
  if ((waits === 'CREDIT_DECISION' || waits === 'CREDIT_HOLD') && may('credit.decide'))
    return (
      <>
        <Button tone="go" onClick={() => setOpen(true)}>
          Decide credit…
        </Button>
        {open && <DecideDialog orderId={order.id} number={order.number} onClose={() => setOpen(false)} />}
      </>
    )
  if (waits === 'ADDRESS' && may('order.amend'))
    return (
      <>
        <Button tone="go" onClick={() => setOpen(true)}>
          Add the address…
        </Button>
        {open && <AddressDialog order={order} onClose={() => setOpen(false)} />}
      </>
    )
  if (waits === 'PAYMENT' && may('collection.record'))
    return (
      <ButtonLink tone="go" href={href(`/collection/new?order=${order.id}&customer=${order.payerId}`)}>
        Record the payment
      </ButtonLink>
    )
  if (waits === 'OVERDUE' && may('collection.record'))
    return (
      <ButtonLink tone="go" href={href(`/collection/new?customer=${order.payerId}`)}>
        Record the payment
      </ButtonLink>
    )
  if (waits === 'STOCK' && may('stock.receive'))
    return (
      <ButtonLink tone="go" href={href('/fulfilment/receive')}>
        Receive goods
      </ButtonLink>
    )
  if (waits === 'PICKING' && may('fulfilment.pick'))
    return (
      <ButtonLink tone="go" href={href(`/fulfilment/pick/${order.id}`)}>
        Pick
      </ButtonLink>
    )
  if (waits === 'PACKING' && may('fulfilment.pack'))
    return (
      <ButtonLink tone="go" href={href(`/fulfilment/pack/${order.id}`)}>
        Pack
      </ButtonLink>
    )
  if (waits === 'DISPATCH' && may('shipping.dispatch'))
    return (
      <ButtonLink tone="go" href={href(planned ? `/shipping/${planned.id}` : '/shipping')}>
        Dispatch
      </ButtonLink>
    )
  if (waits === 'INVOICE' && may('invoice.issue'))
    return (
      <ButtonLink tone="go" href={href('/invoicing')}>
        See what holds the invoice
      </ButtonLink>
    )
  return null
}

function DecideDialog({ orderId, number, onClose }: { orderId: string; number: string; onClose: () => void }) {
  const trpc = useTRPC()
  const refresh = useRefresh()
  const onError = useFailureToast()
  const [key] = useState(() => crypto.randomUUID())
  const [reason, setReason] = useState('')
  const [limitMinor, setLimitMinor] = useState<bigint | null>(null)
  const decide = useMutation(
    trpc.order.decide.mutationOptions({
      onError,
      onSuccess: async ({ creditState }) => {
        onClose()
        toast(creditState === 'PASSED' ? `${number} released` : `${number} declined and cancelled`)
        await refresh()
      },
    }),
  )
  const send = (decision: 'APPROVE' | 'DECLINE') =>
    decide.mutate({
      orderId,
      decision,
      reason,
      idempotencyKey: key,
      ...(decision === 'APPROVE' && limitMinor !== null ? { limitMinor } : {}),
    })
  const ready = reason.trim().length > 0 && !decide.isPending
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Decide credit for ${number}`}
      description="Approving releases the order at once. Declining cancels it and gives its stock back."
      actions={
        <>
          <Button tone="danger" disabled={!ready} onClick={() => send('DECLINE')}>
            Decline and cancel
          </Button>
          <Button tone="go" disabled={!ready} onClick={() => send('APPROVE')}>
            Approve
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <Field label="Reason" required hint="Kept with the decision.">
          <Textarea value={reason} onChange={(event) => setReason(event.target.value)} rows={2} />
        </Field>
        <Field label="New limit" hint="Left empty, this order alone is approved.">
          <MoneyInput value={limitMinor} onValueChange={setLimitMinor} />
        </Field>
      </div>
    </Dialog>
  )
}

/** Amend, cancel and put back, as long as something can be. */
export function OrderActions({ record }: { record: OrderRecord }) {
  const may = useMay()
  const href = useWorkspaceHref()
  const [open, setOpen] = useState<'amend' | 'cancel' | null>(null)
  const changeable = record.order.stage !== 'CANCELLED' && record.lines.some((line) => cancellable(line) > 0)
  const allowed = may('order.amend') && changeable
  useShortcut('e', 'Amend the order', allowed ? () => setOpen('amend') : null)
  const picked = record.lines.some((line) => line.picked + line.toPutBack > 0)
  const corrects = picked && may('fulfilment.pick') && record.order.stage !== 'CANCELLED'
  const correct = corrects && <ButtonLink href={href(`/fulfilment/put-back/${record.order.id}`)}>Put back…</ButtonLink>
  if (!allowed) return correct || null
  return (
    <>
      {correct}
      <Button shortcut="E" onClick={() => setOpen('amend')}>
        Amend
      </Button>
      <Button onClick={() => setOpen('cancel')}>Cancel…</Button>
      {open === 'amend' && <AmendDialog record={record} onClose={() => setOpen(null)} />}
      {open === 'cancel' && <CancelDialog record={record} onClose={() => setOpen(null)} />}
    </>
  )
}

function CancelDialog({ record: { order, lines }, onClose }: { record: OrderRecord; onClose: () => void }) {
  const trpc = useTRPC()
  const refresh = useRefresh()
  const onError = useFailureToast()
  const [key] = useState(() => crypto.randomUUID())
  const [reason, setReason] = useState('')
  const cancel = useMutation(
    trpc.order.cancel.mutationOptions({
      onError,
      onSuccess: async ({ stage }) => {
        onClose()
        toast(stage === 'CANCELLED' ? `${order.number} cancelled` : `The rest of ${order.number} is cancelled`)
        await refresh()
      },
    }),
  )
  const units = lines.reduce((sum, line) => sum + cancellable(line), 0)
  const picked = lines.reduce((sum, line) => sum + line.picked, 0)
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Cancel ${order.number}?`}
      description={`${countOf(units, 'unit')} that ${units === 1 ? 'has' : 'have'} not left will be cancelled, and credit comes free at once.${picked > 0 ? ` ${countOf(picked, 'unit')} ${picked === 1 ? 'is' : 'are'} picked already: the floor is asked to put ${picked === 1 ? 'it' : 'them'} back.` : ''}`}
      actions={
        <Button
          tone="danger"
          disabled={!reason.trim()}
          busy={cancel.isPending}
          onClick={() => cancel.mutate({ orderId: order.id, reason, idempotencyKey: key })}
        >
          Cancel the order
        </Button>
      }
    >
      <Field label="Reason" required>
        <Input value={reason} onChange={(event) => setReason(event.target.value)} />
      </Field>
    </Dialog>
  )
}
