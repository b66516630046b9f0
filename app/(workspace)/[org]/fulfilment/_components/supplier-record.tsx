'use client'

import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { ArchiveButton } from '@/components/archive-button'
import { useMay } from '@/components/may'
import { RecordTimeline } from '@/components/record-timeline'
import { useTRPC, useTRPCClient } from '@/components/trpc-provider'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Facts } from '@/components/ui/facts'
import { countOf } from '@/components/ui/format'
import { useRouter } from '@/components/ui/going'
import { Link } from '@/components/ui/link'
import { PageHead } from '@/components/ui/page-head'
import { PrintButton } from '@/components/ui/print-button'
import { useShortcut } from '@/components/ui/shortcuts'
import { Cell, HeadCell, Row, Table, TableBody, TableHead } from '@/components/ui/table'
import { Tag } from '@/components/ui/tag'
import { Day } from '@/components/ui/text'
import { useWorkspaceHref } from '@/components/ui/workspace'
import { Came } from './came'
import { PlannedTag } from './planned-tag'

/** A supplier: how to reach it, and what is expected of it. */
export function SupplierRecord({ id }: { id: string }) {
  const trpc = useTRPC()
  const client = useTRPCClient().supply
  const router = useRouter()
  const may = useMay()
  const href = useWorkspaceHref()
  const { data: supplier } = useSuspenseQuery(trpc.supply.supplier.queryOptions({ id }))
  const edit = href(`/fulfilment/suppliers/${id}/edit`)
  const mayChange = may('supply.change')
  useShortcut('e', 'Change the supplier', mayChange ? () => router.push(edit) : null)
  const place = [supplier.addressLine, [supplier.postcode, supplier.city].filter(Boolean).join(' '), supplier.country]
  return (
    <>
      <PageHead
        crumbs={[{ label: 'Suppliers', href: href('/fulfilment/suppliers') }]}
        title={supplier.name}
        tag={
          supplier.archivedAt ? (
            <Tag>archived</Tag>
          ) : (
            supplier.late > 0 && <Tag tone="warn">{countOf(supplier.late, 'list')} late</Tag>
          )
        }
        note={supplier.number}
        actions={
          <>
            <PrintButton />
            {mayChange && (
              <ArchiveButton
                record={supplier}
                description="The supplier leaves lists and choosers; what is expected stays expected."
                archive={(record) => client.archiveSupplier.mutate(record)}
                restore={(record) => client.restoreSupplier.mutate(record)}
              />
            )}
            {mayChange && (
              <ButtonLink href={edit} shortcut="E">
                Change
              </ButtonLink>
            )}
          </>
        }
        go={
          mayChange &&
          !supplier.archivedAt && (
            <ButtonLink tone="go" href={href(`/fulfilment/planned/new?supplier=${id}`)}>
              Plan a receipt
            </ButtonLink>
          )
        }
      />
      <div className="grid items-start gap-3.5 md:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <Lists supplierId={id} />
        <Card title="Supplier">
          <Facts
            start
            facts={[
              { label: 'Contact', value: supplier.contact ?? '–' },
              {
                label: 'E-mail',
                value: supplier.email ? <Link href={`mailto:${supplier.email}`}>{supplier.email}</Link> : '–',
              },
              { label: 'Telephone', value: supplier.phone ?? '–' },
              { label: 'Address', value: place.filter(Boolean).join(', ') },
              { label: 'Lead time', value: countOf(supplier.leadDays, 'day') },
              supplier.note !== null && { label: 'Note', value: supplier.note },
            ]}
          />
        </Card>
        <div className="md:col-span-2 print:hidden">
          <RecordTimeline objectType="supplier" objectId={id} newestFirst />
        </div>
      </div>
    </>
  )
}

/** What was and is expected, the newest first. */
function Lists({ supplierId }: { supplierId: string }) {
  const trpc = useTRPC()
  const href = useWorkspaceHref()
  const { data } = useQuery(trpc.supply.list.queryOptions({ supplierId, state: 'ALL', sort: '-expectedOn', limit: 20 }))
  return (
    <Card
      flush
      title="Planned receipts"
      footer={
        data?.next && <Link href={href(`/fulfilment/planned?supplier=${supplierId}&state=ALL`)}>All of them</Link>
      }
    >
      {data?.rows.length === 0 ? (
        <EmptyState title="Nothing was planned yet." />
      ) : (
        <Table label="Planned receipts">
          <TableHead>
            <tr>
              <HeadCell grow>Number</HeadCell>
              <HeadCell>State</HeadCell>
              <HeadCell importance="medium" numeric>
                Received
              </HeadCell>
              <HeadCell numeric>Expected</HeadCell>
            </tr>
          </TableHead>
          <TableBody>
            {data?.rows.map((row) => (
              <Row key={row.id}>
                <Cell grow>
                  <Link href={href(`/fulfilment/planned/${row.id}`)}>{row.number}</Link>
                </Cell>
                <Cell>
                  <PlannedTag state={row.state} late={row.late} />
                </Cell>
                <Cell importance="medium" numeric>
                  <Came of={row} />
                </Cell>
                <Cell numeric>
                  <Day day={row.expectedOn} />
                </Cell>
              </Row>
            ))}
          </TableBody>
        </Table>
      )}
    </Card>
  )
}
