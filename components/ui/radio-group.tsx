'use client'

import { type ReactNode, useId } from 'react'
import { cn } from './cn'

interface RadioOption<V extends string = string> {
  value: V
  label: ReactNode
  hint?: ReactNode
  disabled?: boolean
}

interface RadioGroupProps<V extends string = string> {
  legend: ReactNode
  legendHidden?: boolean
  options: readonly RadioOption<V>[]
  value?: V
  defaultValue?: V
  onValueChange?: (value: V) => void
  name?: string
  error?: ReactNode
  /** Whether the choices stand side by side as one bar, for two to four short words. */
  inline?: boolean
  /** `tablet` shows cards of 60 px. */
  size?: 'md' | 'tablet'
}

/** Chooses one of a few that are all visible. */
export function RadioGroup<V extends string>(props: RadioGroupProps<V>) {
  const { legend, legendHidden, options, value, defaultValue, onValueChange, error, inline, size } = props
  const id = useId()
  return (
    <fieldset className="flex min-w-0 flex-col gap-1" aria-describedby={error ? `${id}-error` : undefined}>
      <legend className={cn('mb-1 font-medium text-ink-2', legendHidden && 'sr-only')}>{legend}</legend>
      <div className={cn('flex flex-wrap gap-1.5', !inline && 'flex-col')}>
        {options.map((option, index) => (
          <label
            key={option.value}
            className={cn(
              'flex items-start gap-2 rounded-md border border-line bg-surface px-2.5 py-1.5 has-checked:border-accent has-checked:bg-accent-soft has-disabled:opacity-55 pointer-coarse:min-h-11 pointer-coarse:items-center',
              size === 'tablet' && 'min-h-15 items-center rounded-xl px-4 text-lg',
            )}
          >
            <input
              type="radio"
              name={props.name ?? id}
              value={option.value}
              disabled={option.disabled}
              aria-invalid={error && index === 0 ? true : undefined}
              className="mt-0.5 size-4 shrink-0 accent-accent"
              {...(value === undefined
                ? { defaultChecked: option.value === defaultValue }
                : { checked: option.value === value })}
              onChange={() => onValueChange?.(option.value)}
            />
            <span>
              {option.label}
              {option.hint && <span className="block text-ink-3 text-xs">{option.hint}</span>}
            </span>
          </label>
        ))}
      </div>
      {error && (
        <p id={`${id}-error`} className="text-bad text-xs">
          {error}
        </p>
      )}
    </fieldset>
  )
}
