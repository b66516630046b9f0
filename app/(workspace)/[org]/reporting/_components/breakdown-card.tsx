'use client'

import { Card } from '@/components/ui/card'
import { formatTenths } from '@/components/ui/format'
import { Link } from '@/components/ui/link'
import { Cell, Row, Table, TableBody } from '@/components/ui/table'
import { Count } from '@/components/ui/text'
import { useWorkspace } from '@/components/ui/workspace'

interface BreakdownCardProps {
  title: string
  aside?: string
  rows: readonly { label: string; count: number; href?: string }[]
  /** The total of which the counts are shares. */
  whole: number
}

/** The parts of a total by cause or outcome: count and share. */
export function BreakdownCard({ title, aside, rows, whole }: BreakdownCardProps) {
  const { locale } = useWorkspace()
  return (
    <Card title={title} aside={aside} flush>
      <Table label={title}>
        <TableBody>
          {rows.map(({ label, count, href }) => (
            <Row key={label}>
              <Cell grow>{href ? <Link href={href}>{label}</Link> : label}</Cell>
              <Cell numeric>
                <Count value={count} />
              </Cell>
              <Cell numeric className="text-ink-2">
                {whole === 0 ? '–' : `${formatTenths((count / whole) * 100, locale)} %`}
              </Cell>
            </Row>
          ))}
        </TableBody>
      </Table>
    </Card>
  )
}
