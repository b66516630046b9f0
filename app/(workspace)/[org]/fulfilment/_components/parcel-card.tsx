'use client'

import { LabelLink } from '@/components/fulfilment/label-link'
import { NoSender } from '@/components/fulfilment/no-sender'
import { buttonClass } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Link } from '@/components/ui/link'
import { Instant, Quantity, Weight } from '@/components/ui/text'
import { useWorkspaceHref } from '@/components/ui/workspace'
import type { FloorLine, FloorParcel } from '@/server/fulfilment/queries/order'
import { packagingWords } from '@/server/fulfilment/words/en'
import { pieces } from '@/server/platform/money/quantity'
import { UnpackButton } from './unpack-button'

/** The label of one parcel with its number of all; a label that was printed before another parcel joined is out of date. */
function Label({ parcel, all }: { parcel: FloorParcel; all: readonly FloorParcel[] }) {
  if (!parcel.shipmentId) return null
  const together = all.filter((one) => one.shipmentId === parcel.shipmentId)
  const isRight = parcel.labelledOf === null || parcel.labelledOf === together.length
  return (
    <LabelLink shipmentId={parcel.shipmentId} parcelId={parcel.id} of={together.length}>
      Label {together.indexOf(parcel) + 1}/{together.length}
      {!isRight && ': print again'}
    </LabelLink>
  )
}

/** Prints the labels of each shipment that has not left, with one command. */
function PrintAll({ parcels }: { parcels: readonly FloorParcel[] }) {
  const planned = parcels.filter((parcel) => parcel.shipmentState === 'PLANNED')
  return [...new Set(planned.map((parcel) => parcel.shipmentId as string))].map((shipmentId) => {
    const of = planned.filter((parcel) => parcel.shipmentId === shipmentId).length
    return (
      <LabelLink key={shipmentId} shipmentId={shipmentId} of={of} className={buttonClass({ size: 'sm' })}>
        Print {of === 1 ? 'the label' : `all ${of} labels`}
      </LabelLink>
    )
  })
}

/** The parcels of an order and the goods in each. */
export function ParcelCard({ parcels, lines }: { parcels: readonly FloorParcel[]; lines: readonly FloorLine[] }) {
  const href = useWorkspaceHref()
  const lineOf = (id: string) => lines.find((line) => line.id === id)
  return (
    <Card title="Parcels" aside={parcels.length > 0 ? <PrintAll parcels={parcels} /> : null}>
      {parcels.some((parcel) => parcel.shipmentState === 'PLANNED') && <NoSender />}
      {parcels.length === 0 && <p className="text-ink-3">None yet.</p>}
      <ul className="flex flex-col gap-3">
        {parcels.map((parcel) => (
          <li key={parcel.id} className="min-w-0">
            <p className="flex flex-wrap items-center gap-x-2">
              <span className="font-medium">{parcel.number}</span>
              <span className="text-ink-3">
                <Weight grams={parcel.weightGrams} />
                {parcel.packaging && `, ${packagingWords(parcel.packaging)}`}
              </span>
              <span className="ml-auto flex items-center gap-4">
                {parcel.shipmentId && (
                  <Link href={href(`/shipping/${parcel.shipmentId}`)}>{parcel.shipmentNumber}</Link>
                )}
                <Label parcel={parcel} all={parcels} />
                <UnpackButton parcel={parcel} />
              </span>
            </p>
            <ul className="text-ink-2">
              {parcel.lines.map((line) => (
                <li key={line.orderLineId} className="truncate">
                  <Quantity value={line.quantity} of={lineOf(line.orderLineId) ?? pieces} /> ×{' '}
                  {lineOf(line.orderLineId)?.name}
                </li>
              ))}
            </ul>
            <p className="text-ink-3 text-xs">
              <Instant at={parcel.packedAt} /> {parcel.packedBy}
            </p>
          </li>
        ))}
      </ul>
    </Card>
  )
}
