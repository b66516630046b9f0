'use client'

import { QuantityInput } from '@/components/ui/quantity-input'
import { Select } from '@/components/ui/select'
import { Cell, HeadCell, Row, Table, TableBody, TableHead } from '@/components/ui/table'
import { Quantity } from '@/components/ui/text'
import type { Measure } from '@/server/platform/money/quantity'
import { useBins } from './use-bins'

interface PutBackLine extends Measure {
  id: string
  sku: string
  name: string
  homeBin: string | null
  /** The quantity in totes, and how much of it is no longer wanted. */
  most: number
  unwanted: number
  value: number | null
  binId: string | null
}

interface Props {
  lines: readonly PutBackLine[]
  warehouseId: string
  onQuantity: (id: string, value: number | null) => void
  onBin: (id: string, binId: string | null) => void
}

/** The quantity of each product that goes back, and its bin. */
export function PutBackLines({ lines, warehouseId, onQuantity, onBin }: Props) {
  const bins = useBins(warehouseId)
  return (
    <Table label="What goes back into the bins">
      <TableHead>
        <tr>
          <HeadCell importance="medium">SKU</HeadCell>
          <HeadCell grow>Product</HeadCell>
          <HeadCell>Into</HeadCell>
          <HeadCell numeric>Units</HeadCell>
        </tr>
      </TableHead>
      <TableBody>
        {lines.map((line) => (
          <Row key={line.id}>
            <Cell importance="medium">{line.sku}</Cell>
            <Cell grow>
              {line.name}
              <span className="block text-ink-3 text-xs">
                <Quantity value={line.most} of={line} /> in a tote,{' '}
                {line.unwanted === 0 ? (
                  'still wanted'
                ) : (
                  <>
                    <Quantity value={line.unwanted} of={line} /> no longer wanted
                  </>
                )}
              </span>
            </Cell>
            <Cell>
              <Select
                aria-label={`Bin for ${line.sku}`}
                className="w-28 sm:w-32"
                value={line.binId ?? ''}
                placeholder={line.homeBin ?? 'Choose'}
                options={bins.map((bin) => ({ value: bin.id, label: bin.code }))}
                onChange={(event) => onBin(line.id, event.target.value || null)}
              />
            </Cell>
            <Cell numeric>
              <QuantityInput
                aria-label={`${line.sku} put back`}
                className="ml-auto w-20 sm:w-24"
                of={line}
                value={line.value}
                onValueChange={(value) => onQuantity(line.id, value)}
                max={line.most}
              />
            </Cell>
          </Row>
        ))}
      </TableBody>
    </Table>
  )
}
