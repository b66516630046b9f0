'use client'

import { useQuery } from '@tanstack/react-query'
import { useMay } from '@/components/may'
import { useTRPC, useTRPCClient } from '@/components/trpc-provider'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Link } from '@/components/ui/link'
import { Cell, HeadCell, Row, Table, TableBody, TableHead } from '@/components/ui/table'
import { Day, Instant, Money } from '@/components/ui/text'
import { useWorkspaceHref } from '@/components/ui/workspace'
import type { DisputeRow, PromiseRow } from '@/server/collection/queries/records'
import { disputeWords } from '@/server/collection/words/en'
import { useVerb } from './use-verb'

/** Open promises and disputes, of all customers or of one. */
export function Agreements({ customerId }: { customerId?: string }) {
  const trpc = useTRPC()
  const { data } = useQuery(trpc.collection.agreements.queryOptions({ customerId }))
  if (!data) return null
  const { promises, disputes } = data
  if (promises.length + disputes.length === 0)
    return customerId ? null : (
      <Card>
        <EmptyState title="There is no open promise and no open dispute.">
          Record them on a customer's account or on an invoice.
        </EmptyState>
      </Card>
    )
  return (
    <div className="flex flex-col gap-3.5">
      {promises.length > 0 && <Promises promises={promises} />}
      {disputes.length > 0 && <Disputes disputes={disputes} />}
    </div>
  )
}

function Promises({ promises }: { promises: readonly PromiseRow[] }) {
  const client = useTRPCClient()
  const may = useMay()
  const href = useWorkspaceHref()
  const withdraw = useVerb(client.collection.withdrawPromise.mutate, 'Promise ended')
  return (
    <Card flush title="Promised">
      <Table label="Promises to pay">
        <TableHead>
          <tr>
            <HeadCell>Until</HeadCell>
            <HeadCell grow>Customer</HeadCell>
            <HeadCell numeric>Amount</HeadCell>
            <HeadCell>
              <span className="sr-only">Action</span>
            </HeadCell>
          </tr>
        </TableHead>
        <TableBody>
          {promises.map((one) => (
            <Row key={one.id}>
              <Cell>
                <Day day={one.promisedOn} />
              </Cell>
              <Cell grow>
                <Link href={href(`/receivable/${one.customerId}`)}>{one.customerName}</Link>{' '}
                {one.note && <span className="text-ink-3">{one.note}</span>}
              </Cell>
              <Cell numeric>
                <Money minor={one.amountMinor} />
              </Cell>
              <Cell>
                {may('collection.promise') && (
                  <Button size="sm" busy={withdraw.isPending} onClick={() => withdraw.mutate({ id: one.id })}>
                    End
                  </Button>
                )}
              </Cell>
            </Row>
          ))}
        </TableBody>
      </Table>
    </Card>
  )
}

function Disputes({ disputes }: { disputes: readonly DisputeRow[] }) {
  const href = useWorkspaceHref()
  return (
    <Card flush title="Disputed">
      <Table label="Disputes">
        <TableHead>
          <tr>
            <HeadCell importance="medium">Since</HeadCell>
            <HeadCell>Invoice</HeadCell>
            <HeadCell grow>Customer</HeadCell>
            <HeadCell importance="medium">What is wrong</HeadCell>
            <HeadCell numeric>Open</HeadCell>
          </tr>
        </TableHead>
        <TableBody>
          {disputes.map((one) => (
            <Row key={one.id}>
              <Cell importance="medium">
                <Instant at={one.createdAt} />
              </Cell>
              <Cell>
                <Link href={href(`/invoicing/${one.documentId}`)}>{one.number}</Link>
              </Cell>
              <Cell grow>
                {one.customerName} <span className="text-ink-3 sm:hidden">{disputeWords(one.cause)}</span>
              </Cell>
              <Cell importance="medium">{disputeWords(one.cause)}</Cell>
              <Cell numeric>
                <Money minor={one.openMinor} />
              </Cell>
            </Row>
          ))}
        </TableBody>
      </Table>
    </Card>
  )
}
