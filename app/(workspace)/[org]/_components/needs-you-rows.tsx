import { Link } from '@/components/ui/link'
import { Cell, HeadCell, Row, Table, TableBody, TableHead } from '@/components/ui/table'
import { Tag, type Tone } from '@/components/ui/tag'
import { Age, Money } from '@/components/ui/text'
import type { Attention, AttentionKind } from '@/server/reporting/queries/attention'

export type NeedsYouRow = Attention

const words: Record<AttentionKind, { word: string; tone: Tone }> = {
  REFERRED: { word: 'refer', tone: 'plain' },
  HELD: { word: 'held', tone: 'bad' },
  UNPAID: { word: 'prepay', tone: 'plain' },
  SHORT: { word: 'waits', tone: 'warn' },
  LATE: { word: 'late', tone: 'warn' },
  NOT_INVOICED: { word: 'invoice', tone: 'bad' },
  UNMATCHED: { word: 'match', tone: 'plain' },
  OVERDUE: { word: 'overdue', tone: 'bad' },
  QUOTE: { word: 'quote', tone: 'plain' },
}

const paths: Record<Attention['objectType'], string> = {
  order: '/order',
  shipment: '/shipping',
  bankLine: '/collection/lines',
  customer: '/receivable',
  quote: '/order/quotes',
}

export function Body({ slug, rows }: { slug: string; rows: readonly NeedsYouRow[] }) {
  return (
    <Table label="What needs a person">
      <TableHead className="sr-only">
        <tr>
          <HeadCell>Why</HeadCell>
          <HeadCell>Record</HeadCell>
          <HeadCell numeric>Amount</HeadCell>
          <HeadCell numeric>Age</HeadCell>
        </tr>
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <Row key={`${row.kind}/${row.id}`}>
            <Cell>
              <Tag tone={words[row.kind].tone}>{words[row.kind].word}</Tag>
            </Cell>
            <Cell grow>
              <Link href={`/${slug}${paths[row.objectType]}/${row.id}`}>{row.label}</Link>
            </Cell>
            <Cell numeric importance="low">
              <Money minor={row.amountMinor} />
            </Cell>
            <Cell numeric>
              <Age since={row.since} />
            </Cell>
          </Row>
        ))}
      </TableBody>
    </Table>
  )
}
