'use client'

import { useState } from 'react'
import { useMay } from '@/components/may'
import { useTRPCClient } from '@/components/trpc-provider'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { DialogButton } from '@/components/ui/dialog-button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Link } from '@/components/ui/link'
import { Cell, HeadCell, Row, Table, TableBody, TableHead } from '@/components/ui/table'
import { Day, Money } from '@/components/ui/text'
import { useWorkspaceHref } from '@/components/ui/workspace'
import type { RefundRow } from '@/server/collection/queries/refunds'
import { methodWords } from '@/server/collection/words/en'
import { useVerb } from './use-verb'

/** The state of a refund: on its way, seen on the bank statement, or reversed. */
export function RefundState({ row }: { row: RefundRow }) {
  const href = useWorkspaceHref()
  if (row.reversedAt) return <>reversed: {row.reverseReason}</>
  if (row.bankLineId) return <Link href={href(`/collection/lines/${row.bankLineId}`)}>left the bank</Link>
  return <>{row.method === 'BANK' ? 'on its way' : methodWords(row.method)}</>
}

/** The refunds of one receipt or credit note, each with a button to take it back. */
export function RefundTable({ rows }: { rows: readonly RefundRow[] }) {
  const may = useMay()
  const changes = may('collection.refund')
  return (
    <Table label="Refunds">
      <TableHead>
        <tr>
          <HeadCell>Number</HeadCell>
          <HeadCell importance="low">Day</HeadCell>
          <HeadCell grow importance="medium">
            Why
          </HeadCell>
          <HeadCell importance="medium">State</HeadCell>
          <HeadCell numeric>Amount</HeadCell>
          {changes && (
            <HeadCell>
              <span className="sr-only">Reverse</span>
            </HeadCell>
          )}
        </tr>
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <Row key={row.id} muted={row.reversedAt !== null}>
            <Cell>
              {row.number}
              {row.reversedAt && <span className="sm:hidden"> reversed</span>}
            </Cell>
            <Cell importance="low">
              <Day day={row.refundedOn} />
            </Cell>
            <Cell grow importance="medium">
              {row.reason}
            </Cell>
            <Cell importance="medium">
              <RefundState row={row} />
            </Cell>
            <Cell numeric>
              <Money minor={row.amountMinor} currency={row.currency} />
            </Cell>
            {changes && <Cell>{!row.reversedAt && <TakeRefundBack row={row} />}</Cell>}
          </Row>
        ))}
      </TableBody>
    </Table>
  )
}

export const TakeRefundBack = (props: { row: RefundRow }) => (
  <DialogButton button={<Button size="sm">Reverse</Button>}>
    {(onClose) => <TakeBack {...props} onClose={onClose} />}
  </DialogButton>
)

function TakeBack({ row, onClose }: { row: RefundRow } & { onClose: () => void }) {
  const client = useTRPCClient()
  const [reason, setReason] = useState('')
  const reverse = useVerb(client.collection.reverseRefund.mutate, `${row.number} reversed`)
  const send = async () => {
    await reverse.mutateAsync({ refundId: row.id, reason })
    onClose()
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Take ${row.number} back`}
      description="For a refund that was recorded wrongly, or that came back. The money is unapplied cash of the customer again."
      actions={
        <Button
          tone="danger"
          busy={reverse.isPending}
          disabled={reason.trim() === ''}
          onClick={() => void send().catch(() => {})}
        >
          Take it back
        </Button>
      }
    >
      <Field name="reason" label="Reason" required>
        <Input value={reason} maxLength={300} onChange={(event) => setReason(event.target.value)} />
      </Field>
    </Dialog>
  )
}
