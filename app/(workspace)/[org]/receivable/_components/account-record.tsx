'use client'

import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { Agreements } from '@/components/collection/agreements'
import { useMay } from '@/components/may'
import { RecordTimeline } from '@/components/record-timeline'
import { useTRPC } from '@/components/trpc-provider'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { cn } from '@/components/ui/cn'
import { DataTable } from '@/components/ui/data-table'
import type { Column } from '@/components/ui/data-table-head'
import { EmptyState } from '@/components/ui/empty-state'
import { Facts } from '@/components/ui/facts'
import { InsideOnly } from '@/components/ui/inside-only'
import { Link } from '@/components/ui/link'
import { PageHead } from '@/components/ui/page-head'
import { Tag } from '@/components/ui/tag'
import { Day, Money } from '@/components/ui/text'
import { useWorkspace, useWorkspaceHref } from '@/components/ui/workspace'
import type { OpenItemRow } from '@/server/collection/queries/lists'
import { holdWords, latenessWords } from '@/server/credit/words/en'
import type { ReceivableAccount } from '@/server/receivable/queries/account'
import { kindWords, skipWords } from '@/server/receivable/words/en'
import { PauseDialog } from './pause-dialog'
import { PromiseDialog } from './promise-dialog'

const columns: Column<OpenItemRow>[] = [
  { key: 'number', head: 'Number', cell: (row) => row.number, link: true, grow: true },
  { key: 'issued', head: 'Issued', cell: (row) => <Day day={row.issuedOn} />, importance: 'low' },
  { key: 'due', head: 'Due', cell: (row) => <Day day={row.dueOn} /> },
  {
    key: 'state',
    head: 'State',
    cell: (row) =>
      row.kind === 'CREDIT_NOTE' ? <Tag>credit</Tag> : row.overdueSince ? <Tag tone="bad">overdue</Tag> : null,
  },
  {
    key: 'amount',
    head: 'Total',
    cell: (row) => <Money minor={row.amountMinor} />,
    numeric: true,
    importance: 'medium',
  },
  { key: 'open', head: 'Open', cell: (row) => <Money minor={row.openMinor} />, numeric: true },
]

/** The account of one payer: open items, payment behaviour, agreements, and reminders sent. */
export function AccountRecord({ customerId }: { customerId: string }) {
  const trpc = useTRPC()
  const may = useMay()
  const href = useWorkspaceHref()
  const { slug } = useWorkspace()
  const { data: account } = useSuspenseQuery(trpc.receivable.account.queryOptions({ customerId }))
  const { data: items } = useQuery(trpc.collection.items.queryOptions({ customerId, limit: 100 }))
  return (
    <>
      <InsideOnly />
      <PageHead
        crumbs={[{ label: 'Receivables', href: href('/receivable') }]}
        title={account.name}
        tag={account.holds.map((cause) => (
          <Tag key={cause} tone="bad">
            on hold: {holdWords(cause)}
          </Tag>
        ))}
        note={<Link href={href(`/customers/${customerId}`)}>{account.number}</Link>}
        actions={
          <>
            <ButtonLink href={href(`/receivable/${customerId}/statement`)}>Statement</ButtonLink>
            {may('receivable.change') && <PauseDialog account={account} />}
            {may('collection.promise') && <PromiseDialog account={account} />}
          </>
        }
        go={
          may('collection.record') && (
            <ButtonLink tone="go" href={href(`/collection/new?customer=${customerId}`)}>
              Record a payment
            </ButtonLink>
          )
        }
      />
      <div className="grid items-start gap-3.5 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <div className="flex min-w-0 flex-col gap-3.5">
          <Card flush title="Open items">
            <DataTable
              label="Open items"
              columns={columns}
              rows={items?.rows}
              rowKey={(row) => row.id}
              rowHref={(row) => href(`/invoicing/${row.documentId}`)}
              exportHref={`/api/export/open-items?organisation=${slug}&customer=${customerId}`}
              empty={<EmptyState title="Nothing is open." />}
            />
          </Card>
          <Agreements customerId={customerId} />
          <RecordTimeline objectType="customer" objectId={customerId} newestFirst />
        </div>
        <div className="flex min-w-0 flex-col gap-3.5">
          <AccountFacts account={account} />
          <Reminders account={account} />
        </div>
      </div>
    </>
  )
}

function AccountFacts({ account }: { account: ReceivableAccount }) {
  const { behaviour } = account
  return (
    <Card title="Account">
      <Facts
        facts={[
          { label: 'Open', value: <Money minor={account.openMinor} />, strong: true },
          { label: 'Unapplied cash and deposits', value: <Money minor={account.unappliedMinor} /> },
          {
            label: 'Credit limit',
            value: account.limitMinor === null ? 'none yet' : <Money minor={account.limitMinor} />,
          },
          { label: 'E-mail', value: account.email ?? 'none: cannot be reminded' },
          account.remindersPausedUntil !== null && {
            label: 'Reminders paused until',
            value: <Day day={account.remindersPausedUntil} />,
          },
          behaviour !== null && { label: 'Invoices settled', value: `${behaviour.settled}, ${behaviour.late} late` },
          behaviour !== null && { label: 'Usually pays', value: latenessWords(behaviour.medianDaysLate) },
          behaviour !== null && { label: 'Nine of ten by', value: latenessWords(behaviour.p90DaysLate) },
        ]}
      />
    </Card>
  )
}

function Reminders({ account }: { account: ReceivableAccount }) {
  return (
    <Card title="Reminders">
      {account.reminders.length === 0 && <p className="text-ink-3">None yet.</p>}
      <ul className="grid grid-cols-[auto_minmax(0,1fr)_auto] gap-x-2.5 gap-y-1.5">
        {account.reminders.map((one) => (
          <li
            key={one.id}
            className={cn('col-span-full grid grid-cols-subgrid items-baseline', one.state !== 'SENT' && 'text-ink-3')}
          >
            <span className="text-ink-3">
              <Day day={one.day} />
            </span>
            <span>
              {one.state === 'SENT' ? `${kindWords(one.kind)} sent` : `Not sent: ${skipWords(one.reason ?? '')}`}
            </span>
            <Money minor={one.totalMinor} />
          </li>
        ))}
      </ul>
    </Card>
  )
}
