'use client'

import { type ComponentProps, useState } from 'react'
import { weighsInPounds } from '@/server/platform/words/words'
import { cn } from './cn'
import { readWeight, weightText } from './format'
import { Input } from './input'
import { InsideUnit } from './inside-unit'
import { useWorkspace } from './workspace'

type WeightInputProps = Omit<ComponentProps<typeof Input>, 'value' | 'defaultValue' | 'onChange' | 'type'> & {
  /** Grams; null is an empty field. Without it the field holds the value itself. */
  value?: number | null
  defaultValue?: number | null
  /** Called with whole grams, or null when the field is empty or is no weight. */
  onValueChange?: (grams: number | null) => void
}

/**
 * A weight, typed in the unit of the organisation's country or with its own unit. With `name` a form posts whole grams,
 * or the typed text when it is no weight.
 */
export function WeightInput({ value, defaultValue, onValueChange, name, className, ...rest }: WeightInputProps) {
  const { locale } = useWorkspace()
  const [own, setOwn] = useState(defaultValue ?? null)
  const [typed, setTyped] = useState<string | null>(null)
  const grams = value === undefined ? own : value
  const unread = typed !== null && typed.trim() !== '' && readWeight(typed, locale) === null
  return (
    <span className={cn('relative block', className)}>
      <Input
        inputMode="decimal"
        autoComplete="off"
        {...rest}
        {...(unread && { 'aria-invalid': true })}
        className="pr-9 text-right tabular-nums"
        value={typed ?? (grams === null ? '' : weightText(grams, locale))}
        onChange={(event) => {
          const read = readWeight(event.target.value, locale)
          setTyped(event.target.value)
          setOwn(read)
          onValueChange?.(read)
        }}
        onBlur={(event) => {
          if (!unread) setTyped(null)
          rest.onBlur?.(event)
        }}
      />
      <InsideUnit>{/[a-z]/i.test(typed ?? '') ? '' : weighsInPounds(locale) ? 'lb' : 'kg'}</InsideUnit>
      {name && <input type="hidden" name={name} value={unread ? (typed ?? '') : (grams?.toString() ?? '')} />}
    </span>
  )
}

/** The unit in words, for a label: `Weight in pounds`. */
export function useWeightUnit(): string {
  return weighsInPounds(useWorkspace().locale) ? 'pounds' : 'kilograms'
}
