'use client'

import { QuantityInput } from '@/components/ui/quantity-input'
import { Cell, HeadCell, Row, Table, TableBody, TableHead } from '@/components/ui/table'
import { Quantity } from '@/components/ui/text'
import type { Measure } from '@/server/platform/money/quantity'

interface QuantityLine extends Measure {
  id: string
  sku: string
  name: string
  /** The largest quantity that can be entered. */
  most: number
  value: number | null
}

interface QuantityLinesProps {
  label: string
  /** The two headings: the quantity there is, and the quantity entered. */
  heads: readonly [most: string, entered: string]
  /** Follows the SKU in the accessible name of each field: `came back`. */
  entered: string
  lines: readonly QuantityLine[]
  onChange: (id: string, value: number | null) => void
}

/** One row for each product: the quantity there is, and a field for the quantity entered. */
export function QuantityLines({ label, heads, entered, lines, onChange }: QuantityLinesProps) {
  return (
    <Table label={label}>
      <TableHead>
        <tr>
          <HeadCell importance="medium">SKU</HeadCell>
          <HeadCell grow>Product</HeadCell>
          <HeadCell numeric>{heads[0]}</HeadCell>
          <HeadCell numeric>{heads[1]}</HeadCell>
        </tr>
      </TableHead>
      <TableBody>
        {lines.map((line) => (
          <Row key={line.id}>
            <Cell importance="medium">{line.sku}</Cell>
            <Cell grow>{line.name}</Cell>
            <Cell numeric>
              <Quantity value={line.most} of={line} />
            </Cell>
            <Cell numeric>
              <QuantityInput
                aria-label={`${line.sku} ${entered}`}
                className="ml-auto w-20 sm:w-24"
                of={line}
                value={line.value}
                onValueChange={(next) => onChange(line.id, next)}
                max={line.most}
              />
            </Cell>
          </Row>
        ))}
      </TableBody>
    </Table>
  )
}
