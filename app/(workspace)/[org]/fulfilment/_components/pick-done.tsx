'use client'

import type { ReactNode } from 'react'
import { useVerb } from '@/components/collection/use-verb'
import { useMay } from '@/components/may'
import { TabletLayout, type TabletLayoutProps } from '@/components/shell/tablet-layout'
import { useTRPCClient } from '@/components/trpc-provider'
import { Button, ButtonLink } from '@/components/ui/button'
import { goodsText } from '@/components/ui/format'
import { useWorkspace } from '@/components/ui/workspace'
import type { FloorLine, FloorOrder, FloorTask } from '@/server/fulfilment/queries/order'
import { goodsIn, isOne } from '@/server/platform/money/quantity'

interface Props {
  data: { order: FloorOrder; tasks: FloorTask[]; lines: FloorLine[] }
  layout: Omit<TabletLayoutProps, 'children' | 'actions'>
  undo: (() => void) | null
  /** The warehouse whose part of the order this is; undefined when that is all of it. */
  placeName?: string
  hereHref: (path: string) => string
  /** Stands above: the lines that were short. */
  children?: ReactNode
}

const sum = <One,>(many: readonly One[], of: (one: One) => number) => many.reduce((total, one) => total + of(one), 0)

/** Shown when every task is done: what was short, and what comes next. */
export function PickDone({ data, layout, undo, placeName, hereHref, children }: Props) {
  const { locale } = useWorkspace()
  const { order, lines, tasks } = data
  const client = useTRPCClient()
  const may = useMay()
  const loose = goodsIn(lines, (line) => line.picked - line.packed)
  const short = goodsIn(lines, (line) => line.backordered)
  const unreleased = goodsIn(lines, (line) => line.reserved - line.released)
  const release = useVerb(() => client.fulfilment.release.mutate({ orderId: order.id }))
  const untold = (layout.waiting ?? 0) > 0
  const unwanted = goodsIn(lines, (line) => line.toPutBack)
  const words = untold
    ? 'Your picks are kept here and sent as soon as there is a network.'
    : unwanted.units > 0
      ? `${goodsText(unwanted, locale)} no longer wanted. Put ${isOne(unwanted) ? 'it' : 'them'} back into the bins.`
      : order.stage === 'CANCELLED'
        ? 'The order is cancelled.'
        : order.held
          ? 'The customer is on hold, so nothing more is released.'
          : unreleased.units > 0
            ? `${goodsText(unreleased, locale)} reserved and not on the floor yet.`
            : short.units > 0
              ? `${goodsText(short, locale)} to wait for stock; the floor gets them when goods arrive.`
              : placeName
                ? `Everything of this order in ${placeName} is picked.`
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
          {!untold && unreleased.units > 0 && !order.held && may('fulfilment.pick') && (
            <Button size="tablet" busy={release.isPending} onClick={() => release.mutate(undefined)}>
              Release now
            </Button>
          )}
          {!untold &&
            may('fulfilment.pick') &&
            unwanted.units + loose.units + sum(tasks, (task) => task.missing) > 0 && (
              <PutBackLink href={hereHref(`/fulfilment/put-back/${order.id}`)} urgent={unwanted.units > 0} />
            )}
          <NextLinks orderId={order.id} hereHref={hereHref} packable={!untold && loose.units > 0} />
        </>
      }
    >
      {children}
      <p className="text-5xl font-semibold">{tasks.length > 0 ? 'Done here' : 'Nothing to pick'}</p>
      <p className="text-2xl text-ink-2">{words}</p>
      {!untold && loose.units > 0 && <p className="text-2xl">{goodsText(loose, locale)} ready to pack.</p>}
    </TabletLayout>
  )
}

/** The link for putting goods back into a bin that were picked by mistake or are no longer wanted. */
function PutBackLink({ href, urgent }: { href: string; urgent: boolean }) {
  return (
    <ButtonLink size="tablet" tone={urgent ? 'go' : undefined} href={href}>
      Put back…
    </ButtonLink>
  )
}

/** The pages that a picker goes to after the last task. */
function NextLinks({ orderId, hereHref, packable }: Pick<Props, 'hereHref'> & { orderId: string; packable: boolean }) {
  return (
    <>
      <ButtonLink size="tablet" href={hereHref('/fulfilment?waits=PICKING')}>
        Next order
      </ButtonLink>
      {packable && (
        <ButtonLink size="tablet" tone="go" href={hereHref(`/fulfilment/pack/${orderId}`)}>
          Pack it
        </ButtonLink>
      )}
    </>
  )
}
