'use client'

import { useRouter } from 'next/navigation'
import { useMay } from '@/components/may'
import { Banner } from '@/components/ui/banner'
import { Card } from '@/components/ui/card'
import { ExportLinks } from '@/components/ui/data-table'
import { DatePicker } from '@/components/ui/date-picker'
import { Field } from '@/components/ui/field'
import { Link } from '@/components/ui/link'
import { PageHead } from '@/components/ui/page-head'
import { PrintButton } from '@/components/ui/print-button'
import { Cell, HeadCell, Row, Table, TableBody, TableHead } from '@/components/ui/table'
import { Day, Money } from '@/components/ui/text'
import { useWorkspace, useWorkspaceHref } from '@/components/ui/workspace'
import type { AccountStatement as Statement, StatementEntry } from '@/server/receivable/queries/statement'
import { causeWords } from '@/server/receivable/words/en'
import { type Letter, StatementFoot, StatementLetter } from './statement-letter'

interface AccountStatementProps {
  customerId: string
  name: string
  from: string
  to: string
  statement: Statement
  letter: Letter
}

/** Each document and payment with the balance after it; it can be printed. */
export function AccountStatement({ customerId, name, from, to, statement, letter }: AccountStatementProps) {
  const router = useRouter()
  const href = useWorkspaceHref()
  const { slug } = useWorkspace()
  const show = (next: { from?: string; to?: string }) => {
    const search = new URLSearchParams({ from: next.from ?? from, to: next.to ?? to })
    router.replace(href(`/receivable/${customerId}/statement?${search}`))
  }
  return (
    <>
      <StatementLetter letter={letter} from={from} to={to} />
      <PageHead
        crumbs={[
          { label: 'Receivables', href: href('/receivable') },
          { label: name, href: href(`/receivable/${customerId}`) },
        ]}
        title={`Statement of account: ${name}`}
        note={
          <>
            <Day day={from} style="long" /> to <Day day={to} style="long" />
          </>
        }
        go={<PrintButton label="Print the statement" />}
      />
      <div className="mb-3.5 flex flex-wrap gap-3.5 print:hidden">
        <Field label="From" required>
          <DatePicker value={from} max={to} onSettled={(day) => day && show({ from: day })} />
        </Field>
        <Field label="To" required>
          <DatePicker value={to} min={from} onSettled={(day) => day && show({ to: day })} />
        </Field>
      </div>
      {statement.moreMinor !== null && (
        <Banner tone="warn" title="Not every movement is shown">
          These are the first {statement.entries.length} of this period. Choose a shorter one, or export it: the file
          has all of them.
        </Banner>
      )}
      <Entries from={from} to={to} statement={statement} />
      <div className="mb-3.5 flex gap-2 print:hidden">
        <ExportLinks
          href={`/api/export/account-movements?${new URLSearchParams({ organisation: slug, customer: customerId, from, to })}`}
        />
      </div>
      <StatementFoot letter={letter} />
    </>
  )
}

/** The number of a document or payment, as a link for a person who may open it. */
function Numbered({ entry: { number, record } }: { entry: StatementEntry }) {
  const may = useMay()
  const href = useWorkspaceHref()
  if (!record || !may(record.kind === 'invoice' ? 'invoice.read' : 'collection.read')) return <>{number}</>
  const path = record.kind === 'invoice' ? '/invoicing' : '/collection/receipts'
  return <Link href={href(`${path}/${record.id}`)}>{number}</Link>
}

function Entries({ from, to, statement }: Pick<AccountStatementProps, 'from' | 'to' | 'statement'>) {
  let balance = statement.openingMinor
  const rows = statement.entries.map((entry) => {
    balance += entry.amountMinor
    return { ...entry, balance }
  })
  return (
    <Card flush>
      <Table label="Statement of account">
        <TableHead>
          <tr>
            <HeadCell>Day</HeadCell>
            <HeadCell grow>What</HeadCell>
            <HeadCell numeric>Amount</HeadCell>
            <HeadCell numeric>Balance</HeadCell>
          </tr>
        </TableHead>
        <TableBody>
          <Row muted>
            <Cell>
              <Day day={from} />
            </Cell>
            <Cell grow>Brought forward</Cell>
            <Cell numeric />
            <Cell numeric>
              <Money minor={statement.openingMinor} />
            </Cell>
          </Row>
          {rows.map((row) => (
            <Row key={row.id}>
              <Cell>
                <Day day={row.on} />
              </Cell>
              <Cell grow>
                {causeWords(row.cause)} <Numbered entry={row} />
              </Cell>
              <Cell numeric>
                <Money minor={row.amountMinor} />
              </Cell>
              <Cell numeric>
                <Money minor={row.balance} />
              </Cell>
            </Row>
          ))}
          {statement.moreMinor !== null && (
            <Row muted>
              <Cell />
              <Cell grow>More movements, in one sum</Cell>
              <Cell numeric>
                <Money minor={statement.moreMinor} />
              </Cell>
              <Cell numeric>
                <Money minor={statement.closingMinor} />
              </Cell>
            </Row>
          )}
          <Row className="font-semibold">
            <Cell>
              <Day day={to} />
            </Cell>
            <Cell grow>Owed</Cell>
            <Cell numeric />
            <Cell numeric>
              <Money minor={statement.closingMinor} />
            </Cell>
          </Row>
        </TableBody>
      </Table>
    </Card>
  )
}
