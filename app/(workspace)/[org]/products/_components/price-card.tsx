'use client'

import { useQuery } from '@tanstack/react-query'
import { useTRPC } from '@/components/trpc-provider'
import { Card } from '@/components/ui/card'
import { Link } from '@/components/ui/link'
import { Cell, HeadCell, Row, Table, TableBody, TableHead } from '@/components/ui/table'
import { Quantity } from '@/components/ui/text'
import { useWorkspaceHref } from '@/components/ui/workspace'
import { EntryPrice, Validity } from '../prices/_components/price-words'

/** What a product costs by lists that hold or will; nothing where no list names it. */
export function PriceCard({ productId }: { productId: string }) {
  const trpc = useTRPC()
  const href = useWorkspaceHref()
  const { data: prices = [] } = useQuery(trpc.pricing.ofProduct.queryOptions({ productId }))
  if (prices.length === 0) return null
  return (
    <Card title="On price lists" flush>
      <Table label="Prices on lists">
        <TableHead>
          <Row>
            <HeadCell grow>List</HeadCell>
            <HeadCell importance="medium">Valid</HeadCell>
            <HeadCell numeric>From</HeadCell>
            <HeadCell numeric>Price</HeadCell>
          </Row>
        </TableHead>
        <TableBody>
          {prices.map((price) => (
            <Row key={price.id}>
              <Cell grow>
                <Link href={href(`/products/prices/${price.listId}`)}>{price.listName}</Link>{' '}
                <span className="text-ink-3">{price.forName ?? 'everybody'}</span>
              </Cell>
              <Cell importance="medium">
                <Validity list={price} />
              </Cell>
              <Cell numeric>
                <Quantity value={price.fromQuantity} of={price} />
              </Cell>
              <Cell numeric>
                <EntryPrice entry={price} />
                {price.containsTax && price.unitPrice !== null && <span className="text-ink-3"> with tax</span>}
              </Cell>
            </Row>
          ))}
        </TableBody>
      </Table>
    </Card>
  )
}
