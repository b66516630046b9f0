'use client'

import { type ComponentProps, useState } from 'react'
import { currencyExponent } from '@/server/platform/money/money'
import { cn } from './cn'
import { decimalOf, formatMoney, readMoney } from './format'
import { Input } from './input'
import { useWorkspace } from './workspace'

type MoneyInputProps = Omit<ComponentProps<typeof Input>, 'value' | 'defaultValue' | 'onChange' | 'type'> & {
  /** Minor units; null is an empty field. */
  value: bigint | null
  /** Called with each readable amount; with null when the field is empty or cannot be read. */
  onValueChange: (minor: bigint | null) => void
  currency?: string
}

/** An amount of money, typed in the notation of the locale. With `name` a form posts the minor units. */
export function MoneyInput({ value, onValueChange, currency, name, className, onBlur, ...rest }: MoneyInputProps) {
  const workspace = useWorkspace()
  const code = currency ?? workspace.currency
  const [typed, setTyped] = useState<string | null>(null)
  const shown = value === null ? '' : formatMoney(value, code, workspace.locale, { bare: true })
  const unreadable = typed !== null && typed.trim() !== '' && readMoney(typed, code, workspace.locale) === null
  return (
    <span className={cn('relative block', className)}>
      <Input
        inputMode="decimal"
        autoComplete="off"
        placeholder={decimalOf(0n, currencyExponent(code))}
        {...rest}
        {...(unreadable && { 'aria-invalid': true })}
        className="pr-12 text-right tabular-nums"
        value={typed ?? shown}
        onChange={(event) => {
          setTyped(event.target.value)
          onValueChange(readMoney(event.target.value, code, workspace.locale))
        }}
        onBlur={(event) => {
          if (!unreadable) setTyped(null)
          onBlur?.(event)
        }}
      />
      <span
        aria-hidden="true"
        className="pointer-events-none absolute inset-y-0 right-2.5 flex items-center text-ink-3 text-xs"
      >
        {code}
      </span>
      {name && <input type="hidden" name={name} value={value?.toString() ?? ''} />}
    </span>
  )
}
