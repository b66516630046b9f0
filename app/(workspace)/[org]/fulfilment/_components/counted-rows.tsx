'use client'

import { Card } from '@/components/ui/card'
import { cn } from '@/components/ui/cn'
import { formatQuantity } from '@/components/ui/format'
import { Cell, HeadCell, Row, Table, TableBody, TableHead } from '@/components/ui/table'
import { Quantity } from '@/components/ui/text'
import { useWorkspace } from '@/components/ui/workspace'
import type { CheckedRow } from './use-counts'

/** What a count list would change: the bad rows first, then what differs, then what is as the books say. */
export function CountedRows({ rows }: { rows: readonly CheckedRow[] }) {
  const differ = rows.filter(({ why, difference }) => !why && difference !== 0).length
  const rank = ({ why, difference }: CheckedRow) => (why ? 0 : difference !== 0 ? 1 : 2)
  const inTurn = rows.toSorted((a, b) => rank(a) - rank(b) || a.nth - b.nth)
  return (
    <Card
      flush
      title="Against the books"
      aside={differ === 0 ? 'nothing differs' : differ === 1 ? '1 row differs' : `${differ} rows differ`}
    >
      <Table label="The rows against the books">
        <TableHead>
          <tr>
            <HeadCell numeric importance="low">
              Row
            </HeadCell>
            <HeadCell>Bin</HeadCell>
            <HeadCell grow>Product</HeadCell>
            <HeadCell numeric>Counted</HeadCell>
            <HeadCell numeric importance="medium">
              Books
            </HeadCell>
            <HeadCell numeric>Differs</HeadCell>
          </tr>
        </TableHead>
        <TableBody>
          {inTurn.map((row) => (
            <CountedRow key={row.nth} row={row} />
          ))}
        </TableBody>
      </Table>
    </Card>
  )
}

function CountedRow({ row }: { row: CheckedRow }) {
  const { nth, bin, product, lot, quantity, difference, lost, why } = row
  const { locale } = useWorkspace()
  const known = why === null && product !== null
  return (
    <Row>
      <Cell numeric importance="low">
        {nth}
      </Cell>
      <Cell>{bin}</Cell>
      <Cell grow className="py-1.5">
        {product ? product.label : <span className="font-mono text-xs">{row.row}</span>}
        <span className={cn('block whitespace-normal text-xs', why ? 'text-bad' : 'text-ink-3')}>
          {why ? `Row ${nth}: ${why}` : [product?.note, lot].filter(Boolean).join(' · ')}
        </span>
        {lost > 0 && product && (
          <span className="block whitespace-normal text-warn text-xs">
            {formatQuantity(lost, product, locale)} reserved become backorders
          </span>
        )}
      </Cell>
      <Cell numeric>{product && (known || quantity > 0) ? <Quantity value={quantity} of={product} /> : '–'}</Cell>
      <Cell numeric importance="medium">
        {known ? <Quantity value={quantity - difference} of={product} /> : '–'}
      </Cell>
      <Cell numeric className={cn(difference !== 0 && 'font-medium text-warn')}>
        {!known || difference === 0
          ? '–'
          : `${difference > 0 ? '+' : ''}${formatQuantity(difference, product, locale)}`}
      </Cell>
    </Row>
  )
}
