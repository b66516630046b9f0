'use client'

import { Minus, Plus } from 'lucide-react'
import { type ComponentProps, useState } from 'react'
import { type Measure, pieces, smallestOf } from '@/server/platform/money/quantity'
import { unitMark } from '@/server/platform/words/units'
import { buttonClass } from './button'
import { cn } from './cn'
import { quantityText, readQuantity } from './format'
import { Input } from './input'
import { InsideUnit } from './inside-unit'
import { useWorkspace } from './workspace'

type QuantityInputProps = Omit<
  ComponentProps<typeof Input>,
  'value' | 'defaultValue' | 'onChange' | 'type' | 'min' | 'max'
> & {
  /** In whole smallest units of the product, like `min` and `max`. */
  value: number | null
  onValueChange: (value: number | null) => void
  min?: number
  max?: number
  /** How the product is measured; left out: whole pieces. */
  of?: Measure
  /** Shown after the number, in place of the unit. */
  unit?: string
  /** Whether it has buttons for one less and one more; a tablet always has them. */
  stepper?: boolean
}

/** A quantity, typed in units with as many places as the product has. The arrow keys step by one unit, with Shift by ten. */
export function QuantityInput(props: QuantityInputProps) {
  const { value, onValueChange, min = 0, max = 999_999_999, of = pieces, stepper, size, className, ...rest } = props
  const { unit = unitMark(of.unit), ...boxed } = rest
  const { locale } = useWorkspace()
  const [typed, setTyped] = useState<string | null>(null)
  const unread = typed !== null && typed.trim() !== '' && readQuantity(typed, of, locale) === null
  const clamp = (next: number) => Math.min(max, Math.max(min, next))
  const change = (next: number | null) => {
    setTyped(null)
    onValueChange(next === null ? null : clamp(next))
  }
  const step = (by: number) => change((value ?? 0) + by * smallestOf(of))
  const stepClass = cn(buttonClass({ size }), 'shrink-0 px-0', size === 'tablet' ? 'w-15' : 'w-8 pointer-coarse:w-11')
  const withSteps = stepper || size === 'tablet'
  return (
    <span className={cn('flex items-center gap-1.5', className)}>
      {withSteps && (
        <button
          type="button"
          className={stepClass}
          aria-label="One less"
          disabled={(value ?? 0) <= min}
          onClick={() => step(-1)}
        >
          <Minus aria-hidden="true" className="size-4" />
        </button>
      )}
      <span className="relative block min-w-0 flex-1">
        <Input
          inputMode={of.places > 0 ? 'decimal' : 'numeric'}
          autoComplete="off"
          {...boxed}
          {...(unread && { 'aria-invalid': true })}
          size={size}
          className={cn('tabular-nums', withSteps ? 'text-center' : 'text-right', unit && 'pr-14')}
          value={typed ?? (value === null ? '' : quantityText(value, of, locale))}
          onFocus={(event) => event.target.select()}
          onChange={(event) => {
            const { value: text } = event.target
            const read = readQuantity(text, of, locale)
            // The box never shows more than is taken, since a key may send the form while the focus is here.
            setTyped(read !== null && read > max ? null : text)
            onValueChange(read === null ? null : Math.min(max, read))
          }}
          onBlur={(event) => {
            // Text that is no quantity of this product stays visible; it is never turned into one.
            if (value === null && event.target.value.trim() !== '') return
            setTyped(null)
            // Leaving the box alone changes nothing: a form that was sent must not hear of it again.
            if (value !== null && clamp(value) !== value) onValueChange(clamp(value))
          }}
          onKeyDown={(event) => {
            if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return
            event.preventDefault()
            step((event.key === 'ArrowUp' ? 1 : -1) * (event.shiftKey ? 10 : 1))
          }}
        />
        <InsideUnit>{unit}</InsideUnit>
      </span>
      {withSteps && (
        <button
          type="button"
          className={stepClass}
          aria-label="One more"
          disabled={(value ?? 0) >= max}
          onClick={() => step(1)}
        >
          <Plus aria-hidden="true" className="size-4" />
        </button>
      )}
    </span>
  )
}
