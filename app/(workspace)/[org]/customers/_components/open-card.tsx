import { Card } from '@/components/ui/card'
import { Link } from '@/components/ui/link'
import { Cell, HeadCell, Row, Table, TableBody, TableHead } from '@/components/ui/table'
import { Tag } from '@/components/ui/tag'
import { Day, Money } from '@/components/ui/text'
import { useWorkspaceHref } from '@/components/ui/workspace'
import type { CustomerFigures } from '@/server/reporting/queries/customer'
import type { OpenThing } from '@/server/reporting/queries/customer-open'

const onWords: Record<OpenThing['kind'], string> = {
  INVOICE: 'due',
  CREDIT_NOTE: 'of',
  RECEIPT: 'received',
  PROMISE: 'promised for',
}

/** Everything that is open of the payer: invoices and credits with their sum, money applied to nothing yet, promises. */
export function OpenCard({ figures, payerId }: { figures: CustomerFigures; payerId: string }) {
  const href = useWorkspaceHref()
  const { open, openItems, openMinor } = figures
  const items = open.filter(({ kind }) => kind === 'INVOICE' || kind === 'CREDIT_NOTE')
  const money = open.filter(({ kind }) => kind === 'RECEIPT')
  const promises = open.filter(({ kind }) => kind === 'PROMISE')
  const more = openItems - items.length
  return (
    <Card flush title="What is open">
      <Table label="What is open">
        <TableHead>
          <tr>
            <HeadCell grow>What</HeadCell>
            <HeadCell numeric>Open</HeadCell>
          </tr>
        </TableHead>
        <TableBody>
          {items.map((one) => (
            <OpenRow key={one.id} one={one} />
          ))}
          {items.length > 0 && (
            <Row>
              <Cell grow className="font-semibold">
                Open items{' '}
                {more > 0 && (
                  <Link href={href(`/receivable/${payerId}`)} className="font-normal">
                    with {more} more
                  </Link>
                )}
              </Cell>
              <Cell numeric className="font-semibold">
                <Money minor={openMinor} />
              </Cell>
            </Row>
          )}
          {[...money, ...promises].map((one) => (
            <OpenRow key={one.id} one={one} />
          ))}
        </TableBody>
      </Table>
    </Card>
  )
}

function OpenRow({ one: { id, kind, label, on, amountMinor, disputed } }: { one: OpenThing }) {
  const href = useWorkspaceHref()
  return (
    <Row>
      <Cell grow>
        {kind === 'PROMISE' ? (
          `Promise${label ? `: ${label}` : ''}`
        ) : (
          <Link href={href(kind === 'RECEIPT' ? `/collection/receipts/${id}` : `/invoicing/${id}`)}>{label}</Link>
        )}{' '}
        {kind === 'CREDIT_NOTE' && <Tag>credit</Tag>}
        {kind === 'RECEIPT' && <Tag>not applied</Tag>}
        {disputed && <Tag tone="warn">disputed</Tag>}
        <span className="text-ink-3 text-xs">
          {' '}
          {onWords[kind]} <Day day={on} />
        </span>
      </Cell>
      <Cell numeric>
        <Money minor={amountMinor} />
      </Cell>
    </Row>
  )
}
