import { Card } from '@/components/ui/card'
import { Link } from '@/components/ui/link'
import { Cell, HeadCell, Row, Table, TableBody, TableHead } from '@/components/ui/table'
import { Tag } from '@/components/ui/tag'
import { Age, Count, Money } from '@/components/ui/text'
import type { WaitingSummary } from '@/server/home/queries/waiting'
import { recordHref, waitingHref, waitingWords } from './waiting-words'

interface NeedsYouProps {
  slug: string
  /** Whether this person can act on these records; otherwise they are news. */
  isWork: boolean
  kinds: readonly WaitingSummary[]
}

/** The work lists of all stages together: what waits, how many records, which amount, and how long the oldest has waited. */
export function NeedsYou({ slug, isWork, kinds }: NeedsYouProps) {
  return (
    <Card
      title={isWork ? 'To do' : 'What waits'}
      aside={String(kinds.reduce((sum, { count }) => sum + count, 0))}
      flush
    >
      {kinds.length === 0 ? (
        <p className="p-3.5 text-ink-2">
          Nothing waits for a person. What does will stand here; the rest is on{' '}
          <Link href={`/${slug}/order`}>the orders</Link>.
        </p>
      ) : (
        <Table label={isWork ? 'To do' : 'What waits for a person'}>
          <TableHead className="sr-only">
            <tr>
              <HeadCell>Why</HeadCell>
              <HeadCell>What</HeadCell>
              <HeadCell numeric>Amount</HeadCell>
              <HeadCell numeric>The oldest</HeadCell>
            </tr>
          </TableHead>
          <TableBody>
            {kinds.map((summary) => (
              <Summary key={summary.kind} slug={slug} summary={summary} />
            ))}
          </TableBody>
        </Table>
      )}
    </Card>
  )
}

function Summary({ slug, summary: { kind, count, amountMinor, first } }: { slug: string; summary: WaitingSummary }) {
  const { word, tone, one, many } = waitingWords[kind]
  const name = [first.label, first.customerName].filter(Boolean).join(' ')
  return (
    <Row>
      <Cell>
        <Tag tone={tone}>{word}</Tag>
      </Cell>
      <Cell grow>
        {count === 1 ? (
          <Link href={recordHref(slug, kind, first.recordId)}>
            {one}: {name}
          </Link>
        ) : (
          <Link href={waitingHref(slug, kind)} title={`The oldest: ${name}`}>
            <Count value={count} /> {many}
          </Link>
        )}
      </Cell>
      <Cell numeric importance="low">
        {amountMinor === null ? null : <Money minor={amountMinor} whole />}
      </Cell>
      <Cell numeric>
        <Age since={first.since} />
      </Cell>
    </Row>
  )
}
