'use client'

import { CalendarDays } from 'lucide-react'
import { type ComponentProps, useRef, useState } from 'react'
import { addDays, isDay } from '@/server/platform/time/calendar'
import { cn } from './cn'
import { Input } from './input'
import { dayText, readDay } from './read-day'
import { useWorkspace } from './workspace'

type DatePickerProps = Omit<
  ComponentProps<typeof Input>,
  'type' | 'value' | 'defaultValue' | 'onChange' | 'min' | 'max'
> & {
  /** `YYYY-MM-DD`, or empty. Leave out together with `onValueChange` to use it uncontrolled. */
  value?: string
  defaultValue?: string
  /** Called with the day. Text that is no day is passed on as typed, so that it is refused in words and never dropped. */
  onValueChange?: (day: string) => void
  /** Called with the day when the person leaves the field, empty when it was deleted, for pages that load again with it. */
  onSettled?: (day: string) => void
  min?: string
  max?: string
}

/**
 * A calendar day. It is typed in one field (`2.12.`, `2 Dec`, `+7`), one Tab leaves it, arrow keys step by a day, and
 * the button opens the calendar.
 */
export function DatePicker(props: DatePickerProps) {
  const { value, defaultValue, onValueChange, onSettled, min, max, name, className, ...rest } = props
  const { locale, today } = useWorkspace()
  const [own, setOwn] = useState(value ?? defaultValue ?? '')
  const [typed, setTyped] = useState<string | null>(null)
  const calendar = useRef<HTMLInputElement>(null)
  const settles = onSettled !== undefined
  const day = settles ? own : (value ?? own)
  const outside = isDay(day) && ((min && day < min) || (max && day > max))
  const change = (next: string) => {
    setOwn(next)
    onValueChange?.(next)
  }
  const settle = (next: string) => (isDay(next) || next === '') && next !== (value ?? '') && onSettled?.(next)
  const read = (text: string) => readDay(text, { locale, today, min, max })
  const step = (by: number) => {
    setTyped(null)
    change(addDays(isDay(day) ? day : addDays(today, by < 0 ? 1 : -1), by))
  }
  const openCalendar = () => {
    try {
      calendar.current?.showPicker()
    } catch {
      // A browser without a calendar of its own has the field only.
    }
  }
  const unread = typed === null && day !== '' && !isDay(day)
  return (
    <span className={cn('relative block', className)}>
      <Input
        autoComplete="off"
        spellCheck={false}
        placeholder={dayText('2026-12-31', locale).replace('31', 'dd').replace('12', 'mm').replace('2026', 'yyyy')}
        {...rest}
        {...((outside || unread) && { 'aria-invalid': true })}
        className="pr-9 tabular-nums"
        value={typed ?? dayText(day, locale)}
        onFocus={(event) => event.target.select()}
        onChange={(event) => {
          setTyped(event.target.value)
          change(read(event.target.value) ?? event.target.value.trim())
        }}
        onBlur={(event) => {
          setTyped(null)
          settle(day)
          rest.onBlur?.(event)
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter') settle(day)
          if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return
          event.preventDefault()
          if (event.altKey) openCalendar()
          else step(event.key === 'ArrowUp' ? 1 : -1)
        }}
      />
      <button
        type="button"
        tabIndex={-1}
        aria-label="Open the calendar"
        disabled={rest.disabled}
        onClick={openCalendar}
        className="absolute inset-y-0 right-0 grid w-8 place-items-center rounded-md text-ink-3 hover:text-ink pointer-coarse:w-11"
      >
        <CalendarDays aria-hidden="true" className="size-4" />
      </button>
      <input
        ref={calendar}
        type="date"
        tabIndex={-1}
        aria-hidden="true"
        min={min}
        max={max}
        disabled={rest.disabled}
        value={isDay(day) ? day : ''}
        onChange={(event) => {
          setTyped(null)
          change(event.target.value)
          settle(event.target.value)
        }}
        className="pointer-events-none absolute right-0 bottom-0 h-full w-8 opacity-0 pointer-coarse:w-11"
      />
      {name && <input type="hidden" name={name} value={day} />}
    </span>
  )
}
