'use client'

import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useVerb } from '@/components/collection/use-verb'
import { useTRPC, useTRPCClient } from '@/components/trpc-provider'
import { Button } from '@/components/ui/button'
import { Dialog, DialogClose } from '@/components/ui/dialog'
import { countOf, goodsText } from '@/components/ui/format'
import { Skeleton } from '@/components/ui/skeleton'
import { Day, Money } from '@/components/ui/text'
import { toast } from '@/components/ui/toast'
import { useWorkspace } from '@/components/ui/workspace'
import type { Foreseen } from '@/server/invoicing/queries/foresee'
import { addGoods } from '@/server/platform/money/quantity'
import type { DispatchedMany } from '@/server/shipping/mutations/dispatch'

interface DispatchDialogProps {
  shipmentIds: string[]
  /** The button that opens the dialog. */
  trigger: ReactNode
  onDone?: () => void
}

const sum = (rows: readonly Foreseen[], of: (row: Foreseen) => number) =>
  rows.reduce((total, row) => total + of(row), 0)

const stayed = (refused: DispatchedMany['refused']) =>
  refused.some((one) => one.code === 'HELD')
    ? 'their customers are on hold'
    : refused.some((one) => one.code === 'PARCEL_TOO_HEAVY')
      ? 'a parcel weighs more than the carrier takes'
      : 'they had moved on'

/** Asks before goods leave: shows what leaves, who gets a mail, what is invoiced, and until when it can be taken back. */
export function DispatchDialog({ shipmentIds, trigger, onDone }: DispatchDialogProps) {
  const trpc = useTRPC()
  const client = useTRPCClient()
  const [open, setOpen] = useState(false)
  const { data: foreseen } = useQuery({ ...trpc.invoicing.foresee.queryOptions({ shipmentIds }), enabled: open })
  const recall = useVerb(
    async (ids: string[]) => {
      for (const shipmentId of ids) await client.shipping.recall.mutate({ shipmentId })
      return ids.length
    },
    (count) => (count === 1 ? 'Taken back: nothing has left the house' : `${count} dispatches taken back`),
  )
  const dispatch = useVerb((ids: string[]) => client.shipping.dispatchMany.mutate({ shipmentIds: ids }))
  const send = async () => {
    const { dispatched, refused } = await dispatch.mutateAsync(shipmentIds)
    setOpen(false)
    onDone?.()
    const grace = foreseen?.[0]?.graceMinutes ?? 0
    const done = dispatched.length === 1 ? 'Dispatched' : `${dispatched.length} dispatched`
    if (dispatched.length > 0)
      toast(refused.length > 0 ? `${done}, ${refused.length} stayed: ${stayed(refused)}` : done, {
        tone: refused.length > 0 ? 'warn' : 'ok',
        about: dispatched,
        ...(grace > 0 && { action: { label: 'Take back', onSelect: () => recall.mutate(dispatched) } }),
      })
    else toast(`Nothing was dispatched: ${stayed(refused)}`, { tone: 'bad' })
  }
  const first = foreseen?.[0]
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={trigger}
      title={
        shipmentIds.length === 1
          ? `Dispatch ${first?.number ?? ''}`
          : `Dispatch ${countOf(shipmentIds.length, 'shipment')}`
      }
      description="This is what happens:"
      actions={
        <>
          <DialogClose>
            <Button>Not yet</Button>
          </DialogClose>
          <Button tone="go" busy={dispatch.isPending} disabled={!first} onClick={() => void send().catch(() => {})}>
            {shipmentIds.length === 1 ? 'Dispatch it' : `Dispatch ${shipmentIds.length}`}
          </Button>
        </>
      }
    >
      {foreseen ? (
        first ? (
          <Consequences foreseen={foreseen} />
        ) : (
          <p>It has moved on already.</p>
        )
      ) : (
        <Skeleton className="h-40" />
      )}
    </Dialog>
  )
}

