'use client'

import { useId } from 'react'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { DatePicker } from '@/components/ui/date-picker'
import { useListHref, useListState } from '@/components/ui/list-state'
import { TabLinks } from '@/components/ui/tabs'
import { Day } from '@/components/ui/text'
import { useWorkspace } from '@/components/ui/workspace'
import { periodLengths, periodProblem } from '@/server/reporting/rules/period'
import { periodSearch } from '@/server/reporting/schema'
import { periodProblemWords } from '@/server/reporting/words/en'

/** Chooses the period: the last days, or from one day to another. The URL holds it. */
export function PeriodBar({ from, to }: { from: string; to: string }) {
  const { filters } = useListState()
  const { today } = useWorkspace()
  const listHref = useListHref()
  const id = useId()
  const period = periodSearch(filters)
  const custom = 'from' in period
  const days = custom ? null : (period.days ?? 90)
  const problem = periodProblem(filters, today)
  const kept = Object.entries(filters).filter(([key]) => !['from', 'to', 'days'].includes(key))
  return (
    <>
      {problem && <Banner tone="warn">{periodProblemWords[problem]}</Banner>}
      <div className="mb-3 flex flex-wrap items-end gap-x-4 gap-y-2 print:hidden">
        <TabLinks
          label="Period"
          tabs={periodLengths.map((one) => ({
            label: `${one} days`,
            href: listHref({ days: String(one), from: null, to: null, after: null }),
            current: one === days,
          }))}
        />
        <form method="get" className="mb-3 flex flex-wrap items-end gap-2">
          {kept.map(([key, value]) => (
            <input key={key} type="hidden" name={key} value={value} />
          ))}
          <label htmlFor={`${id}f`} className="sr-only">
            From
          </label>
          <DatePicker
            id={`${id}f`}
            name="from"
            defaultValue={from}
            max={today}
            required
            key={`f${from}`}
            className="w-36 max-sm:w-34"
          />
          <span aria-hidden="true" className="self-center text-ink-3">
            –
          </span>
          <label htmlFor={`${id}t`} className="sr-only">
            To
          </label>
          <DatePicker
            id={`${id}t`}
            name="to"
            defaultValue={to}
            max={today}
            required
            key={`t${to}`}
            className="w-36 max-sm:w-34"
          />
          <Button type="submit" aria-pressed={custom}>
            Show
          </Button>
        </form>
        <span className="sr-only">
          From <Day day={from} /> to <Day day={to} />
        </span>
      </div>
    </>
  )
}
