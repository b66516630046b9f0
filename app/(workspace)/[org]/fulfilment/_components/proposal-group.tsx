'use client'

import { Card } from '@/components/ui/card'
import { Link } from '@/components/ui/link'
import { QuantityInput } from '@/components/ui/quantity-input'
import { Cell, HeadCell, Row, Table, TableBody, TableHead } from '@/components/ui/table'
import { Day, Quantity } from '@/components/ui/text'
import { useWorkspaceHref } from '@/components/ui/workspace'
import type { Proposal } from '@/server/supply/queries/proposals'

interface GroupProps {
  rows: readonly Proposal[]
  quantityOf: (row: Proposal) => number
  onChange: (productId: string, quantity: number | null) => void
}

const some = (row: Proposal, value: number, className?: string) =>
  value === 0 ? '–' : <Quantity value={value} of={row} className={className} />

/** What to buy of one supplier; of products without one, where to name it. */
export function ProposalGroup({ rows, quantityOf, onChange }: GroupProps) {
  const href = useWorkspaceHref()
  const [first] = rows
  const supplied = first?.supplierId != null
  return (
    <Card
      flush
      title={first?.supplierName ?? 'No supplier named'}
      aside={
        supplied ? (
          <>
            would come on <Day day={first?.expectedOn ?? null} style="weekday" />
          </>
        ) : (
          'name one on the stock page of the product'
        )
      }
    >
      <Table label={first?.supplierName ?? 'No supplier named'}>
        <TableHead>
          <tr>
            <HeadCell importance="medium">SKU</HeadCell>
            <HeadCell grow>Product</HeadCell>
            <HeadCell numeric>Waited for</HeadCell>
            <HeadCell numeric importance="low">
              Reorder point
            </HeadCell>
            <HeadCell numeric importance="medium">
              Free
            </HeadCell>
            <HeadCell numeric importance="low">
              Expected
            </HeadCell>
            <HeadCell numeric>To buy</HeadCell>
          </tr>
        </TableHead>
        <TableBody>
          {rows.map((row) => (
            <Row key={row.productId}>
              <Cell importance="medium">
                <Link href={href(`/fulfilment/stock/${row.productId}`)}>{row.sku}</Link>
              </Cell>
              <Cell grow>{row.name}</Cell>
              <Cell numeric>{some(row, row.waiting, 'text-warn')}</Cell>
              <Cell numeric importance="low">
                {some(row, row.reorderPoint)}
              </Cell>
              <Cell numeric importance="medium">
                <Quantity value={row.free} of={row} />
              </Cell>
              <Cell numeric importance="low">
                {some(row, row.expected)}
              </Cell>
              <Cell numeric>
                {supplied ? (
                  <QuantityInput
                    aria-label={`Units of ${row.sku} to buy`}
                    className="ml-auto w-24"
                    of={row}
                    value={quantityOf(row)}
                    onValueChange={(quantity) => onChange(row.productId, quantity)}
                  />
                ) : (
                  <Quantity value={row.quantity} of={row} />
                )}
              </Cell>
            </Row>
          ))}
        </TableBody>
      </Table>
    </Card>
  )
}
