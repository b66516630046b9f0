'use client'

import { ChevronDown } from 'lucide-react'
import type { ComponentProps } from 'react'
import { cn } from './cn'
import { useFieldAttributes } from './field'
import { controlClass, tabletControlClass } from './input'

export interface SelectOption {
  value: string
  label: string
  disabled?: boolean
}

type SelectProps = Omit<ComponentProps<'select'>, 'size' | 'children'> & {
  options: readonly SelectOption[]
  /** The first option, with an empty value. */
  placeholder?: string
  size?: 'md' | 'tablet'
}

/** Chooses one of a short list. It is the browser's own control, which works by keyboard, by touch and inside every form. */
export function Select({ options, placeholder, size, className, ...rest }: SelectProps) {
  return (
    <span className={cn('relative inline-block w-full', className)}>
      <select
        {...rest}
        {...useFieldAttributes(rest)}
        className={cn(controlClass, 'appearance-none pr-8', size === 'tablet' && tabletControlClass)}
      >
        {placeholder !== undefined && <option value="">{placeholder}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled}>
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown
        aria-hidden="true"
        className="pointer-events-none absolute top-1/2 right-2.5 size-3.5 -translate-y-1/2 text-ink-3"
      />
    </span>
  )
}
