'use client'

import { useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useDraft } from '@/components/fulfilment/draft'
import { counting, packed, parcelsOf, put, untouched } from '@/components/fulfilment/parcels'
import { countScan, isMeant } from '@/components/fulfilment/scan'
import { usePlace } from '@/components/fulfilment/use-place'
import { useMay } from '@/components/may'
import { RecordTimeline } from '@/components/record-timeline'
import { ScanField, type ScanFieldProps } from '@/components/shell/scan-field'
import { useTRPC, useTRPCClient } from '@/components/trpc-provider'
import { countOf, formatQuantity } from '@/components/ui/format'
import { Link } from '@/components/ui/link'
import { Tag } from '@/components/ui/tag'
import { useWorkspace, useWorkspaceHref } from '@/components/ui/workspace'
import { isStopped } from '@/server/fulfilment/rules/putting-back'
import { FloorPage } from './floor-page'
import { OrderNote } from './order-note'
import { PackActions, unplanned } from './pack-actions'
import { PackDone } from './pack-done'
import { ParcelCard } from './parcel-card'
import { ParcelDrafts } from './parcel-drafts'
import { TurnBanner } from './turn-banner'
import { UnwantedBanner } from './unwanted-banner'

/** Packs the next parcels: everything that is picked, unless the packer changes it. */
export function PackForm({ orderId }: { orderId: string }) {
  const trpc = useTRPC()
  const client = useTRPCClient()
  const may = useMay()
  const href = useWorkspaceHref()
  const { locale } = useWorkspace()
  const { data } = useSuspenseQuery({
    ...trpc.fulfilment.order.queryOptions({ orderId }),
    // The program plans a shipment a moment after packing; asking again lets its label appear without a reload.
    refetchInterval: ({ state: { data } }) => (data && unplanned(data).length > 0 ? 2_000 : false),
  })
  const { here, placeId, placeSwitch, hereHref } = usePlace(data, 'pack')
  const { draft, change, submit, busy, unanswered } = useDraft(
    `pack:${placeId ? `${orderId}/${placeId}` : orderId}`,
    untouched,
    {
      send: client.fulfilment.pack.mutate,
      words: ({ parcels }) => `Packed into ${parcels.map((one) => one.number).join(', ')}`,
    },
  )
  const [answer, setAnswer] = useState<ScanFieldProps['answer']>(null)
  const { order, lines, parcels } = here
  const cancelled = order.stage === 'CANCELLED'
  const waiting = unplanned(here)
  const open = lines.reduce((sum, line) => sum + line.reserved, 0)
  const loose = lines
    .filter((line) => line.picked > line.packed)
    .map((line) => ({ ...line, most: line.picked - line.packed }))
  const drafts = parcelsOf(draft, loose)
  const at = Math.min(draft.at, drafts.length - 1)
  const scan = (code: string) => {
    const counted = counting(draft, loose)
    const units = counted.parcels[counted.at]?.units ?? {}
    const found = countScan(loose, units, code, locale)
    if (found?.line) change({ at: counted.at, parcels: put(counted.parcels, counted.at, found.line, found.now) })
    const whole = loose.find((line) => isMeant(line, code))
    const text = whole
      ? `All ${formatQuantity(whole.most, whole, locale)} of ${whole.sku} are in it already.`
      : `${code} does not belong to this order. Put it aside.`
    setAnswer(found?.answer ?? { tone: 'bad', text })
  }
  // The packer has not assigned goods to parcels: everything goes into as few parcels as the carrier's weight limit allows.
  const isAll = draft.parcels === null
  const named = packed(drafts)
  const send = () =>
    submit({ orderId, ...(isAll ? { finished: false, ...(placeId && { warehouseId: placeId }) } : { parcels: named }) })
  return (
    <>
      <TurnBanner orderId={orderId} warehouseId={order.warehouseId} />
      <FloorPage
        crumbs={[{ label: 'Fulfilment', href: href('/fulfilment') }, { label: 'Pack' }]}
        title={order.number}
        tag={
          cancelled ? (
            <Tag tone="bad">cancelled</Tag>
          ) : order.held ? (
            <Tag tone="bad">customer on hold</Tag>
          ) : (
            open > 0 && <Tag>{open} still to pick</Tag>
          )
        }
        note={
          <>
            {order.customerName} · {order.deliversTo} · {order.serviceName}, until {order.cutOff} ·{' '}
            <Link href={href(`/order/${orderId}`)}>the order</Link>
          </>
        }
        actions={<PackActions floor={here} packs={loose.length > 0} hereHref={hereHref} />}
        go={
          may('fulfilment.pack') &&
          loose.length > 0 && {
            label: isAll
              ? 'Pack it all'
              : named.length === 1
                ? 'Pack one parcel'
                : `Pack ${countOf(named.length, 'parcel')}`,
            busy,
            disabled: named.length === 0,
            send,
          }
        }
        unanswered={unanswered}
      >
        {placeSwitch}
        <UnwantedBanner lines={lines} cancelled={cancelled} />
        <OrderNote note={order.note} packerNote={order.packerNote} />
        {loose.length > 0 && (
          <div className="mb-3.5">
            <ScanField
              label={drafts.length > 1 ? `Scan what goes into parcel ${at + 1}` : 'Scan what goes into the parcel'}
              onScan={scan}
              answer={answer}
              aside
            />
          </div>
        )}
        <div className="grid items-start gap-3.5 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
          {loose.length === 0 ? (
            <PackDone
              cancelled={cancelled}
              open={open}
              parcels={parcels.length}
              waiting={waiting.length}
              stopped={parcels.filter((parcel) => isStopped(parcel, lines)).length}
            />
          ) : (
            <ParcelDrafts order={order} lines={loose} parcels={drafts} at={at} untouched={isAll} onChange={change} />
          )}
          <div className="lg:col-start-2 lg:row-span-2 lg:row-start-1">
            <ParcelCard parcels={parcels} lines={lines} />
          </div>
          <RecordTimeline objectType="order" objectId={orderId} />
        </div>
      </FloorPage>
    </>
  )
}
