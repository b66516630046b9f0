'use client'

import { useQuery } from '@tanstack/react-query'
import { useMay } from '@/components/may'
import { useTRPC } from '@/components/trpc-provider'
import { Card } from '@/components/ui/card'
import { Cell, HeadCell, Row, Table, TableBody, TableHead } from '@/components/ui/table'
import { Money, Quantity } from '@/components/ui/text'
import { EmptiesDialog } from './empties-dialog'

/** The returnable packaging that a customer has, with its deposits; nothing where the organisation has none. */
export function EmptiesCard({ customer }: { customer: { id: string; name: string } }) {
  const trpc = useTRPC()
  const may = useMay()
  const { data: articles = [] } = useQuery({
    ...trpc.invoicing.returnablesOut.queryOptions({ customerId: customer.id }),
    enabled: may('invoice.read'),
  })
  if (articles.length === 0) return null
  const out = articles.filter((one) => one.out !== 0)
  return (
    <Card
      title="Returnable packaging"
      aside={may('invoice.credit') && <EmptiesDialog customer={customer} articles={articles} />}
      flush={out.length > 0}
    >
      {out.length === 0 ? (
        <p className="text-ink-2">None of it is with them.</p>
      ) : (
        <Table label="Returnable packaging with them">
          <TableHead>
            <Row>
              <HeadCell grow>Packaging</HeadCell>
              <HeadCell numeric>With them</HeadCell>
              <HeadCell numeric>Deposit held, without tax</HeadCell>
            </Row>
          </TableHead>
          <TableBody>
            {out.map((one) => (
              <Row key={one.productId}>
                <Cell grow>
                  {one.name} <span className="font-mono text-ink-3 text-xs">{one.sku}</span>
                </Cell>
                <Cell numeric>
                  <Quantity value={one.out} of={one} />
                </Cell>
                <Cell numeric>
                  <Money minor={one.heldMinor} />
                </Cell>
              </Row>
            ))}
          </TableBody>
        </Table>
      )}
    </Card>
  )
}
