'use client'

import type { Missed } from '@/components/fulfilment/counting'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Cell, HeadCell, Row, Table, TableBody, TableHead } from '@/components/ui/table'
import { Quantity } from '@/components/ui/text'

interface Props {
  missed: readonly Missed[]
  /** Nothing of these lies there. */
  onNone: (missed: readonly Missed[]) => void
}

/** What lies in the scanned bins by the books and was not counted: it stays as the books say until somebody says that it is gone. */
export function MissedGoods({ missed, onNone }: Props) {
  return (
    <Card
      flush
      title="Not counted there"
      aside={
        missed.length > 1 && (
          <Button size="sm" tone="quiet" onClick={() => onNone(missed)}>
            None of all {missed.length}
          </Button>
        )
      }
    >
      <Table label="What lies there by the books and was not counted">
        <TableHead>
          <tr>
            <HeadCell>Bin</HeadCell>
            <HeadCell grow>Product</HeadCell>
            <HeadCell numeric>Books</HeadCell>
            <HeadCell />
          </tr>
        </TableHead>
        <TableBody>
          {missed.map((one) => {
            const { bin, product, lot, books } = one
            return (
              <Row key={`${bin.id}/${product.productId}/${lot}`}>
                <Cell>{bin.code}</Cell>
                <Cell grow className="py-1.5">
                  <span className="block whitespace-normal">{product.name}</span>
                  <span className="block text-ink-3 text-xs">{[product.sku, lot].filter(Boolean).join(' · ')}</span>
                </Cell>
                <Cell numeric>
                  <Quantity value={books} of={product} />
                </Cell>
                <Cell>
                  <Button
                    size="sm"
                    aria-label={`None of ${product.sku}${lot && ` ${lot}`} in ${bin.code}`}
                    onClick={() => onNone([one])}
                  >
                    None there
                  </Button>
                </Cell>
              </Row>
            )
          })}
        </TableBody>
      </Table>
    </Card>
  )
}
