'use client'

import { Card } from '@/components/ui/card'
import { Link } from '@/components/ui/link'
import { Instant, Weight } from '@/components/ui/text'
import { useWorkspace, useWorkspaceHref } from '@/components/ui/workspace'
import type { FloorLine, FloorParcel } from '@/server/fulfilment/queries/order'
import { UnpackButton } from './unpack-button'

/** Which of how many; a label that was printed before another parcel joined says something else. */
function labelOf(parcel: FloorParcel, all: readonly FloorParcel[]): string {
  const together = all.filter((one) => one.shipmentId === parcel.shipmentId)
  const label = `Label ${together.indexOf(parcel) + 1}/${together.length}`
  return parcel.labelledOf === null || parcel.labelledOf === together.length ? label : `${label}: print again`
}

/** The parcels of an order with what is in each. */
export function ParcelCard({ parcels, lines }: { parcels: readonly FloorParcel[]; lines: readonly FloorLine[] }) {
  const href = useWorkspaceHref()
  const { slug } = useWorkspace()
  const name = (id: string) => lines.find((line) => line.id === id)?.name ?? ''
  return (
    <Card title="Parcels" aside={`${parcels.length}`}>
      {parcels.length === 0 && <p className="text-ink-3">None yet.</p>}
      <ul className="flex flex-col gap-3">
        {parcels.map((parcel) => (
          <li key={parcel.id} className="min-w-0">
            <p className="flex flex-wrap gap-x-2">
              <span className="font-medium">{parcel.number}</span>
              <span className="text-ink-3">
                <Weight grams={parcel.weightGrams} />
              </span>
              <span className="ml-auto flex gap-4">
                {parcel.shipmentId && (
                  <Link href={href(`/shipping/${parcel.shipmentId}`)}>{parcel.shipmentNumber}</Link>
                )}
                {parcel.shipmentId && (
                  <a
                    className="touch underline"
                    target="_blank"
                    rel="noopener"
                    href={`/api/documents/label/${parcel.id}?organisation=${slug}`}
                  >
                    {labelOf(parcel, parcels)}
                  </a>
                )}
                <UnpackButton parcel={parcel} />
              </span>
            </p>
            <ul className="text-ink-2">
              {parcel.lines.map((line) => (
                <li key={line.orderLineId} className="truncate">
                  {line.quantity} × {name(line.orderLineId)}
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
