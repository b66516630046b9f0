'use client'

import { type ComponentProps, useState } from 'react'
import { cn } from './cn'
import { decimalText, readDecimal } from './format'
import { Input } from './input'
import { useWorkspace } from './workspace'

type DecimalInputProps = Omit<ComponentProps<typeof Input>, 'value' | 'defaultValue' | 'onChange' | 'type'> & {
  /** A plain decimal, `24.9`; unreadable text stays as typed. Without it the field holds the value itself. */
  value?: string
  defaultValue?: string
  /** Called with the plain decimal, or with the typed text when it is no number: that is refused in words and never dropped. */
  onValueChange?: (decimal: string) => void
  /** Shown after the number. */
  unit?: string
}

/**
 * A decimal number, typed and shown in the form of the organisation's locale: `24,90`. With `name` a form posts the
 * plain decimal.
 */
export function DecimalInput(props: DecimalInputProps) {
  const { value, defaultValue, onValueChange, unit, name, className, ...rest } = props
  const { locale } = useWorkspace()
  const [own, setOwn] = useState(defaultValue ?? '')
  const [typed, setTyped] = useState<string | null>(null)
  const decimal = value ?? own
  const readable = decimal === '' || readDecimal(decimal, 'en') !== null
  return (
    <span className={cn('relative block', className)}>
      <Input
        inputMode="decimal"
        autoComplete="off"
        {...rest}
        {...(!readable && typed === null && { 'aria-invalid': true })}
        className={cn('text-right tabular-nums', unit && 'pr-14')}
        value={typed ?? (readable ? decimalText(decimal, locale) : decimal)}
        onChange={(event) => {
          const text = event.target.value
          const next = readDecimal(text, locale) ?? text.trim()
          setTyped(text)
          setOwn(next)
          onValueChange?.(next)
        }}
        onBlur={(event) => {
          setTyped(null)
          rest.onBlur?.(event)
        }}
      />
      {unit && (
        <span
          aria-hidden="true"
          className="pointer-events-none absolute inset-y-0 right-2.5 flex items-center text-ink-3 text-xs"
        >
          {unit}
        </span>
      )}
      {name && <input type="hidden" name={name} value={decimal} />}
    </span>
  )
}
