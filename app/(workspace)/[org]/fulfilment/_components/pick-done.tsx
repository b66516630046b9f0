'use client'

import type { ReactNode } from 'react'
import { useVerb } from '@/components/collection/use-verb'
import { useMay } from '@/components/may'
import { TabletLayout, type TabletLayoutProps } from '@/components/shell/tablet-layout'
import { useTRPCClient } from '@/components/trpc-provider'
import { Button, ButtonLink } from '@/components/ui/button'
import { countOf } from '@/components/ui/format'
import { useWorkspaceHref } from '@/components/ui/workspace'
import type { FloorLine, FloorOrder, FloorTask } from '@/server/fulfilment/queries/order'
import { unitsOf } from '@/server/platform/money/quantity'

interface Props {
  data: { order: FloorOrder; tasks: FloorTask[]; lines: FloorLine[] }
  layout: Omit<TabletLayoutProps, 'children' | 'actions'>
  undo: (() => void) | null
  /** Stands above: the lines that were short. */
  children?: ReactNode
}

const sum = <One,>(many: readonly One[], of: (one: One) => number) => many.reduce((total, one) => total + of(one), 0)

/** Shown when every task is done: what was short, and what comes next. */
export function PickDone({ data, layout, undo, children }: Props) {
  const { order, lines, tasks } = data
  const client = useTRPCClient()
  const may = useMay()
  const loose = unitsOf(lines, (line) => line.picked - line.packed)
  const short = unitsOf(lines, (line) => line.backordered)
  const unreleased = unitsOf(lines, (line) => line.reserved - line.released)
  const release = useVerb(() => client.fulfilment.release.mutate({ orderId: order.id }))
  const untold = (layout.waiting ?? 0) > 0
  const unwanted = unitsOf(lines, (line) => line.toPutBack)
  const words = untold
    ? 'Your picks are kept here and sent as soon as there is a network.'
    : unwanted > 0
      ? `${countOf(unwanted, 'unit')} no longer wanted. Put ${unwanted === 1 ? 'it' : 'them'} back into the bins.`
      : order.held
        ? 'The customer is on hold, so nothing more is released.'
        : unreleased > 0
          ? `${countOf(unreleased, 'reserved unit')} not on the floor yet.`
          : short > 0
            ? `${countOf(short, 'unit')} to wait for stock; the floor gets them when goods arrive.`
            : 'Everything of this order is picked.'
  return (
    <TabletLayout
      {...layout}
      actions={
        <>
          {undo && (
            <Button size="tablet" onClick={undo}>
              Undo
            </Button>
          )}
          {!untold && unreleased > 0 && !order.held && may('fulfilment.pick') && (
            <Button size="tablet" busy={release.isPending} onClick={() => release.mutate(undefined)}>
              Release now
            </Button>
          )}
          {!untold && may('fulfilment.pick') && unwanted + loose + sum(tasks, (task) => task.missing) > 0 && (
            <PutBackLink orderId={order.id} urgent={unwanted > 0} />
          )}
          <NextLinks orderId={order.id} packable={!untold && loose > 0} />
        </>
      }
    >
      {children}
      <p className="text-5xl font-semibold">{tasks.length > 0 ? 'Done here' : 'Nothing to pick'}</p>
      <p className="text-2xl text-ink-2">{words}</p>
      {!untold && loose > 0 && <p className="text-2xl">{countOf(loose, 'unit')} ready to pack.</p>}
    </TabletLayout>
  )
}

/** The link for putting goods back into a bin that were picked by mistake or are no longer wanted. */
function PutBackLink({ orderId, urgent }: { orderId: string; urgent: boolean }) {
  const href = useWorkspaceHref()
  return (
    <ButtonLink size="tablet" tone={urgent ? 'go' : undefined} href={href(`/fulfilment/put-back/${orderId}`)}>
      Put back…
    </ButtonLink>
  )
}

/** The pages that a picker goes to after the last task. */
function NextLinks({ orderId, packable }: { orderId: string; packable: boolean }) {
  const href = useWorkspaceHref()
  return (
    <>
      <ButtonLink size="tablet" href={href('/fulfilment?waits=PICKING')}>
        Next order
      </ButtonLink>
      {packable && (
        <ButtonLink size="tablet" tone="go" href={href(`/fulfilment/pack/${orderId}`)}>
          Pack it
        </ButtonLink>
      )}
    </>
  )
}