function Consequences({ foreseen }: { foreseen: readonly Foreseen[] }) {
  const { locale } = useWorkspace()
  const [first] = foreseen
  if (!first) return null
  const grace = first.graceMinutes
  return (
    <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-4 gap-y-2.5">
      <Line label="Stock">
        {goodsText(addGoods(foreseen), locale)} in{' '}
        {countOf(
          sum(foreseen, (row) => row.parcels),
          'parcel',
        )}{' '}
        leave the stock{foreseen.length === 1 && `, with ${first.serviceName}`}.
      </Line>
      <Line label="Mail">
        <Mails foreseen={foreseen} />
      </Line>
      <Line label="Invoice">
        <Invoices foreseen={foreseen} />
      </Line>
      <Line label="When">
        {grace > 0
          ? `Mail and invoice go out in ${countOf(grace, 'minute')}. Until then you can take it back.`
          : 'At once; it cannot be taken back.'}
      </Line>
    </dl>
  )
}

function Line({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-3">{label}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </>
  )
}

function Mails({ foreseen }: { foreseen: readonly Foreseen[] }) {
  const [first] = foreseen
  if (!first) return null
  if (foreseen.length === 1 && first.quiet) return 'None: the order was moved in, and this program does not count yet.'
  if (foreseen.length === 1)
    return first.mailTo
      ? `The dispatch notice goes to ${first.mailTo}.`
      : `None: ${first.customerName} has no e-mail address.`
  const quiet = sum(foreseen, (row) => Number(row.quiet))
  const silent = sum(foreseen, (row) => Number(!row.quiet && !row.mailTo))
  const told = countOf(foreseen.length - quiet - silent, 'dispatch notice')
  return `${told}.${silent > 0 ? ` ${silent} without an e-mail address.` : ''}${quiet > 0 ? ` None for ${quiet} that ${quiet === 1 ? 'was' : 'were'} moved in: this program does not count yet.` : ''}`
}

const waitWords = {
  TAX_NOT_DUE: 'it was agreed with tax, but you are not registered for tax (Settings)',
  LEGAL_DETAILS_MISSING: 'your own legal name, address or tax number is missing (Settings)',
  BUYER_ADDRESS_MISSING: 'the address of the buyer is missing',
}

function Invoices({ foreseen }: { foreseen: readonly Foreseen[] }) {
  const [first] = foreseen
  if (!first) return null
  const total = foreseen.reduce((minor, row) => minor + (row.invoice.amounts?.grossMinor ?? 0n), 0n)
  const sees = foreseen.every((row) => row.invoice.amounts)
  if (foreseen.length > 1) {
    const waiting = sum(foreseen, (row) => Number(row.invoice.waits !== null))
    return (
      <>
        {countOf(foreseen.length - waiting, 'invoice')}
        {sees && waiting === 0 && (
          <>
            , together <Money minor={total} />
          </>
        )}
        .{waiting > 0 && ` ${countOf(waiting, 'invoice')} cannot be issued yet: details are missing.`}
      </>
    )
  }
  const { amounts, payerName, mailTo, waits } = first.invoice
  return (
    <>
      {amounts ? (
        <>
          <Money minor={amounts.grossMinor} /> to {payerName}
          {amounts.openMinor === amounts.grossMinor ? (
            <>
              , due <Day day={amounts.dueOn} style="weekday" />
            </>
          ) : amounts.openMinor === 0n ? (
            ', paid beforehand'
          ) : (
            <>
              , <Money minor={amounts.openMinor} /> of it still open
            </>
          )}
        </>
      ) : (
        `To ${payerName}`
      )}
      {waits
        ? `; it waits until it can be issued: ${waitWords[waits]}.`
        : mailTo && first.quiet
          ? ', mailed once this program counts.'
          : mailTo
            ? `, mailed to ${mailTo}.`
            : ', not mailed: there is no e-mail address.'}
    </>
  )
}
