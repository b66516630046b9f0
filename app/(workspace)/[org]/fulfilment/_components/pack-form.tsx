'use client'

import { useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useVerb } from '@/components/collection/use-verb'
import { useDraft } from '@/components/fulfilment/draft'
import { countScan } from '@/components/fulfilment/scan'
import { useMay } from '@/components/may'
import { RecordTimeline } from '@/components/record-timeline'
import { ScanField, type ScanFieldProps } from '@/components/shell/scan-field'
import { useTRPC, useTRPCClient } from '@/components/trpc-provider'
import { Button, ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { countOf } from '@/components/ui/format'
import { Link } from '@/components/ui/link'
import { QuantityInput } from '@/components/ui/quantity-input'
import { Tag } from '@/components/ui/tag'
import { Weight } from '@/components/ui/text'
import { useWorkspace, useWorkspaceHref } from '@/components/ui/workspace'
import { FloorPage } from './floor-page'
import { OrderNote } from './order-note'
import { ParcelCard } from './parcel-card'
import { QuantityLines } from './quantity-lines'

interface ParcelDraft {
  /** By line; what is not here goes in whole. */
  chosen: Readonly<Record<string, number | null>>
  /** Somebody scans what goes in. */
  counted: boolean
  weightGrams: number | null
}

const untouched: ParcelDraft = { chosen: {}, counted: false, weightGrams: null }

/** What goes into the next parcel; all that is picked unless somebody says otherwise. */
export function PackForm({ orderId }: { orderId: string }) {
  const trpc = useTRPC()
  const client = useTRPCClient()
  const may = useMay()
  const href = useWorkspaceHref()
  const { locale } = useWorkspace()
  const { data } = useSuspenseQuery({
    ...trpc.fulfilment.order.queryOptions({ orderId }),
    // A shipment is planned by itself a moment after packing: its label appears without asking again.
    refetchInterval: ({ state }) => (state.data?.parcels.some((one) => !one.shipmentId) ? 2_000 : false),
  })
  const { draft, change, submit, busy, unanswered } = useDraft(`pack:${orderId}`, untouched, {
    send: client.fulfilment.pack.mutate,
    words: ({ parcels }) => `Packed into ${parcels.map((one) => one.number).join(', ')}`,
  })
  const [answer, setAnswer] = useState<ScanFieldProps['answer']>(null)
  const plan = useVerb(client.shipping.plan.mutate, ({ number }) =>
    number ? `${number} holds what is packed` : 'The shipment is planned',
  )
  const { order, lines, parcels } = data
  const waiting = parcels.filter((parcel) => !parcel.shipmentId)
  const shipmentId = parcels.findLast((parcel) => parcel.shipmentId)?.shipmentId
  const open = lines.reduce((sum, line) => sum + line.reserved, 0)
  const loose = lines
    .filter((line) => line.picked > line.packed)
    .map((line) => {
      const most = line.picked - line.packed
      const value = line.id in draft.chosen ? (draft.chosen[line.id] ?? null) : most
      return { ...line, most, value: value === null ? null : Math.min(value, most) }
    })
  const into = loose.filter((line) => (line.value ?? 0) > 0)
  const estimated = into.reduce((sum, line) => sum + (line.value ?? 0) * line.weightGrams, 0)
  const scan = (code: string) => {
    // The first scan begins to count: what is not scanned does not go in.
    const counted = draft.counted ? draft.chosen : Object.fromEntries(loose.map(({ id }) => [id, 0]))
    const scanned = countScan(loose, counted, code, locale)
    if (scanned?.line) change({ counted: true, chosen: { ...counted, [scanned.line.id]: scanned.now } })
    setAnswer(scanned?.answer ?? { tone: 'bad', text: `${code} is not to be packed here. Put it aside.` })
  }
  // Nobody said what goes into which box: all of it, into as few as the carrier's weight limit allows.
  const isAll = Object.keys(draft.chosen).length === 0 && !draft.weightGrams
  const named = {
    ...(draft.weightGrams ? { weightGrams: draft.weightGrams } : {}),
    lines: into.map(({ id, value }) => ({ orderLineId: id, quantity: value ?? 0 })),
  }
  const send = () =>
    submit({
      orderId,
      ...(isAll ? { finished: false } : { parcels: [named] }),
    })
  return (
    <FloorPage
      crumbs={[{ label: 'Fulfilment', href: href('/fulfilment') }, { label: 'Pack' }]}
      title={order.number}
      tag={order.held ? <Tag tone="bad">customer on hold</Tag> : open > 0 && <Tag>{open} still to pick</Tag>}
      note={
        <>
          {order.customerName} · {order.deliversTo} · {order.serviceName}, until {order.cutOff} ·{' '}
          <Link href={href(`/order/${orderId}`)}>the order</Link>
        </>
      }
      actions={
        <>
          {may('shipping.dispatch') && waiting.length > 0 && (
            <Button busy={plan.isPending} onClick={() => plan.mutate({ orderId })}>
              Done: {countOf(waiting.length, 'parcel')} can leave
            </Button>
          )}
          {waiting.length === 0 && shipmentId && loose.length === 0 && (
            <ButtonLink tone="go" href={href(`/shipping/${shipmentId}`)}>
              To the shipment
            </ButtonLink>
          )}
          {may('fulfilment.pick') && lines.some((line) => line.picked + line.toPutBack > 0) && (
            <ButtonLink href={href(`/fulfilment/put-back/${orderId}`)}>Put back…</ButtonLink>
          )}
          {open > 0 && <ButtonLink href={href(`/fulfilment/pick/${orderId}`)}>Pick the rest</ButtonLink>}
        </>
      }
      go={
        may('fulfilment.pack') &&
        loose.length > 0 && {
          label: isAll ? 'Pack it all' : 'Pack one parcel',
          busy,
          disabled: into.length === 0,
          send,
        }
      }
      unanswered={unanswered}
    >
      <OrderNote note={order.note} />
      {loose.length > 0 && (
        <div className="mb-3.5">
          <ScanField label="Scan what goes into the parcel" onScan={scan} answer={answer} aside />
        </div>
      )}
      <div className="grid items-start gap-3.5 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <Card
          flush
          title="Into this parcel"
          aside={loose.length > 0 && `${countOf(loose.length, 'line')} picked`}
          className="lg:col-start-1"
        >
          {loose.length === 0 ? (
            <EmptyState title={open > 0 ? 'Nothing is picked yet.' : 'Everything picked is packed.'}>
              {parcels.length > 0 ? 'A shipment is planned by itself.' : 'What is picked appears here.'}
            </EmptyState>
          ) : (
            <>
              <QuantityLines
                label="What goes into the parcel"
                heads={['Picked', 'In the parcel']}
                entered="in the parcel"
                lines={loose}
                onChange={(id, value) => change(({ chosen }) => ({ chosen: { ...chosen, [id]: value } }))}
              />
              <div className="flex flex-wrap items-center justify-end gap-3 border-t p-3.5">
                <span className="text-ink-3">
                  Weighed
                  {estimated > 0 && (
                    <>
                      , about <Weight grams={estimated} />
                    </>
                  )}
                </span>
                <QuantityInput
                  aria-label="Weight in grams"
                  className="w-36"
                  unit="g"
                  value={draft.weightGrams}
                  onValueChange={(weightGrams) => change({ weightGrams })}
                />
              </div>
            </>
          )}
        </Card>
        <div className="lg:col-start-2 lg:row-span-2 lg:row-start-1">
          <ParcelCard parcels={parcels} lines={lines} />
        </div>
        <RecordTimeline objectType="order" objectId={orderId} />
      </div>
    </FloorPage>
  )
}
