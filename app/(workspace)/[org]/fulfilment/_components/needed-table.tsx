import type { ReactNode } from 'react'
import { Link } from '@/components/ui/link'
import { Cell, HeadCell, type Importance, Row, Table, TableBody, TableHead } from '@/components/ui/table'
import { Quantity } from '@/components/ui/text'
import { useWorkspaceHref } from '@/components/ui/workspace'
import type { Measure } from '@/server/platform/money/quantity'

interface Needed extends Measure {
  productId: string
  sku: string
  name: string
}

interface NeededTableProps<R> {
  label: string
  rows: readonly R[]
  /** What of the row orders wait for. */
  waitedFor: (row: R) => number
  /** Further quantities, each in a column of its own. */
  columns: readonly { head: string; importance?: Importance; cell: (row: R) => ReactNode }[]
}

/** Products that are needed, to be bought or brought from another warehouse. */
export function NeededTable<R extends Needed>({ label, rows, waitedFor, columns }: NeededTableProps<R>) {
  const href = useWorkspaceHref()
  return (
    <Table label={label}>
      <TableHead>
        <tr>
          <HeadCell importance="medium">SKU</HeadCell>
          <HeadCell grow>Product</HeadCell>
          <HeadCell numeric>Waited for</HeadCell>
          {columns.map(({ head, importance }) => (
            <HeadCell key={head} numeric importance={importance}>
              {head}
            </HeadCell>
          ))}
        </tr>
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <Row key={row.productId}>
            <Cell importance="medium">
              <Link href={href(`/fulfilment/stock/${row.productId}`)}>{row.sku}</Link>
            </Cell>
            <Cell grow>{row.name}</Cell>
            <Cell numeric>{quantityOr(row, waitedFor(row), 'text-warn')}</Cell>
            {columns.map(({ head, importance, cell }) => (
              <Cell key={head} numeric importance={importance}>
                {cell(row)}
              </Cell>
            ))}
          </Row>
        ))}
      </TableBody>
    </Table>
  )
}

/** A quantity, or a dash for none. */
export const quantityOr = (of: Measure, value: number, className?: string) =>
  value === 0 ? '–' : <Quantity value={value} of={of} className={className} />
