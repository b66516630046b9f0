'use client'

import type { ReactNode } from 'react'
import { QuantityInput } from '@/components/ui/quantity-input'
import { Cell, HeadCell, Row, Table, TableBody, TableHead } from '@/components/ui/table'
import type { Measure } from '@/server/platform/money/quantity'

interface Line extends Measure {
  /** The product, or the product and its lot where it is kept by lot. */
  id: string
  sku: string
  name: string
  /** In small print: how many are free, or were sent. */
  facts: ReactNode
  /** A choice below it, of a product that is kept by lot. */
  choice?: ReactNode
  most?: number
  quantity: number | null
}

interface Props {
  label: string
  lines: readonly Line[]
  onQuantity: (id: string, quantity: number | null) => void
}

/** One row for each product, with a field for the quantity that leaves, arrives or comes back. */
export function QuantityLines({ label, lines, onQuantity }: Props) {
  return (
    <Table label={label}>
      <TableHead>
        <tr>
          <HeadCell importance="medium">SKU</HeadCell>
          <HeadCell grow>Product</HeadCell>
          <HeadCell numeric>Units</HeadCell>
        </tr>
      </TableHead>
      <TableBody>
        {lines.map((line) => (
          <Row key={line.id}>
            <Cell importance="medium">{line.sku}</Cell>
            <Cell grow>
              {line.name}
              <span className="block text-ink-3 text-xs">{line.facts}</span>
              {line.choice}
            </Cell>
            <Cell numeric>
              <QuantityInput
                aria-label={`Units of ${line.sku}`}
                className="ml-auto w-20 sm:w-24"
                value={line.quantity}
                onValueChange={(value) => onQuantity(line.id, value)}
                max={line.most}
                of={line}
              />
            </Cell>
          </Row>
        ))}
      </TableBody>
    </Table>
  )
}
