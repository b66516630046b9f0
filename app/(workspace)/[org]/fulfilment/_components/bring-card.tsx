'use client'

import { useMay } from '@/components/may'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Link } from '@/components/ui/link'
import { Cell, HeadCell, Row, Table, TableBody, TableHead } from '@/components/ui/table'
import { Quantity } from '@/components/ui/text'
import { useWorkspaceHref } from '@/components/ui/workspace'
import type { Bringing } from '@/server/supply/queries/elsewhere'
import { proposedSearch } from './transfer-draft'

/** What orders wait for in one warehouse and is free in another: a transfer brings it, nothing need be bought. */
export function BringCard({ rows }: { rows: readonly Bringing[] }) {
  const may = useMay()
  const href = useWorkspaceHref()
  const [first] = rows
  if (!first) return null
  return (
    <Card
      flush
      title={`${first.fromName} → ${first.toName}`}
      aside={
        may('stock.receive') && (
          <ButtonLink size="sm" href={href(`/fulfilment/transfers/new?${proposedSearch(rows)}`)}>
            Begin the transfer
          </ButtonLink>
        )
      }
    >
      <Table label={`To bring from ${first.fromName} to ${first.toName}`}>
        <TableHead>
          <tr>
            <HeadCell importance="medium">SKU</HeadCell>
            <HeadCell grow>Product</HeadCell>
            <HeadCell numeric>Waited for</HeadCell>
            <HeadCell numeric importance="medium">
              Free in {first.fromName}
            </HeadCell>
            <HeadCell numeric>To bring</HeadCell>
          </tr>
        </TableHead>
        <TableBody>
          {rows.map((row) => (
            <Row key={row.productId}>
              <Cell importance="medium">
                <Link href={href(`/fulfilment/stock/${row.productId}`)}>{row.sku}</Link>
              </Cell>
              <Cell grow>{row.name}</Cell>
              <Cell numeric>
                <Quantity value={row.short} of={row} className="text-warn" />
              </Cell>
              <Cell numeric importance="medium">
                <Quantity value={row.free} of={row} />
              </Cell>
              <Cell numeric>
                <Quantity value={row.quantity} of={row} />
              </Cell>
            </Row>
          ))}
        </TableBody>
      </Table>
    </Card>
  )
}
