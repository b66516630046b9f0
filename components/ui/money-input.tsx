'use client'

import { type ComponentProps, useId, useState } from 'react'
import { currencyExponent } from '@/server/platform/money/money'
import { cn } from './cn'
import { useFieldAttributes } from './field'
import { decimalOf, formatMoney, readMoney } from './format'
import { Input } from './input'
import { InsideUnit } from './inside-unit'
import { AmountProblem, otherCurrencySaid } from './other-currency'
import { useWorkspace } from './workspace'

type MoneyInputProps = Omit<ComponentProps<typeof Input>, 'value' | 'defaultValue' | 'onChange' | 'type'> & {
  /** Minor units; null is an empty field. */
  value: bigint | null
  /** Called with each readable amount; with null when the field is empty or cannot be read. */
  onValueChange: (minor: bigint | null) => void
  /** Told whether what is typed cannot be read: where the field may be empty, nothing is sent before that is mended. */
  onUnreadable?: (isUnreadable: boolean) => void
  currency?: string
}

/**
 * An amount of money, typed in the notation of the locale. With `name` a form posts the minor units. What cannot be read, and the sign of
 * another currency, is refused in words.
 */
export function MoneyInput(props: MoneyInputProps) {
  const { value, onValueChange, onUnreadable, currency, name, className, onBlur, ...rest } = props
  const workspace = useWorkspace()
  const code = currency ?? workspace.currency
  const [typed, setTyped] = useState<string | null>(null)
  const shown = value === null ? '' : formatMoney(value, code, workspace.locale, { bare: true })
  const isUnreadable = (text: string) => text.trim() !== '' && readMoney(text, code, workspace.locale) === null
  const unreadable = typed !== null && isUnreadable(typed)
  const id = useId()
  const { 'aria-invalid': isSaid, 'aria-describedby': described } = useFieldAttributes(rest)
  const problem = unreadable && !isSaid ? (otherCurrencySaid(typed, code) ?? 'This is no amount.') : undefined
  return (
    <span className={cn('block', className)}>
      <span className="relative block">
        <Input
          inputMode="decimal"
          autoComplete="off"
          placeholder={decimalOf(0n, currencyExponent(code))}
          {...rest}
          {...(unreadable && { 'aria-invalid': true })}
          {...(problem && { 'aria-describedby': [described, id].filter(Boolean).join(' ') })}
          className="pr-12 text-right tabular-nums"
          value={typed ?? shown}
          onChange={(event) => {
            setTyped(event.target.value)
            onValueChange(readMoney(event.target.value, code, workspace.locale))
            onUnreadable?.(isUnreadable(event.target.value))
          }}
          onBlur={(event) => {
            if (!unreadable) setTyped(null)
            onBlur?.(event)
          }}
        />
        <InsideUnit>{code}</InsideUnit>
      </span>
      <AmountProblem id={id}>{problem}</AmountProblem>
      {name && <input type="hidden" name={name} value={value?.toString() ?? ''} />}
    </span>
  )
}
