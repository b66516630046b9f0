'use client'

import { useQuery } from '@tanstack/react-query'
import { useIsKept } from '@/components/kept'
import { useMay } from '@/components/may'
import { LineOfEight } from '@/components/order/line-of-eight'
import { OrderSquares } from '@/components/order/order-squares'
import { isStopped, squareOf } from '@/components/order/stage-words'
import { stages } from '@/components/order/stages'
import { StandTag } from '@/components/order/stand-tag'
import { useTRPC } from '@/components/trpc-provider'
import { ButtonLink } from '@/components/ui/button'
import type { Column } from '@/components/ui/data-table-head'
import { EmptyState } from '@/components/ui/empty-state'
import { FilterBar } from '@/components/ui/filter-bar'
import { formatAge } from '@/components/ui/format'
import { useRouter } from '@/components/ui/going'
import { useListState } from '@/components/ui/list-state'
import { PageHead } from '@/components/ui/page-head'
import { useShortcut } from '@/components/ui/shortcuts'
import { Age, Day, Instant, Money } from '@/components/ui/text'
import { useWorkspace, useWorkspaceHref } from '@/components/ui/workspace'
import { WorkList } from '@/components/work-list'
import type { OrderListRow } from '@/server/order/queries/list'
import { orderListOf } from '@/server/order/schema'
import { orderWaits } from '@/server/order/schema/waits'
import { waitsWords } from '@/server/order/words/en'
import { OrderTabs } from './order-tabs'

/** Which columns can be sorted depends on the filter, because each order needs an index. */
const columnsOf = (byAge: boolean): Column<OrderListRow>[] => [
  { key: 'number', head: 'Order', cell: (row) => row.number, link: true },
  { key: 'customer', head: 'Customer', cell: (row) => row.customerName, grow: true },
  { key: 'reference', head: 'Reference', cell: (row) => row.customerReference ?? '', importance: 'low' },
  {
    key: 'way',
    head: 'Line',
    cell: (row) =>
      row.stage === 'CANCELLED' ? null : <OrderSquares stage={squareOf(row.stage)} stopped={isStopped(row.waitsFor)} />,
    importance: 'medium',
  },
  {
    key: 'stand',
    head: 'Stands',
    cell: (row) => <StandTag stage={row.stage} waitsFor={row.waitsFor} unreserved={row.unreserved > 0} inRow />,
  },
  {
    key: 'stageSince',
    head: 'There for',
    cell: (row) => <Age since={row.stageSince} />,
    numeric: true,
    importance: 'medium',
    sortable: byAge,
  },
  {
    key: 'promisedOn',
    head: 'Promised',
    cell: (row) => (row.undated ? 'no day known' : <Day day={row.promisedOn} />),
    importance: 'low',
  },
  {
    key: 'orderedAt',
    head: 'Ordered',
    cell: (row) => <Instant at={row.orderedAt} />,
    importance: 'low',
    sortable: true,
  },
  {
    key: 'total',
    head: 'Total',
    cell: (row) => <Money minor={row.grossMinor} currency={row.currency} />,
    numeric: true,
  },
]

export function OrderList() {
  const trpc = useTRPC()
  const router = useRouter()
  const may = useMay()
  const href = useWorkspaceHref()
  const { search, filters } = useListState()
  const byAge = Boolean(filters.stage || filters.waitsFor) && filters.view !== 'late'
  const mayAdd = may('order.confirm')
  useShortcut('n', 'New order', mayAdd ? () => router.push(href('/order/new')) : null)
  const begun = useIsKept('order')
  const enter = (
    <ButtonLink href={href('/order/new')} tone="go" shortcut="N">
      {begun ? 'Continue the new order' : 'New order'}
    </ButtonLink>
  )
  return (
    <>
      <PageHead title="Orders" go={mayAdd && enter} />
      <OrderTabs />
      <StagesNow />
      <FilterBar
        search="Order, reference, customer or product"
        also={[
          { key: 'customer', label: 'One customer' },
          { key: 'product', label: 'One product' },
        ]}
        views={[
          { label: 'All', href: href('/order'), current: !filters.view },
          { label: 'Late', href: href('/order?view=late'), current: filters.view === 'late' },
          { label: 'No day known', href: href('/order?view=undated'), current: filters.view === 'undated' },
          {
            label: 'Not reserved',
            href: href('/order?view=unreserved'),
            current: filters.view === 'unreserved',
          },
          { label: 'Mine', href: href('/order?view=mine'), current: filters.view === 'mine' },
        ]}
        filters={[
          {
            key: 'stage',
            label: 'Stage',
            options: [
              ...stages
                .filter(({ key }) => key !== 'reporting')
                .map(({ key, label }) => ({ value: key.toUpperCase(), label })),
              { value: 'SETTLED', label: 'Settled' },
              { value: 'CANCELLED', label: 'Cancelled' },
            ],
          },
          {
            key: 'waitsFor',
            label: 'Waits for',
            options: orderWaits.map((one) => ({ value: one, label: waitsWords(one) })),
          },
        ]}
      />
      <WorkList
        list={trpc.order.list.queryOptions(orderListOf(search))}
        exported="orders"
        none="No order fits."
        label="Orders"
        columns={columnsOf(byAge)}
        sorted={byAge ? 'stageSince' : '-orderedAt'}
        rowKey={(row) => row.id}
        rowHref={(row) => href(`/order/${row.id}`)}
        muted={(row) => row.stage === 'CANCELLED' || row.stage === 'SETTLED'}
        empty={
          <EmptyState title="Orders appear here as soon as they are confirmed." action={mayAdd && enter}>
            Enter one, send a quote, or let your shop send them through the API.
          </EmptyState>
        }
      />
    </>
  )
}

/** The number of orders in each stage; each square links to its orders. */
function StagesNow() {
  const { now } = useWorkspace()
  const href = useWorkspaceHref()
  const { data } = useQuery(useTRPC().order.stages.queryOptions())
  return (
    <LineOfEight
      now={stages.map(({ key }) => {
        const stage = key === 'reporting' ? 'SETTLED' : key.toUpperCase()
        const here = data?.find((one) => one.stage === stage)
        const count = here?.orders ?? 0n
        return {
          key,
          label: stage === 'SETTLED' ? 'Settled' : undefined,
          count: data && (count >= 1000n ? '1,000+' : String(count)),
          note:
            here?.oldestAt && stage !== 'SETTLED'
              ? `oldest ${formatAge(now.getTime() - here.oldestAt.getTime())}`
              : undefined,
          href: href(`/order?stage=${stage}`),
        }
      })}
    />
  )
}
