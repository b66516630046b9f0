import { X } from 'lucide-react'
import { useId } from 'react'
import { Button } from '@/components/ui/button'
import { DecimalInput } from '@/components/ui/decimal-input'
import { Select, type SelectOption } from '@/components/ui/select'
import { WeightInput } from '@/components/ui/weight-input'
import { useWorkspace } from '@/components/ui/workspace'
import type { FreightStep, FreightTable } from '@/server/carrier/rules'
import type { FreightRow } from './freight-rows'

interface FreightRowFieldsProps {
  by: FreightTable['by']
  row: FreightRow
  number: number
  options: readonly SelectOption[]
  /** What a row without a country is called. */
  elsewhere: string
  problem: { field: keyof FreightStep; text: string } | undefined
  onChange: (facts: Partial<FreightRow>) => void
  /** Without it the row stays: it is the only one. */
  onRemove: (() => void) | undefined
}

/** The columns of a row and of its head; on a phone the country stands above the rest. */
export const rowClass =
  'grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)_2.75rem] gap-2 sm:grid-cols-[minmax(0,1.3fr)_minmax(0,1fr)_minmax(0,1fr)_2rem]'

/** One row of a freight table: to which country, from where on, and what it costs; its error stands below it. */
export function FreightRowFields({
  by,
  row,
  number,
  options,
  elsewhere,
  problem,
  onChange,
  onRemove,
}: FreightRowFieldsProps) {
  const { currency } = useWorkspace()
  const error = useId()
  // A pasted country may be none.
  const isKnown = row.country === '' || options.some(({ value }) => value === row.country)
  const wrong = (field: keyof FreightStep) =>
    problem?.field === field ? { 'aria-invalid': true as const, 'aria-describedby': error } : {}
  return (
    <>
      <div className={rowClass}>
        <Select
          aria-label={`Row ${number}: to`}
          className="max-sm:col-span-3"
          placeholder={elsewhere}
          options={isKnown ? options : [{ value: row.country, label: row.country }, ...options]}
          value={row.country}
          onChange={(event) => onChange({ country: event.target.value })}
          {...wrong('country')}
        />
        {by === 'VALUE' ? (
          <DecimalInput
            aria-label={`Row ${number}: from, in ${currency}`}
            currency={currency}
            value={row.value}
            onValueChange={(value) => onChange({ value })}
            {...wrong('from')}
          />
        ) : (
          <WeightInput
            aria-label={`Row ${number}: above a weight`}
            value={/^\d+$/.test(row.grams) ? Number(row.grams) : null}
            onValueChange={(grams) => onChange({ grams: grams === null ? '' : String(grams) })}
            {...wrong('from')}
          />
        )}
        <DecimalInput
          aria-label={`Row ${number}: freight in ${currency}`}
          currency={currency}
          value={row.amount}
          onValueChange={(amount) => onChange({ amount })}
          {...wrong('amountMinor')}
        />
        <Button
          tone="quiet"
          className="px-0"
          aria-label={`Remove row ${number}`}
          disabled={!onRemove}
          onClick={onRemove}
        >
          <X aria-hidden="true" className="size-4" />
        </Button>
      </div>
      {problem && (
        <p id={error} className="mt-1 text-bad text-xs">
          {problem.text}
        </p>
      )}
    </>
  )
}
