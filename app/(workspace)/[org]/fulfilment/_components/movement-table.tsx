'use client'

import { Link } from '@/components/ui/link'
import { Cell, HeadCell, Row, Table, TableBody, TableHead } from '@/components/ui/table'
import { Instant, Quantity } from '@/components/ui/text'
import { useWorkspaceHref } from '@/components/ui/workspace'
import type { Measure } from '@/server/platform/money/quantity'
import { causes } from './causes'

interface Movement {
  id: string
  recordedAt: Date
  quantity: number
  cause: string
  binCode: string | null
  objectType: string
  objectId: string
  /** The delivery note of goods that came in. */
  reference?: string | null
  /** Who did it; left out where nobody asks. */
  actorName?: string | null
}

interface Props {
  label: string
  movements: readonly Movement[]
  of: Measure
  /** Whether to say who did it. */
  who?: boolean
}

const places: Record<string, string> = { shipment: '/shipping', order: '/order', transfer: '/fulfilment/transfers' }

/** What came, went and moved, the latest first; each leads to the record that was its cause. */
export function MovementTable({ label, movements, of, who = false }: Props) {
  const href = useWorkspaceHref()
  return (
    <Table label={label}>
      <TableHead>
        <tr>
          <HeadCell>When</HeadCell>
          <HeadCell grow>What</HeadCell>
          <HeadCell importance="medium">Bin</HeadCell>
          {who && <HeadCell importance="low">Who</HeadCell>}
          <HeadCell numeric>Units</HeadCell>
        </tr>
      </TableHead>
      <TableBody>
        {movements.map((one) => (
          <Row key={one.id}>
            <Cell>
              <Instant at={one.recordedAt} />
            </Cell>
            <Cell grow>
              {places[one.objectType] ? (
                <Link href={href(`${places[one.objectType]}/${one.objectId}`)}>{causes[one.cause]}</Link>
              ) : (
                causes[one.cause]
              )}
              {one.reference && `, ${one.reference}`}
            </Cell>
            <Cell importance="medium">{one.binCode ?? '–'}</Cell>
            {who && <Cell importance="low">{one.actorName ?? 'Octet'}</Cell>}
            <Cell numeric>
              {one.quantity > 0 ? '+' : '−'}
              <Quantity value={Math.abs(one.quantity)} of={of} />
            </Cell>
          </Row>
        ))}
      </TableBody>
    </Table>
  )
}
