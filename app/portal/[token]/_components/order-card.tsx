'use client'

import { OrderSquares } from '@/components/order/order-squares'
import { squareOf } from '@/components/order/stage-words'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Facts } from '@/components/ui/facts'
import { dayOf } from '@/components/ui/format'
import { Day } from '@/components/ui/text'
import { useWorkspace } from '@/components/ui/workspace'
import { waitingWords } from '@/server/order/words/en'
import { speak } from '@/server/platform/words/words'
import type { PortalView } from '@/server/portal/queries'
import type { PortalOrder } from '@/server/portal/queries/order'
import { apartWords, progressWords, shipmentWords, shortWords } from '@/server/portal/words/en'

const summed = (order: PortalOrder, key: 'backordered' | 'reserved' | 'picked' | 'sent') =>
  order.lines.reduce((sum, line) => sum + line[key], 0)

/** The progress of the order that the quote became: what has left and when it comes, what waits, and the delivery address. */
export function OrderCard({
  order,
  seller,
  token,
}: {
  order: PortalOrder
  seller: PortalView['seller']
  token: string
}) {
  const { timeZone } = useWorkspace()
  const say = speak(seller)
  const progress = {
    ...order,
    backordered: summed(order, 'backordered'),
    reserved: summed(order, 'reserved'),
    picked: summed(order, 'picked'),
    sent: summed(order, 'sent'),
  }
  const standing = progressWords(progress)
  const apart = apartWords(order)
  const short = shortWords(order.lines, say)
  // With one shipment the lines of the order say what is in it.
  const several = order.houses > 1 || order.shipments.length > 1
  const taken = order.stage !== 'CANCELLED' && order.stage !== 'CREDIT'
  const arrived = progress.picked + progress.reserved + progress.backordered === 0 && order.shipments.length > 0
  return (
    <Card
      title={`Your order ${order.number}`}
      aside={order.stage !== 'CANCELLED' && <OrderSquares stage={squareOf(order.stage)} />}
    >
      <div className="flex flex-col gap-2">
        {standing && <p>{standing}</p>}
        {apart && <p>{apart}</p>}
        {taken && short && <p>{short}</p>}
        {order.shipments.map((shipment) => (
          <p key={shipment.number}>
            <b className="font-medium">
              {shipment.number}
              {!order.customerCollects && `, ${shipment.carrierName}`}
            </b>
            {': '}
            {shipmentWords(shipment, (at) => dayOf(at, timeZone), say)}
            {shipment.trackingNumber && <> Tracking {shipment.trackingNumber}.</>}
            {several && shipment.contents.length > 0 && (
              <span className="block text-ink-2">{waitingWords(shipment.contents, say)}</span>
            )}
          </p>
        ))}
      </div>
      <Facts
        className="mt-4"
        facts={[
          taken &&
            !arrived &&
            short === '' &&
            order.promisedOn !== null && {
              label: 'Arrival promised',
              value: <Day day={order.promisedOn} style="weekday" />,
            },
          order.customerReference ? { label: 'Your order number', value: order.customerReference } : null,
          { label: 'Delivery', value: order.serviceName },
        ]}
      />
      <p className="mt-3">
        <ButtonLink href={`/api/portal/${token}/order`} target="_blank" rel="noreferrer" prefetch={false}>
          {taken ? 'Order as PDF' : 'What we received as PDF'}
        </ButtonLink>
      </p>
    </Card>
  )
}
