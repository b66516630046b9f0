import { OrderSquares } from '@/components/order/order-squares'
import { isStopped, squareOf } from '@/components/order/stage-words'
import { StandTag } from '@/components/order/stand-tag'
import { Card } from '@/components/ui/card'
import { Link } from '@/components/ui/link'
import { Cell, HeadCell, Row, Table, TableBody, TableHead } from '@/components/ui/table'
import { Day, Money } from '@/components/ui/text'
import type { OrderListRow } from '@/server/order/queries/list'

/** The latest orders and the stage of each. */
export function LatestOrders({ slug, orders }: { slug: string; orders: readonly OrderListRow[] }) {
  return (
    <Card title="Latest orders" aside={<Link href={`/${slug}/order`}>all</Link>} flush>
      {orders.length === 0 ? (
        <p className="p-3.5 text-ink-2">New orders appear here, each with the stage it is in.</p>
      ) : (
        <Table label="Latest orders">
          <TableHead>
            <tr>
              <HeadCell>Order</HeadCell>
              <HeadCell grow>Customer</HeadCell>
              <HeadCell importance="medium">Stage</HeadCell>
              <HeadCell>Line</HeadCell>
              <HeadCell numeric importance="medium">
                Promised
              </HeadCell>
              <HeadCell numeric>Total</HeadCell>
            </tr>
          </TableHead>
          <TableBody>
            {orders.map((order) => (
              <Row key={order.id}>
                <Cell>
                  <Link href={`/${slug}/order/${order.id}`}>{order.number}</Link>
                </Cell>
                <Cell grow>{order.customerName}</Cell>
                <Cell importance="medium">
                  <StandTag stage={order.stage} waitsFor={order.waitsFor} inRow />
                </Cell>
                <Cell>
                  <OrderSquares stage={squareOf(order.stage)} stopped={isStopped(order.waitsFor)} />
                </Cell>
                <Cell numeric importance="medium">
                  <Day day={order.promisedOn} style="weekday" />
                </Cell>
                <Cell numeric>
                  <Money minor={order.grossMinor} currency={order.currency} />
                </Cell>
              </Row>
            ))}
          </TableBody>
        </Table>
      )}
    </Card>
  )
}
