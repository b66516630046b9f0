'use client'

import { useState } from 'react'
import { ApplyDialog } from '@/components/collection/apply-dialog'
import { RefundDialog } from '@/components/collection/refund-dialog'
import { useVerb } from '@/components/collection/use-verb'
import { useMay } from '@/components/may'
import { useTRPCClient } from '@/components/trpc-provider'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Dialog } from '@/components/ui/dialog'
import { DialogButton } from '@/components/ui/dialog-button'
import { Field } from '@/components/ui/field'
import { Link } from '@/components/ui/link'
import { MoneyInput } from '@/components/ui/money-input'
import { Select } from '@/components/ui/select'
import { Cell, HeadCell, Row, Table, TableBody, TableHead } from '@/components/ui/table'
import { Day, Money } from '@/components/ui/text'
import { useWorkspaceHref } from '@/components/ui/workspace'
import { writeOffCauses } from '@/server/collection/schema'
import { writeOffWords } from '@/server/collection/words/en'
import type { InvoiceRecord } from '@/server/invoicing/queries/record'

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
const sources: Record<string, string> = {
  RECEIPT: 'Receipt',
  DEPOSIT: 'Paid beforehand',
  CREDIT_NOTE: 'Credit',
  WRITE_OFF: 'Written off',
  REFUND: 'Refunded',
}

/** What is owed by a document, or was when it was moved in. */
type Owed = Pick<InvoiceRecord, 'item' | 'number'>

/** Writes off the open amount or a part of it. */
export const WriteOffDialog = (props: { invoice: Owed }) => (
  <DialogButton button={<Button>Write off</Button>}>
    {(onClose) => <WriteOff {...props} onClose={onClose} />}
  </DialogButton>
)

function WriteOff({ invoice, onClose }: { invoice: Owed } & { onClose: () => void }) {
  const client = useTRPCClient()
  const [cause, setCause] = useState<(typeof writeOffCauses)[number]>('UNCOLLECTIBLE')
  const [amountMinor, setAmountMinor] = useState<bigint | null>(invoice.item.openMinor)
  const writeOff = useVerb(client.collection.writeOff.mutate, 'Written off')
  const send = async () => {
    await writeOff.mutateAsync({ openItemId: invoice.item.id, cause, amountMinor: amountMinor ?? undefined })
    onClose()
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Write off ${invoice.number}`}
      description="The amount is written off, and the tax you owe is reduced with it."
      actions={
        <Button
          tone="danger"
          busy={writeOff.isPending}
          disabled={!amountMinor}
          onClick={() => void send().catch(() => {})}
        >
          Write off
        </Button>
      }
    >
      <div className="flex flex-col gap-3">
        <Field name="amountMinor" label="Amount" required>
          <MoneyInput value={amountMinor} onValueChange={setAmountMinor} />
        </Field>
        <Field label="Why" required>
          <Select
            value={cause}
            onChange={(event) => setCause(event.target.value as typeof cause)}
            options={writeOffCauses.map((value) => ({ value, label: capital(writeOffWords(value)) }))}
          />
        </Field>
      </div>
    </Dialog>
  )
}

/** The payments and credits of an invoice, or the invoices to which a credit note was applied. */
export function AppliedCard({ invoice }: { invoice: Pick<InvoiceRecord, 'item' | 'kind' | 'payerId' | 'applied'> }) {
  const may = useMay()
  const href = useWorkspaceHref()
  const creditLeft = invoice.kind === 'CREDIT_NOTE' && invoice.item.openMinor < 0n
  const left = { sourceId: invoice.item.id, leftMinor: -invoice.item.openMinor }
  const action = creditLeft && (
    <span className="flex flex-wrap gap-2">
      {may('collection.record') && <ApplyDialog source="CREDIT_NOTE" customerId={invoice.payerId} {...left} />}
      {may('collection.refund') && <RefundDialog sourceKind="CREDIT_NOTE" {...left} />}
    </span>
  )
  if (invoice.applied.length === 0 && !creditLeft) return null
  const link = (row: InvoiceRecord['applied'][number]) =>
    row.recordId &&
    (row.sourceKind === 'CREDIT_NOTE' ? `/invoicing/${row.recordId}` : `/collection/receipts/${row.recordId}`)
  return (
    <Card flush title={invoice.kind === 'INVOICE' ? 'Settled by' : 'Used for'} aside={action}>
      {invoice.applied.length === 0 ? (
        <p className="px-3.5 py-3 text-ink-3">Nothing yet.</p>
      ) : (
        <Table label="What was applied">
          <TableHead>
            <tr>
              <HeadCell>Day</HeadCell>
              <HeadCell grow>By</HeadCell>
              <HeadCell numeric>Amount</HeadCell>
            </tr>
          </TableHead>
          <TableBody>
            {invoice.applied.map((row) => (
              <Row key={row.id} muted={row.reversal}>
                <Cell>
                  <Day day={row.effectiveOn} />
                </Cell>
                <Cell grow>
                  {sources[row.sourceKind]}{' '}
                  {link(row) ? <Link href={href(link(row) as string)}>{row.sourceNumber}</Link> : row.sourceNumber}
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
