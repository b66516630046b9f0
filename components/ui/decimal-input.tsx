'use client'

import { type ComponentProps, useId, useState } from 'react'
import { besides } from '@/server/platform/money/beside'
import { cn } from './cn'
import { useFieldAttributes } from './field'
import { decimalText, readDecimal } from './format'
import { Input } from './input'
import { InsideUnit } from './inside-unit'
import { AmountProblem, otherCurrencySaid } from './other-currency'
import { useWorkspace } from './workspace'

type DecimalInputProps = Omit<ComponentProps<typeof Input>, 'value' | 'defaultValue' | 'onChange' | 'type'> & {
  /** A plain decimal, `24.9`; unreadable text stays as typed. Without it the field holds the value itself. */
  value?: string
  defaultValue?: string
  /** Called with the plain decimal, or with the typed text when it is no number: that is refused in words and never dropped. */
  onValueChange?: (decimal: string) => void
  /** Shown after the number. */
  unit?: string
  /** Of an amount of money: its own sign may stand beside it, that of another currency is refused in words. */
  currency?: string
}

/**
 * A decimal number, typed and shown in the form of the organisation's locale: `24,90`. With `name` a form posts the
 * plain decimal.
 */
export function DecimalInput(props: DecimalInputProps) {
  const { value, defaultValue, onValueChange, unit, currency, name, className, ...rest } = props
  const { locale } = useWorkspace()
  const [own, setOwn] = useState(defaultValue ?? '')
  const [typed, setTyped] = useState<string | null>(null)
  const decimal = value ?? own
  const readable = decimal === '' || readDecimal(decimal, 'en') !== null
  const id = useId()
  const { 'aria-describedby': described } = useFieldAttributes(rest)
  const problem = currency && !rest['aria-invalid'] ? otherCurrencySaid(decimal, currency) : undefined
  const read = (text: string) => {
    const { bare, other } = currency ? besides(text, currency) : { bare: text, other: null }
    return (other === null ? readDecimal(bare, locale) : null) ?? text.trim()
  }
  return (
    <span className={cn('block', className)}>
      <span className="relative block">
        <Input
          inputMode="decimal"
          autoComplete="off"
          {...rest}
          {...(!readable && (problem || typed === null) && { 'aria-invalid': true })}
          {...(problem && { 'aria-describedby': [described, id].filter(Boolean).join(' ') })}
          className={cn('text-right tabular-nums', unit && 'pr-14')}
          value={typed ?? (readable ? decimalText(decimal, locale) : decimal)}
          onChange={(event) => {
            const text = event.target.value
            const next = read(text)
            setTyped(text)
            setOwn(next)
            onValueChange?.(next)
          }}
          onBlur={(event) => {
            setTyped(null)
            rest.onBlur?.(event)
          }}
        />
        <InsideUnit>{unit}</InsideUnit>
      </span>
      <AmountProblem id={id}>{problem}</AmountProblem>
      {name && <input type="hidden" name={name} value={decimal} />}
    </span>
  )
}
