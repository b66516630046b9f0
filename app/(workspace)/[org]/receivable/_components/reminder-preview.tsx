'use client'

import { useQuery } from '@tanstack/react-query'
import { useMay } from '@/components/may'
import { useTRPC } from '@/components/trpc-provider'
import { Banner } from '@/components/ui/banner'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { DataTable } from '@/components/ui/data-table'
import type { Column } from '@/components/ui/data-table-head'
import { EmptyState } from '@/components/ui/empty-state'
import { Tag } from '@/components/ui/tag'
import { Cut, Day, Money } from '@/components/ui/text'
import { useWorkspace, useWorkspaceHref } from '@/components/ui/workspace'
import type { PreviewRow } from '@/server/receivable/queries/preview'
import { kindWords, whyNotWords } from '@/server/receivable/words/en'
import { PolicyCard } from './policy-card'
import { ReceivableHead } from './receivable-head'

const columns: Column<PreviewRow>[] = [
  { key: 'name', head: 'Customer', cell: (row) => <Cut width="max-w-52">{row.name}</Cut>, link: true },
  {
    key: 'what',
    head: 'Gets',
    cell: (row) =>
      row.kind && !row.reason ? (
        <Tag tone={row.kind === 'FINAL' ? 'bad' : 'warn'}>{kindWords(row.kind)}</Tag>
      ) : (
        <Tag>nothing</Tag>
      ),
  },
  {
    key: 'items',
    head: 'Invoices',
    cell: (row) => <Cut width="max-w-44">{row.items.map((item) => item.number).join(', ')}</Cut>,
    importance: 'low',
  },
  { key: 'why', head: 'Why not', cell: whyNotWords, importance: 'medium', grow: true },
  { key: 'total', head: 'Open', cell: (row) => <Money minor={row.totalMinor} />, numeric: true },
]

/** Which customers would be reminded today and why the others would not, by the same rule that sends; and the policy. */
export function ReminderPreview() {
  const trpc = useTRPC()
  const may = useMay()
  const href = useWorkspaceHref()
  const { slug } = useWorkspace()
  const { data } = useQuery(trpc.receivable.preview.queryOptions())
  return (
    <>
      <ReceivableHead note="What would go out now. Nobody is reminded of what they have paid." />
      {data && !data.policy?.enabled && (
        <Banner title="Reminders are off">
          Nothing is sent until somebody turns reminders on below. This is what would be sent.
        </Banner>
      )}
      {data?.stale && (
        <Banner
          tone="warn"
          title={data.bankCheckedUpTo ? 'The bank was not checked recently enough' : 'The bank was never checked'}
          action={
            may('collection.record') && <ButtonLink href={href('/collection/import')}>Read a bank file</ButtonLink>
          }
        >
          {data.bankCheckedUpTo && (
            <>
              Last checked up to <Day day={data.bankCheckedUpTo} />.{' '}
            </>
          )}
          Overdue reminders and holds wait until the bank is checked, so that nobody is reminded of money that has
          arrived.
        </Banner>
      )}
      <Card flush className="mb-3.5">
        <DataTable
          label="Reminders of today"
          columns={columns}
          rows={data?.rows}
          rowKey={(row) => row.customerId}
          rowHref={(row) => href(`/receivable/${row.customerId}`)}
          muted={(row) => row.reason !== null}
          exportHref={`/api/export/reminders?organisation=${slug}`}
          empty={<EmptyState title="Nobody is due for a reminder." />}
        />
      </Card>
      {data?.policy && <PolicyCard key={data.policy.version} policy={data.policy} />}
    </>
  )
}
