'use client'

import { type ComponentProps, type ReactNode, useEffect, useId, useRef } from 'react'
import { cn } from './cn'
import { useFieldAttributes } from './field'

type CheckboxProps = Omit<ComponentProps<'input'>, 'type'> & {
  label?: ReactNode
  hint?: ReactNode
  /** Whether some but not all are ticked: the box of a table's head. */
  partial?: boolean
}

/** A check box with its label. Without `label` give it an `aria-label`. */
export function Checkbox({ label, hint, partial, className, ...rest }: CheckboxProps) {
  const box = useRef<HTMLInputElement>(null)
  const attributes = useFieldAttributes(rest)
  const ownId = useId()
  const id = label ? (rest.id ?? ownId) : (attributes.id ?? ownId)
  useEffect(() => {
    if (box.current) box.current.indeterminate = Boolean(partial)
  }, [partial])
  const input = (
    <input
      {...(partial === undefined ? {} : { ref: box })}
      {...rest}
      {...attributes}
      id={id}
      type="checkbox"
      className={cn('block size-4 shrink-0 accent-accent pointer-coarse:size-5', !label && className)}
    />
  )
  if (!label)
    return (
      <label htmlFor={id} className="touch inline-block align-middle">
        {input}
      </label>
    )
  return (
    <div className={cn('flex min-h-6 items-start gap-2 pointer-coarse:min-h-11', className)}>
      <span className="flex h-[1.45em] items-center">{input}</span>
      <label htmlFor={id}>
        {label}
        {hint && <span className="block text-ink-3 text-xs">{hint}</span>}
      </label>
    </div>
  )
}
