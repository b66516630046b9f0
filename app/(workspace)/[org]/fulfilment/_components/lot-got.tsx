'use client'

import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { countOf } from '@/components/ui/format'
import { Link } from '@/components/ui/link'
import { Cell, HeadCell, Row, Table, TableBody, TableHead } from '@/components/ui/table'
import { Instant, Quantity } from '@/components/ui/text'
import { useWorkspaceHref } from '@/components/ui/workspace'
import type { LotRecord } from '@/server/shipping/queries/lots'

/** Who got goods of a lot and whom to call, and the orders for which some of it lies packed here. */
export function LotGot({ lot }: { lot: LotRecord }) {
  const href = useWorkspaceHref()
  const customers = new Set(lot.got.map((one) => one.customerId)).size
  return (
    <Card flush title="Who got it" aside={customers > 0 && countOf(customers, 'customer')}>
      {lot.got.length === 0 ? (
        <EmptyState title="Nobody got any of it." />
      ) : (
        <Table label="Who got goods of this lot">
          <TableHead>
            <tr>
              <HeadCell grow>Customer</HeadCell>
              <HeadCell importance="medium">Order</HeadCell>
              <HeadCell>Left</HeadCell>
              <HeadCell numeric>Units</HeadCell>
              <HeadCell numeric importance="medium">
                Came back
              </HeadCell>
            </tr>
          </TableHead>
          <TableBody>
            {lot.got.map((one) => (
              <Row key={one.id}>
                <Cell grow>
                  <Link href={href(`/customers/${one.customerId}`)}>{one.customerName}</Link>
                  <span className="block break-words text-ink-3">
                    {[one.contact, one.email, one.phone].filter(Boolean).join(' · ')}
                  </span>
                </Cell>
                <Cell importance="medium">
                  <Link href={href(`/order/${one.orderId}`)}>{one.orderNumber}</Link>
                </Cell>
                <Cell>
                  {one.dispatchedAt ? (
                    <Link href={href(`/shipping/${one.shipmentId}`)}>
                      <Instant at={one.dispatchedAt} />
                    </Link>
                  ) : (
                    'still here'
                  )}
                </Cell>
                <Cell numeric>
                  <Quantity value={one.quantity} of={lot} />
                </Cell>
                <Cell numeric importance="medium">
                  {one.returned > 0 ? <Quantity value={one.returned} of={lot} /> : '–'}
                </Cell>
              </Row>
            ))}
          </TableBody>
        </Table>
      )}
    </Card>
  )
}
