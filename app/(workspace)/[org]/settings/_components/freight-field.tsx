'use client'

import { useId, useState } from 'react'
import { isRows } from '@/components/order/rows-pasted'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { Field } from '@/components/ui/field'
import { Select } from '@/components/ui/select'
import { useWeightUnit } from '@/components/ui/weight-input'
import { useWorkspace } from '@/components/ui/workspace'
import { type FreightTable, freightProblems, mostSteps } from '@/server/carrier/rules'
import { freightProblemWords } from '@/server/carrier/words/en'
import { countries } from '@/server/platform/place/country'
import { languageOf } from '@/server/platform/words/words'
import { FreightRowFields, rowClass } from './freight-row-fields'
import { type FreightRow, newRow, pastedRows, rowsOf, sortedRows, stepsOf } from './freight-rows'

interface FreightFieldProps {
  table: FreightTable | null
  label: string
  /** What it means that there is none. */
  none: string
  error?: string | undefined
}

/** The freight table in the field `freight` of a form. */
export const freightIn = ({ freight }: Record<string, string>): FreightTable | null =>
  freight ? (JSON.parse(freight) as FreightTable) : null

/** A freight table, row by row. Rows of a spreadsheet are pasted into any of its boxes; they are put in order as they come. */
export function FreightField({ table, label, none, error }: FreightFieldProps) {
  const { currency, locale } = useWorkspace()
  const unit = useWeightUnit()
  const id = useId()
  const [by, setBy] = useState<FreightTable['by'] | ''>(table?.by ?? '')
  const [rows, setRows] = useState<FreightRow[]>(() => (table ? rowsOf(table, currency) : [newRow([])]))
  const options = countries(languageOf(locale)).map(({ code, name }) => ({ value: code, label: name }))
  const elsewhere = rows.some(({ country }) => country) ? 'everywhere else' : 'everywhere'
  const steps = by ? stepsOf(by, rows, currency) : []
  const problems = error ? freightProblems(steps) : []
  const change = (index: number, facts: Partial<FreightRow>) =>
    setRows(rows.map((row, at) => (at === index ? { ...row, ...facts } : row)))
  const add = () => {
    if (!by) return
    const fresh = newRow(rows)
    setRows([...sortedRows(by, rows, currency), fresh])
    focusRow(`${id}-${fresh.key}`)
  }
  const paste = (index: number, text: string) => {
    const read = pastedRows(text, { currency, locale, countries: options })
    if (by && read.length > 0)
      setRows(sortedRows(by, [...rows.slice(0, index), ...read, ...rows.slice(index + read.length)], currency))
  }
  return (
    <fieldset className="flex min-w-0 flex-col gap-2 sm:col-span-2">
      <Field label={label} optional={false} error={error && problems.length === 0 ? error : undefined}>
        <Select
          value={by}
          onChange={(event) => setBy(event.target.value as FreightTable['by'] | '')}
          options={[
            { value: '', label: none },
            { value: 'VALUE', label: 'by the value of the goods' },
            { value: 'WEIGHT', label: 'by their weight' },
          ]}
        />
      </Field>
      {by && (
        <>
          <div aria-hidden="true" className={cn(rowClass, 'text-ink-3 text-xs')}>
            <span className="max-sm:hidden">To</span>
            <span className="text-right">{by === 'VALUE' ? `From, in ${currency}` : `Above, in ${unit}`}</span>
            <span className="text-right">Freight in {currency}</span>
          </div>
          {rows.map((row, index) => {
            const problem = problems.find(({ step }) => step === index)
            return (
              <div
                key={row.key}
                id={`${id}-${row.key}`}
                onPaste={(event) => {
                  const text = event.clipboardData.getData('text/plain')
                  if (!isRows(text)) return
                  event.preventDefault()
                  paste(index, text)
                }}
              >
                <FreightRowFields
                  {...{ by, row, number: index + 1, options, elsewhere }}
                  problem={problem && { field: problem.field, text: freightProblemWords[problem.code] }}
                  onChange={(facts) => change(index, facts)}
                  onRemove={rows.length > 1 ? () => setRows(rows.filter((_row, at) => at !== index)) : undefined}
                />
              </div>
            )
          })}
          <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
            <Button size="sm" onClick={add} disabled={rows.length >= mostSteps}>
              Add a row
            </Button>
            <p className="text-ink-3 text-xs">
              {by === 'VALUE'
                ? 'A row holds from its value on. 0 in the last column: free.'
                : 'A row holds above its weight: 5 kg exactly still cost what stands before. Goods without a weight count as nothing.'}
            </p>
          </div>
        </>
      )}
      <input type="hidden" name="freight" value={by ? JSON.stringify({ by, steps }) : ''} />
    </fieldset>
  )
}

/** Goes to the first number of a row, once it is drawn. */
function focusRow(id: string) {
  requestAnimationFrame(() => document.getElementById(id)?.querySelector<HTMLElement>('input')?.focus())
}
