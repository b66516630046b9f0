'use client'

import { useState } from 'react'
import { useMay } from '@/components/may'
import { Button, ButtonLink } from '@/components/ui/button'
import { useShortcut } from '@/components/ui/shortcuts'
import { useWorkspaceHref } from '@/components/ui/workspace'
import type { OrderRecord } from '@/server/order/queries/record'
import { cancellable } from '@/server/order/rules/quantities'
import { AddressDialog } from './address-dialog'
import { AmendDialog } from './amend-dialog'
import { CancelDialog } from './cancel-dialog'
import { DecideDialog } from './decide-dialog'
import { CustomerDialog, TaxDialog } from './offer-dialog'
import { ServeFromButton } from './served-field'

type Line = OrderRecord['lines'][number]
/** The units that are no longer wanted and are in a tote or a parcel. */
const toPutBack = (lines: readonly Line[]) => lines.reduce((sum, line) => sum + line.toPutBack, 0)

/** The next action of an order, if this person may do it. */
export function NextStep({ record }: { record: OrderRecord }) {
  const { order, lines, shipments } = record
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
        {open && <DecideDialog record={record} onClose={() => setOpen(false)} />}
      </>
    )
  if ((waits === 'TAX' || waits === 'CUSTOMER') && may('order.amend')) {
    const Ask = waits === 'TAX' ? TaxDialog : CustomerDialog
    return (
      <>
        <Button tone="go" onClick={() => setOpen(true)}>
          {waits === 'TAX' ? 'Decide the tax…' : 'Take the order…'}
        </Button>
        {open && <Ask order={order} onClose={() => setOpen(false)} />}
      </>
    )
  }
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

/** Buttons to amend, cancel and put back, as far as the order allows. */
export function OrderActions({ record }: { record: OrderRecord }) {
  const may = useMay()
  const href = useWorkspaceHref()
  const [open, setOpen] = useState<'amend' | 'cancel' | null>(null)
  const changeable = record.order.stage !== 'CANCELLED' && record.lines.some((line) => cancellable(line) > 0)
  const allowed = may('order.amend') && changeable
  useShortcut('e', 'Amend the order', allowed ? () => setOpen('amend') : null)
  const picked = record.lines.some((line) => line.picked + line.toPutBack > 0)
  const isCancelled = record.order.stage === 'CANCELLED'
  // Of a cancelled order that has goods to put back, the next step leads to the same page.
  const corrects = may('fulfilment.pick') && (picked ? !isCancelled : record.order.reportedShort)
  const correct = corrects && (
    <ButtonLink href={href(`/fulfilment/put-back/${record.order.id}`)}>{picked ? 'Put back…' : 'Found…'}</ButtonLink>
  )
  if (!allowed) return correct || null
  return (
    <>
      {correct}
      <Button shortcut="E" onClick={() => setOpen('amend')}>
        Amend
      </Button>
      <ServeFromButton record={record} />
      <Button onClick={() => setOpen('cancel')}>Cancel…</Button>
      {open === 'amend' && <AmendDialog record={record} onClose={() => setOpen(null)} />}
      {open === 'cancel' && <CancelDialog record={record} onClose={() => setOpen(null)} />}
    </>
  )
}
