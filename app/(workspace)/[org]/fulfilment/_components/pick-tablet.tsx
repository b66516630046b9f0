'use client'

import { useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { usePlace } from '@/components/fulfilment/use-place'
import { useTurn } from '@/components/fulfilment/use-turn'
import { useMay } from '@/components/may'
import { ScanField } from '@/components/shell/scan-field'
import { TabletLayout, TabletTarget } from '@/components/shell/tablet-layout'
import { useTRPC } from '@/components/trpc-provider'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { doneText, formatQuantity } from '@/components/ui/format'
import { Tag } from '@/components/ui/tag'
import { Day, InPacks, Quantity } from '@/components/ui/text'
import { useWorkspace } from '@/components/ui/workspace'
import { smallestOf, unitsOf } from '@/server/platform/money/quantity'
import { OrderNote } from './order-note'
import { PickDone } from './pick-done'
import { PickPicture } from './pick-picture'
import { PickTaken } from './pick-taken'
import { ShortDialog } from './short-dialog'
import { usePick } from './use-pick'
import { useScans } from './use-scans'

/** One pick task at a time, in walking order: the bin, the product, the scan. */
export function PickTablet({ orderId }: { orderId: string }) {
  const trpc = useTRPC()
  const { locale } = useWorkspace()
  const { data } = useSuspenseQuery({
    ...trpc.fulfilment.order.queryOptions({ orderId }),
    // New tasks can arrive within moments after a reservation; a picker who waits here sees them without a reload.
    refetchInterval: ({ state }) => (state.data?.tasks.length === 0 ? 2_000 : 15_000),
  })
  const may = useMay()
  const picks = may('fulfilment.pick')
  const [typing, setTyping] = useState(false)
  const { here, placeName, placeSwitch, hereHref } = usePlace(data, 'pick', 'tablet')
  const { order } = here
  const { tasks, take, short, undo, answer, setAnswer, waiting, refusals, understand } = usePick(order, here.tasks)
  const { other, takeOver } = useTurn(orderId, order.warehouseId, refusals.length)
  const alive = tasks.filter((task) => task.state !== 'CANCELLED')
  const open = alive.filter((task) => task.state === 'OPEN')
  const [task, next] = open
  const asked = (one: (typeof alive)[number]) => (one.state === 'SHORT' ? one.picked : one.quantity)
  const taken = (one: (typeof alive)[number]) => one.picked

  const scan = useScans({ open, take, setAnswer })
  const layout = {
    title: order.number,
    note: `${order.customerName} · ${order.serviceName}, ${order.cutOff}`,
    backHref: hereHref('/fulfilment'),
    waiting,
    aside:
      order.stage === 'CANCELLED' ? (
        <Tag tone="bad">cancelled</Tag>
      ) : order.held ? (
        <Tag tone="bad">on hold</Tag>
      ) : undefined,
    progress: {
      value: unitsOf(alive, taken),
      max: unitsOf(alive, asked) || 1,
      label: `${doneText(alive, [taken, asked], locale)} picked`,
      stage: 'fulfilment',
    } as const,
  }
  const notTaken = refusals.length > 0 && (
    <Banner tone="bad" live title="Not taken" action={<Button onClick={understand}>Understood</Button>}>
      {refusals.map(({ key, text }) => (
        <span key={key} className="block">
          {text}
        </span>
      ))}
    </Banner>
  )
  if (other)
    return (
      <PickTaken layout={layout} other={other} takeOver={takeOver} nextHref={hereHref('/fulfilment?waits=PICKING')}>
        {placeSwitch}
        {notTaken}
      </PickTaken>
    )
  if (!task)
    return (
      <PickDone
        data={{ ...here, tasks }}
        layout={layout}
        undo={undo?.run ?? null}
        placeName={placeName}
        hereHref={hereHref}
      >
        {placeSwitch}
        {notTaken}
      </PickDone>
    )
  const left = task.quantity - task.picked
  return (
    <TabletLayout
      {...layout}
      actions={
        picks && (
          <>
            <Button size="tablet" disabled={!undo} onClick={undo?.run}>
              Undo
            </Button>
            <ShortDialog key={task.id} task={task} onShort={(picked, cause) => short(task, picked, cause)} />
            <Button size="tablet" onClick={() => setTyping(!typing)}>
              {typing ? 'Scan instead' : 'Type instead'}
            </Button>
            <Button size="tablet" tone="go" onClick={() => take(task, left)}>
              {left === 1 ? 'Take it' : `Take all ${formatQuantity(left, task, locale)}`}
            </Button>
          </>
        )
      }
    >
      {placeSwitch}
      {notTaken}
      {order.held && (
        <Banner tone="warn" title="The customer is on hold">
          Finish what you hold; nothing leaves until the hold ends.
        </Banner>
      )}
      <OrderNote note={order.note} packerNote={order.packerNote} />
      <TabletTarget label="Go to">{task.binCode}</TabletTarget>
      <div className="flex flex-wrap items-center gap-4 rounded-xl border bg-surface p-4.5">
        <PickPicture task={task} next={next} />
        <div className="min-w-0 flex-1 basis-64">
          <p className="font-semibold text-5xl tabular-nums">
            <Quantity value={task.picked} of={task} />{' '}
            <span className="font-normal text-2xl text-ink-3">
              of <Quantity value={task.quantity} of={task} /> picked
            </span>
          </p>
          <InPacks value={task.quantity} of={task} className="text-ink-2 text-lg" />
          <p className="mt-2 break-words text-2xl">{task.name}</p>
          <p className="font-mono text-base text-ink-3">{[task.sku, task.gtin].filter(Boolean).join(' · ')}</p>
          {task.lot && (
            <p className="mt-2 font-semibold text-2xl">
              {task.tracking === 'SERIAL' ? 'Serial' : 'Lot'} {task.lot}
              {task.expiresOn && (
                <span className="font-normal text-ink-3">
                  {' '}
                  until <Day day={task.expiresOn} />
                </span>
              )}
            </p>
          )}
        </div>
        {picks && (
          <Button size="tablet" onClick={() => take(task, Math.min(left, smallestOf(task)))} aria-label="Take one">
            +1
          </Button>
        )}
      </div>
      {picks ? (
        <ScanField label="Scan the product" onScan={scan} answer={answer} typing={typing} />
      ) : (
        <p className="text-ink-2">You can see the pick tasks; only the warehouse can pick.</p>
      )}
      <p className="text-ink-3">
        {next
          ? `Next: ${next.binCode}, ${next.name} × ${formatQuantity(next.quantity - next.picked, next, locale)}`
          : 'This is the last one.'}
      </p>
    </TabletLayout>
  )
}
