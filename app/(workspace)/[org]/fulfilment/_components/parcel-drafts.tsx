'use client'

import { useState } from 'react'
import { looseIn, type ParcelDraft, put, unitsIn, withAnother, without } from '@/components/fulfilment/parcels'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { formatQuantity } from '@/components/ui/format'
import { useWorkspace } from '@/components/ui/workspace'
import { DraftFoot, DraftLine, type Drafts, type LooseLine } from './parcel-draft-parts'

/** With up to this many lines every parcel shows all of them; with more it shows only its own until the packer asks for all. */
const shownWhole = 8

/** The parcels that are being packed, beside each other. A scan or a tap moves goods from one to another. */
export function ParcelDrafts(props: Drafts) {
  const { locale } = useWorkspace()
  const { lines, parcels, onChange } = props
  const loose = lines.flatMap((line) => {
    const units = looseIn(parcels, line)
    return units > 0 ? [{ ...line, units }] : []
  })
  return (
    <div className="flex min-w-0 flex-col gap-3.5">
      <div className={cn('grid items-start gap-3.5', parcels.length > 1 && 'sm:grid-cols-2')}>
        {parcels.map((parcel, index) => (
          <DraftCard key={index} {...props} parcel={parcel} index={index} />
        ))}
      </div>
      {loose.length > 0 && (
        <Banner tone="warn" title="In no parcel yet" className="mb-0">
          {loose.map(({ units, name, ...of }) => `${formatQuantity(units, of, locale)} × ${name}`).join(', ')}. It can
          be packed later.
        </Banner>
      )}
      <div>
        <Button onClick={() => onChange(withAnother(parcels))}>Add a parcel</Button>
      </div>
    </div>
  )
}

function DraftCard({ parcel, index, ...props }: Drafts & { parcel: ParcelDraft; index: number }) {
  const { lines, parcels, at, onChange } = props
  const [whole, setWhole] = useState(false)
  const several = parcels.length > 1
  const isShort = several && !whole && lines.length > shownWhole
  const shown = isShort ? lines.filter((line) => unitsIn(parcel, line.id) > 0) : lines
  const set = (line: LooseLine, units: number) => onChange({ parcels: put(parcels, index, line, units), at })
  return (
    <section
      aria-label={`Parcel ${index + 1}`}
      className={cn(
        'min-w-0 rounded-lg border bg-surface',
        several && index === at && 'border-accent ring-1 ring-accent',
      )}
    >
      <header className="flex min-h-10 flex-wrap items-center gap-x-3 gap-y-1 border-b px-3.5 py-1.5">
        <h2 className="font-semibold text-sm">
          {several ? `Parcel ${index + 1} of ${parcels.length}` : 'Into this parcel'}
        </h2>
        {several && (
          <span className="ml-auto flex items-center gap-1.5">
            <Button
              size="sm"
              tone={index === at ? 'go' : 'plain'}
              aria-pressed={index === at}
              onClick={() => onChange({ parcels, at: index })}
            >
              {index === at ? 'Scans go here' : 'Scan into it'}
            </Button>
            <Button
              size="sm"
              aria-label={`Remove parcel ${index + 1}`}
              onClick={() => onChange(without(parcels, index, at))}
            >
              Remove
            </Button>
          </span>
        )}
      </header>
      <ul>
        {shown.map((line) => (
          <DraftLine
            key={line.id}
            line={line}
            units={unitsIn(parcel, line.id)}
            place={`in parcel ${index + 1}`}
            several={several}
            onChange={(units) => set(line, units)}
          />
        ))}
        {isShort && (
          <li className="flex items-center gap-3 px-3.5 py-2 text-ink-3">
            {shown.length === 0 && 'Empty.'}
            <Button size="sm" tone="quiet" onClick={() => setWhole(true)}>
              Show all {lines.length} lines
            </Button>
          </li>
        )}
      </ul>
      <DraftFoot {...props} parcel={parcel} index={index} />
    </section>
  )
}
