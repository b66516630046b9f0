'use client'

import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { ApplyDialog } from '@/components/collection/apply-dialog'
import { RefundDialog } from '@/components/collection/refund-dialog'
import { RefundTable } from '@/components/collection/refund-table'
import { useMay } from '@/components/may'
import { RecordTimeline } from '@/components/record-timeline'
import { useTRPC } from '@/components/trpc-provider'
import { Card } from '@/components/ui/card'
import { Facts } from '@/components/ui/facts'
import { Link } from '@/components/ui/link'
import { PageHead } from '@/components/ui/page-head'
import { PaperButton } from '@/components/ui/paper-button'
import { Cell, HeadCell, Row, Table, TableBody, TableHead } from '@/components/ui/table'
import { Day, Money } from '@/components/ui/text'
import { useWorkspace, useWorkspaceHref } from '@/components/ui/workspace'
import type { ReceiptRecord as Receipt } from '@/server/collection/queries/records'
import { methodWords } from '@/server/collection/words/en'
import { ReceiptTag } from './receipt-list'
import { ReverseDialog } from './reverse-dialog'

export function ReceiptRecord({ id }: { id: string }) {
  const trpc = useTRPC()
  const may = useMay()
  const href = useWorkspaceHref()
  const { slug } = useWorkspace()
  const { data: receipt } = useSuspenseQuery(trpc.collection.receipt.queryOptions({ id }))
  const { data: refunds } = useQuery(trpc.collection.refunds.queryOptions({ sourceId: id, limit: 100 }))
  const changes = may('collection.record') && !receipt.reversedAt
  return (
    <>
      <PageHead
        crumbs={[{ label: 'Receipts', href: href('/collection/receipts') }]}
        title={`Receipt ${receipt.number}`}
        tag={<ReceiptTag row={receipt} />}
        note={<Link href={href(`/receivable/${receipt.customerId}`)}>{receipt.customerName}</Link>}
        actions={
          <>
            <PaperButton href={`/api/documents/receipt/${id}?organisation=${slug}`}>PDF</PaperButton>
            {may('collection.refund') && !receipt.reversedAt && receipt.unappliedMinor > 0n && (
              <RefundDialog sourceKind="RECEIPT" sourceId={id} leftMinor={receipt.unappliedMinor} />
            )}
            {changes && <ReverseDialog receiptId={id} number={receipt.number} />}
          </>
        }
        go={
          changes &&
          receipt.unappliedMinor > 0n && (
            <ApplyDialog
              go
              source="RECEIPT"
              sourceId={id}
              customerId={receipt.customerId}
              leftMinor={receipt.unappliedMinor}
            />
          )
        }
      />
      <div className="grid items-start gap-3.5 lg:grid-cols-2">
        <div className="flex min-w-0 flex-col gap-3.5">
          <PaidCard receipt={receipt} />
          {refunds && refunds.rows.length > 0 && (
            <Card flush title="Given back">
              <RefundTable rows={refunds.rows} />
            </Card>
          )}
          <RecordTimeline objectType="receipt" objectId={id} />
        </div>
        <FactsCard receipt={receipt} />
      </div>
    </>
  )
}

function PaidCard({ receipt }: { receipt: Receipt }) {
  const href = useWorkspaceHref()
  return (
    <Card flush title="What it paid">
      {receipt.applied.length === 0 && (
        <p className="p-3.5 text-ink-3">{receipt.unappliedMinor > 0n ? 'No invoice yet.' : 'No invoice.'}</p>
      )}
      {receipt.applied.length > 0 && (
        <Table label="What it paid">
          <TableHead>
            <tr>
              <HeadCell>Day</HeadCell>
              <HeadCell grow>Invoice</HeadCell>
              <HeadCell numeric>Amount</HeadCell>
            </tr>
          </TableHead>
          <TableBody>
            {receipt.applied.map((row) => (
              <Row key={row.id} muted={row.reversal}>
                <Cell>
                  <Day day={row.effectiveOn} />
                </Cell>
                <Cell grow>
                  <Link href={href(`/invoicing/${row.documentId}`)}>{row.number}</Link>
                  {row.reversal && ' (reversed)'}
                </Cell>
                <Cell numeric>
                  <Money minor={row.amountMinor} />
                </Cell>
              </Row>
            ))}
          </TableBody>
        </Table>
      )}
    </Card>
  )
}

function FactsCard({ receipt }: { receipt: Receipt }) {
  const href = useWorkspaceHref()
  return (
    <Card title="Facts">
      <Facts
        facts={[
          {
            label: 'Amount',
            value: <Money minor={receipt.amountMinor} currency={receipt.currency} />,
            strong: true,
          },
          { label: 'Unapplied', value: <Money minor={receipt.unappliedMinor} currency={receipt.currency} /> },
          { label: 'Received', value: <Day day={receipt.receivedOn} /> },
          { label: 'How', value: methodWords(receipt.method) },
          { label: 'Reference', value: receipt.reference ?? '–' },
          receipt.orderId !== null && {
            label: 'For order',
            value: <Link href={href(`/order/${receipt.orderId}`)}>{receipt.orderNumber}</Link>,
          },
          receipt.bankLineId !== null && {
            label: 'Bank line',
            value: <Link href={href(`/collection/lines/${receipt.bankLineId}`)}>{receipt.bankName || 'open'}</Link>,
          },
          receipt.reverseReason !== null && { label: 'Reversed', value: receipt.reverseReason },
        ]}
      />
    </Card>
  )
}
