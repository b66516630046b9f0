import { Card } from '@/components/ui/card'
import { Link } from '@/components/ui/link'
import { Cell, Row, Table, TableBody } from '@/components/ui/table'

interface BreakdownCardProps {
  title: string
  aside?: string
  rows: readonly { label: string; count: number; href?: string }[]
  /** The total of which the counts are shares. */
  whole: number
}

/** The parts of a total by cause or outcome: count and share. */
export function BreakdownCard({ title, aside, rows, whole }: BreakdownCardProps) {
  return (
    <Card title={title} aside={aside} flush>
      <Table label={title}>
        <TableBody>
          {rows.map(({ label, count, href }) => (
            <Row key={label}>
              <Cell grow>{href ? <Link href={href}>{label}</Link> : label}</Cell>
              <Cell numeric>{count}</Cell>
              <Cell numeric className="text-ink-2">
                {whole === 0 ? '–' : `${((count / whole) * 100).toFixed(1)} %`}
              </Cell>
            </Row>
          ))}
        </TableBody>
      </Table>
    </Card>
  )
}
