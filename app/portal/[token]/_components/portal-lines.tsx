'use client'

import { LineNote, sectionRowsIn } from '@/components/order/line-words'
import { DiscountNote } from '@/components/order/price-origin'
import { Cell, HeadCell, Row, Table, TableBody, TableHead } from '@/components/ui/table'
import { Money, Quantity, UnitPrice } from '@/components/ui/text'
import { type LineWords, sectionRows } from '@/server/order/rules/sections'
import type { Measure } from '@/server/platform/money/quantity'

interface PortalLine extends Measure, LineWords {
  position: number
  sku: string
  description: string
  quantity: number
  unitPrice: string
  priceQuantity: number
  grossPrice: string | null
  discountPercent: string | null
  discountAmount: string | null
  netMinor: bigint
  /** What part of the line waits, in a few words. */
  waits?: string
}

/** The offered or ordered lines; on a phone the price stands under the product. */
export function PortalLines({
  label,
  lines,
  currency,
}: {
  label: string
  lines: readonly PortalLine[]
  currency: string
}) {
  return (
    <Table label={label}>
      <TableHead>
        <Row>
          <HeadCell grow>Product</HeadCell>
          <HeadCell numeric>Quantity</HeadCell>
          <HeadCell numeric className="max-sm:hidden">
            Unit price
          </HeadCell>
          <HeadCell numeric>Net</HeadCell>
        </Row>
      </TableHead>
      <TableBody>
        {sectionRows(lines, {
          ...sectionRowsIn(4, currency),
          line: (line) => {
            const price = (
              <>
                <UnitPrice price={line.unitPrice} priceQuantity={line.priceQuantity} of={line} currency={currency} />
                <DiscountNote line={line} currency={currency} />
              </>
            )
            return (
              <Row key={line.position}>
                <Cell grow className="py-2">
                  {line.description}
                  <span className="block font-mono text-ink-3 text-xs">{line.sku}</span>
                  <span className="block text-ink-3 text-sm sm:hidden">{price}</span>
                  <LineNote note={line.note} />
                  {line.waits && <span className="block text-sm text-warn">{line.waits}</span>}
                </Cell>
                <Cell numeric>
                  <Quantity value={line.quantity} of={line} />
                </Cell>
                <Cell numeric className="max-sm:hidden">
                  {price}
                </Cell>
                <Cell numeric>
                  <Money minor={line.netMinor} currency={currency} />
                </Cell>
              </Row>
            )
          },
        })}
      </TableBody>
    </Table>
  )
}
