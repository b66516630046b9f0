'use client'

import type { ComponentProps } from 'react'
import { Input } from './input'

export type DatePickerProps = Omit<ComponentProps<typeof Input>, 'type' | 'value' | 'onChange' | 'min' | 'max'> & {
  /** `YYYY-MM-DD`, or empty. Leave out together with `onValueChange` to use it uncontrolled. */
  value?: string
  onValueChange?: (day: string) => void
  min?: string
  max?: string
}

/** A calendar day, by the browser's own picker: known to the person, usable by keyboard, touch and voice. */
export function DatePicker({ value, onValueChange, ...rest }: DatePickerProps) {
  return (
    <Input
      {...rest}
      type="date"
      {...(value !== undefined && { value })}
      {...(onValueChange && { onChange: (event) => onValueChange(event.target.value) })}
    />
  )
}
