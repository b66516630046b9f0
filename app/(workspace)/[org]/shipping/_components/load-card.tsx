'use client'

import { useSearchParams } from 'next/navigation'
import { useState } from 'react'
import { ScanField, type ScanFieldProps } from '@/components/shell/scan-field'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { readCode } from '@/server/inventory/rules/codes'
import type { ShipmentRecord } from '@/server/shipping/queries/record'

type Loaded = Pick<ShipmentRecord, 'number' | 'trackingNumber' | 'parcelList'>

/** The parcel that a label names. A label that names the whole shipment stands for its next parcel. */
function parcelOf({ number, trackingNumber, parcelList }: Loaded, code: string, loaded: readonly string[]) {
  const read = readCode(code).sku.toUpperCase()
  const named = parcelList.find((parcel) => parcel.number.toUpperCase() === read)
  if (named) return named
  if (read !== number.toUpperCase() && read !== trackingNumber?.toUpperCase()) return undefined
  return parcelList.find(({ id }) => !loaded.includes(id)) ?? parcelList[0]
}

/** Scans each parcel while it is loaded, so that no parcel stays behind and none of another shipment is loaded. */
export function LoadCard({ shipment }: { shipment: ShipmentRecord }) {
  const opened = useSearchParams().get('parcel')
  const parcels = shipment.parcelList
  const [loaded, setLoaded] = useState(() => parcels.flatMap(({ id }) => (id === opened ? [id] : [])))
  const [answer, setAnswer] = useState<ScanFieldProps['answer']>(null)
  const scan = (code: string) => {
    const parcel = parcelOf(shipment, code, loaded)
    if (!parcel) return setAnswer({ tone: 'bad', text: `${code} does not belong to this shipment. Leave it here.` })
    const after = [...new Set([...loaded, parcel.id])]
    setLoaded(after)
    const left = parcels.length - after.length
    const rest = left === 0 ? 'All parcels are loaded: dispatch it' : `${left} still to load`
    setAnswer({ tone: 'ok', text: `${parcel.number}. ${rest}.` })
  }
  const tick = (id: string) =>
    setLoaded((before) => (before.includes(id) ? before.filter((one) => one !== id) : [...before, id]))
  return (
    <Card title="Load" aside={`${loaded.length} of ${parcels.length} on board`}>
      <div className="flex flex-col gap-3">
        <ScanField label="Scan each parcel as you load it" onScan={scan} answer={answer} aside />
        <ul className="flex flex-wrap gap-2">
          {parcels.map(({ id, number }) => (
            <li key={id}>
              {/* A person ticks off a label that no scanner can read. */}
              <Button aria-pressed={loaded.includes(id)} onClick={() => tick(id)}>
                <span className={loaded.includes(id) ? 'text-good' : 'text-ink-2'}>
                  {loaded.includes(id) ? '✓ ' : ''}
                  {number}
                </span>
              </Button>
            </li>
          ))}
        </ul>
      </div>
    </Card>
  )
}
