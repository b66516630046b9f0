'use client'

import { Select } from '@/components/ui/select'

export interface ColumnChoice {
  bookedOn: number
  amount?: number
  credit?: number
  debit?: number
  direction?: number
  reference: number[]
  counterparty?: number
  counterpartyIban?: number
}

const meanings = [
  ['', 'Leave it out'],
  ['bookedOn', 'Day'],
  ['amount', 'Amount, with its sign'],
  ['credit', 'Money in'],
  ['debit', 'Money out'],
  ['direction', 'Whether in or out (D/C, +/−)'],
  ['reference', 'Reference'],
  ['counterparty', 'Name of the payer'],
  ['counterpartyIban', 'Account of the payer'],
] as const

/** The meaning of each column, by its index from 0. */
export type Meanings = Readonly<Record<number, string>>

/** The chosen columns in the form that the file's reader expects; null while day or amount is missing. */
export function choiceOf(chosen: Meanings): ColumnChoice | null {
  const places = (meaning: string) =>
    Object.entries(chosen)
      .filter(([, one]) => one === meaning)
      .map(([place]) => Number(place))
  const [bookedOn] = places('bookedOn')
  const one = Object.fromEntries(
    ['amount', 'credit', 'debit', 'direction', 'counterparty', 'counterpartyIban'].map((name) => [
      name,
      places(name)[0],
    ]),
  )
  if (bookedOn === undefined || (one.amount === undefined && one.credit === undefined)) return null
  return { ...one, bookedOn, reference: places('reference').slice(0, 6) }
}

interface ColumnFieldsProps {
  /** The first rows of the file. */
  sample: readonly (readonly string[])[]
  chosen: Meanings
  onChange: (chosen: Meanings) => void
}

/** One row for each column: its first cells, and the meaning that a person chooses. */
export function ColumnFields({ sample, chosen, onChange }: ColumnFieldsProps) {
  const width = Math.max(0, ...sample.map((row) => row.length))
  const once = (place: number, meaning: string) =>
    Object.fromEntries(
      Object.entries({ ...chosen, [place]: meaning }).filter(
        ([other, one]) => one !== '' && (Number(other) === place || one !== meaning || one === 'reference'),
      ),
    )
  return (
    <fieldset>
      <legend className="mb-2 font-medium">What is in each column?</legend>
      <div className="flex flex-col divide-y border-y">
        {Array.from({ length: width }, (_, place) => {
          const cells = [...new Set(sample.map((row) => row[place] ?? '').filter(Boolean))].slice(0, 3)
          return (
            <div key={place} className="grid items-center gap-x-4 gap-y-1.5 py-2 sm:grid-cols-[minmax(0,1fr)_15rem]">
              <p className="min-w-0 break-words text-ink-2">{cells.join(' · ') || 'empty in the last rows'}</p>
              <Select
                aria-label={`Column ${place + 1}`}
                options={meanings.map(([value, label]) => ({ value, label }))}
                value={chosen[place] ?? ''}
                onChange={(event) => onChange(once(place, event.target.value))}
              />
            </div>
          )
        })}
      </div>
      <p className="mt-2 text-ink-3">
        Day and amount are needed: one amount with its sign, or money in and money out apart.
      </p>
    </fieldset>
  )
}
