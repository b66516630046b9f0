'use client'

import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Cell, HeadCell, Row, Table, TableBody, TableHead } from '@/components/ui/table'
import { Quantity } from '@/components/ui/text'
import type { InBin } from '@/server/inventory/queries/bin'

interface Props {
  contents: readonly InBin[]
  chosen: string | null
  onChoose: (product: InBin) => void
}

/** What lies in a bin; a product is chosen by a scan or here. */
export function MoveContents({ contents, chosen, onChoose }: Props) {
  if (contents.length === 0) return <EmptyState title="By the books nothing lies here." />
  return (
    <Table label="What lies in the bin">
      <TableHead>
        <tr>
          <HeadCell importance="medium">SKU</HeadCell>
          <HeadCell grow>Product</HeadCell>
          <HeadCell importance="medium">Usual bin</HeadCell>
          <HeadCell numeric importance="low">
            On pick lists
          </HeadCell>
          <HeadCell numeric>Units</HeadCell>
          <HeadCell />
        </tr>
      </TableHead>
      <TableBody>
        {contents.map((one) => (
          <Row key={`${one.productId}/${one.lot}`}>
            <Cell importance="medium">{one.sku}</Cell>
            <Cell grow>
              {one.name}
              {one.lot && <span className="block text-ink-3">Lot {one.lot}</span>}
            </Cell>
            <Cell importance="medium">{one.homeBin ?? '–'}</Cell>
            <Cell numeric importance="low">
              {one.asked > 0 ? <Quantity value={one.asked} of={one} /> : '–'}
            </Cell>
            <Cell numeric>
              <Quantity value={one.quantity} of={one} />
            </Cell>
            <Cell>
              {chosen !== `${one.productId}/${one.lot}` && (
                <Button
                  size="sm"
                  aria-label={`Move ${one.sku}${one.lot && ` ${one.lot}`}`}
                  onClick={() => onChoose(one)}
                >
                  Move
                </Button>
              )}
            </Cell>
          </Row>
        ))}
      </TableBody>
    </Table>
  )
}
