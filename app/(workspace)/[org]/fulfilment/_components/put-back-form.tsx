'use client'

import { useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useDraft } from '@/components/fulfilment/draft'
import { countScan } from '@/components/fulfilment/scan'
import { usePlace } from '@/components/fulfilment/use-place'
import { useMay } from '@/components/may'
import { ScanField, type ScanFieldProps } from '@/components/shell/scan-field'
import { useTRPC, useTRPCClient } from '@/components/trpc-provider'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { countOf, goodsText } from '@/components/ui/format'
import { Link } from '@/components/ui/link'
import { Tag } from '@/components/ui/tag'
import { useWorkspace, useWorkspaceHref } from '@/components/ui/workspace'
import { looseOf } from '@/server/fulfilment/rules/putting-back'
import { someOf } from '@/server/platform/money/quantity'
import { byLot } from './by-lot'
import { FloorPage } from './floor-page'
import { ParcelCard } from './parcel-card'
import { PutBackLines } from './put-back-lines'
import { ShortCard } from './short-card'
import { UnwantedBanner } from './unwanted-banner'
import { useBins } from './use-bins'

interface PutBackDraft {
  chosen: Readonly<Record<string, number | null>>
  bins: Readonly<Record<string, string | null>>
  /** Whether the person scans the goods that go back. */
  counted: boolean
  /** The last scanned line; a bin that is scanned next applies to it. */
  last: string | null
}

const untouched: PutBackDraft = { chosen: {}, bins: {}, counted: false, last: null }

/** Puts goods of an order back into bins: everything that is no longer wanted, and of the rest what the person chooses. */
export function PutBackForm({ orderId }: { orderId: string }) {
  const trpc = useTRPC()
  const client = useTRPCClient()
  const may = useMay()
  const href = useWorkspaceHref()
  const { data } = useSuspenseQuery(trpc.fulfilment.order.queryOptions({ orderId }))
  const { here, placeId, placeSwitch } = usePlace(data, 'putBack')
  const { draft, change, submit, busy, unanswered } = useDraft(
    `put-back:${placeId ? `${orderId}/${placeId}` : orderId}`,
    untouched,
    {
      send: client.fulfilment.putBack.mutate,
      words: ({ again, ...goods }) =>
        again > 0
          ? `${goodsText(goods, locale)} put back, ${goodsText(someOf(goods, again), locale)} to be picked again`
          : `${goodsText(goods, locale)} put back`,
    },
  )
  const [answer, setAnswer] = useState<ScanFieldProps['answer']>(null)
  const places = useBins(here.order.warehouseId)
  const { locale } = useWorkspace()
  const { order, lines, parcels, tasks } = here
  const loose = lines.flatMap((line) => {
    const { unwanted, wanted } = looseOf(line)
    const most = unwanted + wanted
    let left = unwanted
    return (most === 0 ? [] : byLot(line, line.totes, most)).map((row) => {
      const own = Math.min(left, row.most)
      left -= own
      const value = row.id in draft.chosen ? (draft.chosen[row.id] ?? null) : own
      const binId = draft.bins[row.id] ?? null
      return { ...row, unwanted: own, binId, value: value === null ? null : Math.min(value, row.most) }
    })
  })
  const scan = (code: string) => {
    // The first scan sets all counts to zero: goods that are not scanned stay in the tote.
    const counted = draft.counted ? draft.chosen : Object.fromEntries(loose.map(({ id }) => [id, 0]))
    const scanned = countScan(loose, counted, code, locale)
    if (scanned?.line) {
      const { id } = scanned.line
      change({ counted: true, last: id, chosen: { ...counted, [id]: scanned.now } })
    }
    if (scanned) return setAnswer(scanned.answer)
    const bin = places.find((one) => one.code.toLowerCase() === code.toLowerCase())
    const last = loose.find(({ id }) => id === draft.last)
    if (!bin) return setAnswer({ tone: 'bad', text: `${code} cannot be put back here. Put it aside.` })
    if (!last) return setAnswer({ tone: 'bad', text: `This is bin ${bin.code}. Scan a product first.` })
    change(({ bins }) => ({ bins: { ...bins, [last.id]: bin.id } }))
    setAnswer({ tone: 'ok', text: `${last.name} goes into ${bin.code}` })
  }
  const into = loose.filter((line) => (line.value ?? 0) > 0)
  const send = () =>
    submit({
      orderId,
      lines: into.map(({ orderLineId, lot, value, binId }) => ({
        orderLineId,
        ...(lot ? { lot } : {}),
        quantity: value ?? 0,
        ...(binId ? { binId } : {}),
      })),
    })
  return (
    <FloorPage
      crumbs={[
        { label: 'Fulfilment', href: href('/fulfilment') },
        { label: 'Put back', href: href('/fulfilment/put-back') },
      ]}
      title={order.number}
      tag={order.stage === 'CANCELLED' && <Tag tone="bad">cancelled</Tag>}
      note={
        <>
          {order.customerName} · <Link href={href(`/order/${orderId}`)}>the order</Link>
        </>
      }
      go={may('fulfilment.pick') && loose.length > 0 && { label: 'Put back', busy, disabled: into.length === 0, send }}
      unanswered={unanswered}
    >
      {placeSwitch}
      <UnwantedBanner lines={lines} />
      {loose.length > 0 && (
        <div className="mb-3.5">
          <ScanField label="Scan what you put back, then its bin" onScan={scan} answer={answer} aside />
        </div>
      )}
      <div className="grid items-start gap-3.5 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <Card flush title="Into the bins" aside={loose.length > 0 && `${countOf(loose.length, 'line')} in totes`}>
          {loose.length === 0 ? (
            <EmptyState title="Nothing of this order lies in a tote." />
          ) : (
            <PutBackLines
              lines={loose}
              warehouseId={order.warehouseId}
              onQuantity={(id, value) => change(({ chosen }) => ({ chosen: { ...chosen, [id]: value } }))}
              onBin={(id, binId) => change(({ bins }) => ({ bins: { ...bins, [id]: binId } }))}
            />
          )}
        </Card>
        <div className="flex min-w-0 flex-col gap-3.5">
          <ParcelCard parcels={parcels} lines={lines} />
          <ShortCard tasks={tasks} />
        </div>
      </div>
    </FloorPage>
  )
}
