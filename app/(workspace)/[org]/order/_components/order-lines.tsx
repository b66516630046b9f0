import { LineNote, sectionRowsIn } from '@/components/order/line-words'
import { DiscountNote, PriceOrigin } from '@/components/order/price-origin'
import { Cell, HeadCell, Row, Table, TableBody, TableHead } from '@/components/ui/table'
import { Tag } from '@/components/ui/tag'
import { Day, InPacks, Money, Quantity, UnitPrice } from '@/components/ui/text'
import type { RecordLine } from '@/server/order/queries/record'
import { sectionRows } from '@/server/order/rules/sections'
import { extendedMinor } from '@/server/platform/money/money'

const dash = (line: RecordLine, quantity: number) => (quantity > 0 ? <Quantity value={quantity} of={line} /> : '–')

/** The lines of an order, with the progress of each. */
export function OrderLines({
  lines,
  currency,
  unreserved,
  divided,
}: {
  unreserved?: boolean
  /** Whether its lines go from several warehouses, so that each says from which. */
  divided?: boolean
  lines: readonly RecordLine[]
  currency: string
}) {
  const standing = lines.map((line) => ({
    ...line,
    netMinor: extendedMinor(line.unitPrice, line.ordered - line.cancelled, line.priceQuantity, currency),
  }))
  return (
    <Table label="Lines of the order">
      <TableHead>
        <Row>
          <HeadCell grow>Product</HeadCell>
          <HeadCell numeric>Ordered</HeadCell>
          <HeadCell numeric importance="medium">
            Reserved
          </HeadCell>
          <HeadCell numeric importance="medium">
            Picked
          </HeadCell>
          <HeadCell numeric>Shipped</HeadCell>
          <HeadCell numeric importance="low">
            Invoiced
          </HeadCell>
          <HeadCell numeric importance="medium">
            Price
          </HeadCell>
          <HeadCell numeric>Net</HeadCell>
        </Row>
      </TableHead>
      <TableBody>
        {sectionRows(standing, {
          ...sectionRowsIn(8, currency),
          line: (line) => (
            <Row key={line.id} muted={line.ordered === line.cancelled}>
              <Cell grow className="whitespace-normal py-1.5 sm:min-w-36">
                {line.description} <span className="whitespace-nowrap font-mono text-ink-3 text-xs">{line.sku}</span>
                <LineNote note={line.note} />
                {/* Beside the price they would push the sum out of sight. */}
                <span className="drop-medium">
                  <PriceOrigin line={line} currency={currency} className="" />
                  <DiscountNote line={line} currency={currency} className="" />
                </span>
                {divided && line.kind === 'GOODS' && (
                  <span className="block text-ink-3 text-xs">from {line.warehouseName}</span>
                )}
              </Cell>
              <Cell numeric>
                <Quantity value={line.ordered - line.cancelled} of={line} />
                {line.cancelled > 0 && (
                  <span className="text-ink-3">
                    {' '}
                    of <Quantity value={line.ordered} of={line} />
                  </span>
                )}
                <InPacks value={line.ordered - line.cancelled} of={line} />
              </Cell>
              <Cell numeric importance="medium">
                {line.backordered > 0 ? (
                  <Tag tone="warn">
                    <Quantity value={line.backordered} of={line} />{' '}
                    {unreserved ? (
                      'not reserved'
                    ) : line.plannedOn ? (
                      <>
                        expected <Day day={line.plannedOn} />
                      </>
                    ) : (
                      'short'
                    )}
                  </Tag>
                ) : (
                  dash(line, line.reserved)
                )}
              </Cell>
              <Cell numeric importance="medium">
                {dash(line, line.picked + line.shipped)}
              </Cell>
              <Cell numeric>{dash(line, line.shipped + line.performed)}</Cell>
              <Cell numeric importance="low">
                {dash(line, line.invoiced)}
              </Cell>
              <Cell numeric importance="medium">
                <UnitPrice price={line.unitPrice} priceQuantity={line.priceQuantity} of={line} currency={currency} />
              </Cell>
              <Cell numeric>
                <Money minor={line.netMinor} currency={currency} />
              </Cell>
            </Row>
          ),
        })}
      </TableBody>
    </Table>
  )
}
