'use client'

import { type PackDraft, type ParcelDraft, unitsIn } from '@/components/fulfilment/parcels'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { formatQuantity } from '@/components/ui/format'
import { QuantityInput } from '@/components/ui/quantity-input'
import { Select } from '@/components/ui/select'
import { Quantity, Weight } from '@/components/ui/text'
import { useWeightUnit, WeightInput } from '@/components/ui/weight-input'
import { useWorkspace } from '@/components/ui/workspace'
import type { FloorLine, FloorOrder } from '@/server/fulfilment/queries/order'
import { type Packaging, packagings } from '@/server/fulfilment/schema'
import { packagingWords } from '@/server/fulfilment/words/en'
import { inUnits } from '@/server/platform/money/quantity'

export type LooseLine = FloorLine & { most: number }

export interface Drafts {
  order: Pick<FloorOrder, 'serviceName' | 'maxWeightGrams'>
  lines: readonly LooseLine[]
  parcels: readonly ParcelDraft[]
  /** The index of the parcel into which scans go. */
  at: number
  /** Whether the packer has not assigned goods to parcels yet. */
  untouched: boolean
  onChange: (draft: PackDraft) => void
}

const kinds = packagings.map((kind) => ({ value: kind, label: packagingWords(kind) }))

interface LineProps {
  line: LooseLine
  units: number
  place: string
  several: boolean
  onChange: (units: number) => void
}

/** The quantity of one line in a parcel, with a button for all of it. */
export function DraftLine({ line, units, place, several, onChange }: LineProps) {
  const { locale } = useWorkspace()
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b px-3.5 py-2">
      <span className={cn('min-w-0 flex-1 basis-40 break-words', units === 0 && 'text-ink-3')}>
        {line.name}
        <span className="block text-ink-3 text-xs">
          {line.sku} · <Quantity value={line.most} of={line} /> picked
        </span>
      </span>
      <span className="ml-auto flex items-center gap-1.5">
        <QuantityInput
          aria-label={`${line.sku} ${place}`}
          className="w-36 pointer-coarse:w-44"
          stepper
          of={line}
          value={units}
          max={line.most}
          onValueChange={(value) => onChange(value ?? 0)}
        />
        {several && (
          <Button
            size="sm"
            aria-label={`All ${formatQuantity(line.most, line, locale)} of ${line.sku} ${place}`}
            disabled={units === line.most}
            onClick={() => onChange(line.most)}
          >
            All
          </Button>
        )}
      </span>
    </li>
  )
}

/** The weight and the package of a parcel. */
export function DraftFoot({
  order,
  lines,
  parcels,
  at,
  untouched,
  parcel,
  index,
  onChange,
}: Drafts & { parcel: ParcelDraft; index: number }) {
  const unit = useWeightUnit()
  const estimated = Math.ceil(
    lines.reduce((sum, line) => sum + inUnits(unitsIn(parcel, line.id), line) * line.weightGrams, 0),
  )
  const limit = order.maxWeightGrams
  const isHeavy = limit !== null && (parcel.weightGrams ?? estimated) > limit
  const set = (changes: Partial<ParcelDraft>) =>
    onChange({ parcels: parcels.map((one, place) => (place === index ? { ...one, ...changes } : one)), at })
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 p-3.5">
      <Select
        aria-label={`Packaging of parcel ${index + 1}`}
        className="w-32"
        placeholder="Packaging"
        value={parcel.packaging ?? ''}
        options={kinds}
        onChange={(event) => set({ packaging: (event.target.value || null) as Packaging | null })}
      />
      <span className="ml-auto flex items-center gap-3">
        <span className="text-ink-3">
          {estimated > 0 ? (
            <>
              About <Weight grams={estimated} />, weighed
            </>
          ) : (
            'Weighed'
          )}
        </span>
        <WeightInput
          aria-label={`Weight of parcel ${index + 1} in ${unit}`}
          className="w-28"
          value={parcel.weightGrams}
          onValueChange={(weightGrams) => set({ weightGrams })}
        />
      </span>
      {isHeavy && (
        <p className="w-full text-warn">
          {untouched ? `${order.serviceName} takes at most ` : `More than ${order.serviceName} takes, `}
          <Weight grams={limit} />
          {untouched
            ? ' a parcel: it becomes as many as that needs.'
            : ': take something out, or a stronger service carries it.'}
        </p>
      )}
    </div>
  )
}
