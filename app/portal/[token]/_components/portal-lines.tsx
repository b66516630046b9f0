'use client'

import { LineNote, sectionRowsIn } from '@/components/order/line-words'
import { DiscountNote } from '@/components/order/price-origin'
import { Checkbox } from '@/components/ui/checkbox'
import { cn } from '@/components/ui/cn'
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
  optional?: boolean
  /** What part of the line waits, in a few words. */
  waits?: string
}

/** The offered or ordered lines; on a phone the price stands under the product. */
export function PortalLines({
  label,
  lines,
  currency,
  ticked = [],
  onTick,
}: {
  label: string
  lines: readonly PortalLine[]
  currency: string
  /** The positions of the optional lines that are taken. */
  ticked?: readonly number[]
  /** Ticks an optional line, as long as it can be chosen. */
  onTick?: ((position: number, takes: boolean) => void) | undefined
}) {
  const standing = lines.map((line) => ({
    ...line,
    offered: line.optional,
    optional: line.optional && !ticked.includes(line.position),
  }))
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
        {sectionRows(standing, {
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
                  {line.offered &&
                    (onTick ? (
                      <Checkbox
                        className="mt-1"
                        label={
                          <>
                            Optional: we take it<span className="sr-only">: {line.description}</span>
                          </>
                        }
                        checked={!line.optional}
                        onChange={(event) => onTick(line.position, event.target.checked)}
                      />
                    ) : (
                      <span className="block text-ink-3 text-sm">optional, not in the total</span>
                    ))}
                  {line.waits && <span className="block text-sm text-warn">{line.waits}</span>}
                </Cell>
                <Cell numeric>
                  <Quantity value={line.quantity} of={line} />
                </Cell>
                <Cell numeric className="max-sm:hidden">
                  {price}
                </Cell>
                <Cell numeric>
                  <Money minor={line.netMinor} currency={currency} className={cn(line.optional && 'text-ink-3')} />
                </Cell>
              </Row>
            )
          },
        })}
      </TableBody>
    </Table>
  )
}
