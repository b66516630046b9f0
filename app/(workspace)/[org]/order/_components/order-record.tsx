'use client'

import { useSuspenseQuery } from '@tanstack/react-query'
import { FilesCard } from '@/components/files-card'
import { useMay } from '@/components/may'
import { OrderLine } from '@/components/order/line-of-eight'
import { StandTag } from '@/components/order/stand-tag'
import { useTRPC } from '@/components/trpc-provider'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { countOf, goodsText, sumOf } from '@/components/ui/format'
import { useRouter } from '@/components/ui/going'
import { PageHead } from '@/components/ui/page-head'
import { PaperButton } from '@/components/ui/paper-button'
import { useShortcut } from '@/components/ui/shortcuts'
import { Tag } from '@/components/ui/tag'
import { Instant } from '@/components/ui/text'
import { Timeline } from '@/components/ui/timeline'
import { useWorkspace, useWorkspaceHref } from '@/components/ui/workspace'
import { whoDid } from '@/components/who-did'
import { ownLines } from '@/server/order/rules/returnables'
import { goodsIn } from '@/server/platform/money/quantity'
import { sentence } from '@/server/words'
import { MarginCard } from '../../_components/margin-card'
import { NextStep, OrderActions } from './order-actions'
import { CustomerCard, DecisionCard, LinksCard, TotalCard } from './order-cards'
import { OrderLines } from './order-lines'
import { nextEntries, orderParts } from './order-parts'
import { SaleNotes } from './sale-notes'

/** The page of one order: its stage, its lines, its history and its next step. */
export function OrderRecord({ id }: { id: string }) {
  const trpc = useTRPC()
  const workspace = useWorkspace()
  const may = useMay()
  const href = useWorkspaceHref()
  const { data: record } = useSuspenseQuery(trpc.order.get.queryOptions({ id }))
  const router = useRouter()
  useShortcut('n', 'New order', may('order.confirm') ? () => router.push(href('/order/new')) : null)
  const { order, lines, timeline } = record
  const lacking = lines.filter((line) => line.backordered > 0).length
  const unreserved = order.stage === 'CREDIT' && lacking > 0
  const short = unreserved ? 0 : lacking
  const unwanted = goodsIn(lines, (line) => line.toPutBack)
  const own = ownLines(lines)
  const goods = sumOf(own, (line) => line.ordered - line.cancelled, workspace.locale)
  const told = timeline.map((event) => ({
    key: event.id,
    at: <Instant at={event.at} />,
    text: sentence(event, workspace),
    who: whoDid(event),
    stage: event.name.split('/')[0],
    state: event.name === 'fulfilment/pick.short' ? ('now' as const) : ('done' as const),
  }))
  return (
    <>
      <PageHead
        crumbs={[
          { label: 'Orders', href: href('/order') },
          { label: order.customerName, href: href(`/customers/${order.customerId}`) },
        ]}
        title={order.number}
        tag={
          <>
            <StandTag stage={order.stage} waitsFor={order.waitsFor} unreserved={unreserved} />
            {unwanted.units > 0 && <Tag tone="warn">{goodsText(unwanted, workspace.locale)} to put back</Tag>}
            {short > 0 && <Tag tone="warn">{countOf(short, 'line')} short</Tag>}
          </>
        }
        actions={
          <>
            <PaperButton href={`/api/documents/order/${id}?organisation=${workspace.slug}`} />
            {may('order.confirm') && <ButtonLink href={href(`/order/new?order=${id}`)}>Copy</ButtonLink>}
            <OrderActions record={record} />
          </>
        }
        go={<NextStep record={record} />}
      />
      <OrderLine parts={orderParts(record, workspace)} />
      <div className="grid items-start gap-3.5 lg:grid-cols-[minmax(0,1fr)_minmax(280px,380px)]">
        <div className="flex min-w-0 flex-col gap-3.5">
          <Card title="Lines" aside={`${countOf(own.length, 'line')} · ${goods}`} flush>
            <OrderLines
              unreserved={unreserved}
              divided={order.servedBecause === 'SPLIT'}
              lines={lines}
              currency={order.currency}
            />
          </Card>
          <Card title="What happened, what comes next">
            <Timeline entries={[...told, ...nextEntries(record, workspace)]} />
          </Card>
        </div>
        <div className="grid min-w-0 items-start gap-3.5 sm:max-lg:grid-cols-2">
          <CustomerCard record={record} />
          {record.decision && <DecisionCard decision={record.decision} told={record.told} />}
          <TotalCard record={record} />
          <LinksCard record={record} />
          <MarginCard id={id} currency={order.currency} />
          <SaleNotes about={{ kind: 'order', id }} />
          <FilesCard about={{ kind: 'order', id }} />
        </div>
      </div>
    </>
  )
}
