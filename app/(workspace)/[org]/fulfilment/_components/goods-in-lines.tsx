'use client'

import { Button } from '@/components/ui/button'
import { FieldName } from '@/components/ui/field-name'
import { QuantityInput } from '@/components/ui/quantity-input'
import { Select } from '@/components/ui/select'
import { Cell, HeadCell, Row, Table, TableBody, TableHead } from '@/components/ui/table'
import { Quantity } from '@/components/ui/text'
import { LotFields } from './lot-fields'
import { type ArrivedLine, useBins, useReceivingBin } from './use-bins'

interface Props {
  lines: readonly ArrivedLine[]
  /** Where it comes in; the default warehouse when left out. */
  warehouseId?: string
  onChange: (lines: ArrivedLine[]) => void
}

/** What arrived, how much of it, and where it goes. */
export function GoodsInLines({ lines, warehouseId, onChange }: Props) {
  const bins = useBins(warehouseId)
  const receiving = useReceivingBin(warehouseId)
  const change = (at: number, changes: Partial<ArrivedLine>) =>
    onChange(lines.map((line, index) => (index === at ? { ...line, ...changes } : line)))
  return (
    <Table label="What arrived">
      <TableHead className="max-sm:sr-only">
        <tr>
          <HeadCell importance="medium">SKU</HeadCell>
          <HeadCell grow>Product</HeadCell>
          <HeadCell numeric importance="low">
            Waited for
          </HeadCell>
          <HeadCell>Into</HeadCell>
          <HeadCell numeric>Units</HeadCell>
          <HeadCell importance="medium" />
        </tr>
      </TableHead>
      <TableBody>
        {lines.map(({ product, quantity, binId, lot, expiresOn }, at) => (
          // On a phone the product has its own row; its bin and units stand below.
          <Row
            key={`${product.productId}/${lines.length - at}`}
            className="max-sm:grid max-sm:grid-cols-[1fr_auto] max-sm:items-center max-sm:gap-y-1 max-sm:py-2"
          >
            <Cell importance="medium">{product.sku}</Cell>
            <Cell grow className="max-sm:col-span-full max-sm:h-auto max-sm:pointer-coarse:h-auto">
              {product.name}
              {product.tracking !== 'NONE' && (
                <LotFields
                  of={product}
                  lot={lot ?? ''}
                  expiresOn={expiresOn ?? ''}
                  onChange={(changes) => change(at, changes)}
                />
              )}
              <Button
                size="sm"
                tone="quiet"
                className="-ml-2 flex sm:hidden"
                onClick={() => onChange(lines.filter((_, index) => index !== at))}
              >
                Take out
              </Button>
            </Cell>
            <Cell numeric importance="low">
              {product.backordered > 0 ? <Quantity value={product.backordered} of={product} /> : '–'}
            </Cell>
            <Cell className="max-sm:h-auto max-sm:pointer-coarse:h-auto">
              <FieldName className="sm:hidden">Into</FieldName>
              <Select
                aria-label={`Bin for ${product.sku}`}
                className="w-28 sm:w-32"
                value={binId ?? ''}
                placeholder={receiving ?? product.homeBin ?? 'Choose'}
                options={bins.map((bin) => ({ value: bin.id, label: bin.code }))}
                onChange={(event) => change(at, { binId: event.target.value || null })}
              />
            </Cell>
            <Cell numeric className="max-sm:h-auto max-sm:pointer-coarse:h-auto">
              <FieldName className="sm:hidden ml-auto w-20">Units</FieldName>
              <QuantityInput
                aria-label={`Units of ${product.sku}`}
                className="ml-auto w-20 sm:w-24"
                of={product}
                disabled={product.tracking === 'SERIAL'}
                value={quantity}
                onValueChange={(value) => change(at, { quantity: value })}
              />
            </Cell>
            <Cell importance="medium">
              <Button size="sm" tone="quiet" onClick={() => onChange(lines.filter((_, index) => index !== at))}>
                Take out
              </Button>
            </Cell>
          </Row>
        ))}
      </TableBody>
    </Table>
  )
}
