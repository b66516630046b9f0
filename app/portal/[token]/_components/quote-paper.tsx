'use client'

import { OrderSquares } from '@/components/order/order-squares'
import { squareOf } from '@/components/order/stage-words'
import { Card } from '@/components/ui/card'
import { Facts } from '@/components/ui/facts'
import { Cell, HeadCell, Row, Table, TableBody, TableHead } from '@/components/ui/table'
import { Tag } from '@/components/ui/tag'
import { Day, Instant, Money, UnitPrice } from '@/components/ui/text'
import type { PortalOrder, PortalView } from '@/server/portal/queries'

const states: Record<string, string> = {
  SENT: 'waits for your answer',
  ACCEPTED: 'accepted',
  DECLINED: 'declined',
  EXPIRED: 'expired',
  WITHDRAWN: 'withdrawn',
}

/** What is offered: lines, tax, total, terms, until when. */
export function QuotePaper({ view: { quote, lines, order } }: { view: PortalView }) {
  const money = (minor: bigint) => <Money minor={minor} currency={quote.currency} />
  return (
    <>
      <header className="flex flex-wrap items-center gap-3">
        <h1 className="font-semibold text-2xl tracking-tight">Quote {quote.number}</h1>
        <Tag tone={quote.state === 'ACCEPTED' ? 'ok' : 'plain'}>{states[quote.state] ?? quote.state.toLowerCase()}</Tag>
      </header>
      <p>For {quote.customerName}</p>
      {quote.note && <p className="whitespace-pre-line text-ink-2">{quote.note}</p>}
      {order && <OrderCard order={order} />}
      <Card title="What we offer" flush>
        <Table label="Lines of the quote">
          <TableHead>
            <Row>
              <HeadCell grow>Product</HeadCell>
              <HeadCell numeric>Quantity</HeadCell>
              <HeadCell numeric importance="medium">
                Price
              </HeadCell>
              <HeadCell numeric>Net</HeadCell>
            </Row>
          </TableHead>
          <TableBody>
            {lines.map((line) => (
              <Row key={line.position}>
                <Cell grow>{line.description}</Cell>
                <Cell numeric>{line.quantity}</Cell>
                <Cell numeric importance="medium">
                  <UnitPrice price={line.unitPrice} priceQuantity={line.priceQuantity} currency={quote.currency} />
                </Cell>
                <Cell numeric>{money(line.netMinor)}</Cell>
              </Row>
            ))}
          </TableBody>
        </Table>
      </Card>
      <Card>
        <Facts
          facts={[
            { label: 'Net', value: money(quote.netMinor) },
            { label: 'Tax', value: money(quote.taxMinor) },
            { label: 'Total', value: money(quote.grossMinor), strong: true },
            { label: 'Terms of payment', value: quote.termsName },
            { label: 'Valid until', value: <Day day={quote.validUntil} style="long" /> },
            quote.acceptedBy ? { label: 'Accepted by', value: quote.acceptedBy } : null,
          ]}
        />
      </Card>
    </>
  )
}

const stand: Record<string, string> = {
  CREDIT: 'We have your order and look at it before it leaves.',
  FULFILMENT: 'We are getting your goods ready.',
  SHIPPING: 'Your goods are packed and about to leave.',
  CANCELLED: 'This order is cancelled.',
}

function OrderCard({ order }: { order: PortalOrder }) {
  return (
    <Card
      title={`Your order ${order.number}`}
      aside={order.stage !== 'CANCELLED' && <OrderSquares stage={squareOf(order.stage)} />}
    >
      <p>
        {order.deliveredAt ? (
          <>
            Delivered <Instant at={order.deliveredAt} />.
          </>
        ) : order.dispatchedAt ? (
          <>
            On its way since <Instant at={order.dispatchedAt} />.
          </>
        ) : (
          (stand[order.stage] ?? 'Thank you for your order.')
        )}{' '}
        {order.promisedOn && !order.deliveredAt && order.stage !== 'CANCELLED' && (
          <>
            Promised for <Day day={order.promisedOn} style="weekday" />.
          </>
        )}
      </p>
    </Card>
  )
}
