'use client'

import { LineNote, sectionRowsIn } from '@/components/order/line-words'
import { DiscountNote } from '@/components/order/price-origin'
import { Checkbox } from '@/components/ui/checkbox'
import { cn } from '@/components/ui/cn'
import { Cell, HeadCell, Row, Table, TableBody, TableHead } from '@/components/ui/table'
import { InPacks, Money, Quantity, UnitPrice } from '@/components/ui/text'
import { type LineWords, sectionRows } from '@/server/order/rules/sections'
import type { Measure } from '@/server/platform/money/quantity'
import type { InPacks as PackedIn } from '@/server/platform/words/packs'

interface PortalLine extends Measure, PackedIn, LineWords {
  /** The deposits that come with an offered line, in words. */
  deposit?: string | null
  position: number
  /** The hash of the product's picture. */
  picture: string | null
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
  token,
  lines,
  currency,
  ticked = [],
  onTick,
}: {
  label: string
  token: string
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
                  <PortalPicture token={token} line={line} />
                  {line.description}
                  <span className="block font-mono text-ink-3 text-xs">{line.sku}</span>
                  <span className="block text-ink-3 text-sm sm:hidden">{price}</span>
                  <LineNote note={line.note} />
                  <LineNote note={line.deposit} />
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
                  <InPacks value={line.quantity} of={line} />
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

/** What a product looks like; a click shows it large. */
function PortalPicture({ token, line: { picture, description } }: { token: string; line: PortalLine }) {
  if (picture === null) return null
  const address = `/api/portal/${token}/pictures/${picture}`
  return (
    <a
      href={`${address}?size=large`}
      target="_blank"
      rel="noreferrer"
      aria-label={`See ${description} large`}
      className="float-left mr-3 mb-1 block"
    >
      {/* biome-ignore lint/performance/noImgElement: the program has drawn it in this size already */}
      <img
        src={address}
        alt=""
        loading="lazy"
        className="size-20 rounded-md border bg-white object-contain max-sm:size-16"
      />
    </a>
  )
}
