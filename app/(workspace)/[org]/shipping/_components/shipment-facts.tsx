'use client'

import { Address } from '@/components/address'
import { LabelLink } from '@/components/fulfilment/label-link'
import { useMay } from '@/components/may'
import { Card } from '@/components/ui/card'
import { Facts } from '@/components/ui/facts'
import { Link } from '@/components/ui/link'
import { Day, Instant, Money, Weight } from '@/components/ui/text'
import { useWorkspace, useWorkspaceHref } from '@/components/ui/workspace'
import { packagingWords } from '@/server/fulfilment/words/en'
import { weekdayWords } from '@/server/platform/words/words'
import type { ShipmentRecord } from '@/server/shipping/queries/record'

/** The day on which the shipment leaves; a day in the past is marked late. */
export function Leaves({ day }: { day: string }) {
  const { today } = useWorkspace()
  return <Day day={day} style="weekday" className={day < today ? 'font-medium text-warn' : undefined} />
}

/** The promised day; when it could not be kept, the new day beside it. */
export function Promised({ row }: { row: Pick<ShipmentRecord, 'promisedOn' | 'movedTo'> }) {
  if (!row.movedTo) return <Day day={row.promisedOn} style="weekday" />
  return (
    <>
      <Day day={row.movedTo} style="weekday" className="font-medium text-warn" />
      {row.promisedOn && (
        <span className="text-ink-3">
          {' '}
          first <Day day={row.promisedOn} />
        </span>
      )}
    </>
  )
}

/** Who takes the goods there, when, and what the driver has to know. */
function ForDriver({
  shipTo: { contact, phone, openingHours, deliveryDays, driverNote },
}: Pick<ShipmentRecord, 'shipTo'>) {
  const facts = [
    (contact || phone) && { label: 'Contact', value: [contact, phone].filter(Boolean).join(', ') },
    openingHours && { label: 'Open', value: openingHours },
    deliveryDays?.length && { label: 'Takes goods', value: weekdayWords(deliveryDays) },
    driverNote && { label: 'Driver', value: driverNote },
  ].filter((fact) => typeof fact === 'object')
  return facts.length > 0 && <Facts start facts={facts} className="mt-2" />
}

/** The dates, carrier and recipient of a shipment, and its parcels with their labels. */
export function ShipmentFacts({ shipment }: { shipment: ShipmentRecord }) {
  const href = useWorkspaceHref()
  const may = useMay()
  const { shipTo, parcelList } = shipment
  // A parcel that has left keeps the label with which it left.
  const isHere = shipment.state === 'PLANNED'
  return (
    <div className="flex min-w-0 flex-col gap-3.5">
      <Card title="On its way">
        <Facts
          facts={[
            shipment.leavesFrom !== null && { label: 'From', value: shipment.leavesFrom },
            { label: 'By', value: `${shipment.carrierName}, ${shipment.serviceName}` },
            shipment.state === 'PLANNED'
              ? { label: `Leaves, until ${shipment.cutOff}`, value: <Leaves day={shipment.plannedOn} /> }
              : { label: shipment.leftAt ? 'Left' : 'Dispatched', value: <Instant at={shipment.dispatchedAt} /> },
            shipment.state === 'PLANNED' &&
              shipment.missedOn !== null && {
                label: 'Missed the cut-off of',
                value: <Day day={shipment.missedOn} style="weekday" className="text-warn" />,
              },
            { label: 'Promised', value: <Promised row={shipment} /> },
            shipment.expectedOn !== null && {
              label: 'Expected',
              value: <Day day={shipment.expectedOn} style="weekday" />,
            },
            shipment.deliveredAt !== null && {
              label: shipment.proof === 'ASSUMED' ? 'Arrived, assumed' : 'Arrived',
              value: <Instant at={shipment.deliveredAt} />,
            },
            shipment.receivedByName !== null && { label: 'Received by', value: shipment.receivedByName },
            shipment.trackingNumber !== null && { label: 'Tracking', value: shipment.trackingNumber },
            shipment.freightMinor > 0n && { label: 'Freight cost', value: <Money minor={shipment.freightMinor} /> },
            shipment.invoiceId !== null && {
              label: 'Invoice',
              value: may('invoice.read') ? (
                <Link href={href(`/invoicing/${shipment.invoiceId}`)}>{shipment.invoiceNumber}</Link>
              ) : (
                shipment.invoiceNumber
              ),
            },
          ]}
        />
      </Card>
      <Card title="To">
        <Address {...shipTo} />
        <ForDriver shipTo={shipTo} />
        {shipment.note && <p className="mt-2 text-ink-2">{shipment.note}</p>}
      </Card>
      <Card title="Parcels" aside={<Weight grams={shipment.weightGrams} />}>
        <Facts
          facts={parcelList.map((parcel, index) => ({
            label: (
              <>
                {parcel.number}, <Weight grams={parcel.weightGrams} />
                {parcel.packaging && `, ${packagingWords(parcel.packaging)}`}
              </>
            ),
            value: (
              <LabelLink shipmentId={shipment.id} parcelId={parcel.id} of={parcelList.length}>
                Label {index + 1}/{parcelList.length}
                {isHere && parcel.labelledOf !== null && parcel.labelledOf !== parcelList.length && ': print again'}
              </LabelLink>
            ),
          }))}
        />
      </Card>
    </div>
  )
}
