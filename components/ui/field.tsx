'use client'

import { type AriaAttributes, createContext, type ReactNode, useContext, useId } from 'react'
import { cn } from './cn'
import { useRefusedField } from './said-here'

interface FieldContext {
  id: string
  describedBy: string | undefined
  invalid: boolean
  required: boolean
}

const Context = createContext<FieldContext | null>(null)

interface OwnAttributes {
  id?: string
  required?: boolean
  'aria-describedby'?: string
  'aria-invalid'?: AriaAttributes['aria-invalid']
}

/** The attributes that connect a control to the `Field` around it; the control's own attributes win. */
export function useFieldAttributes(own: OwnAttributes) {
  const field = useContext(Context)
  return {
    id: own.id ?? field?.id,
    required: own.required ?? (field?.required || undefined),
    'aria-describedby': own['aria-describedby'] ?? field?.describedBy,
    'aria-invalid': own['aria-invalid'] ?? (field?.invalid || undefined),
  }
}

interface FieldProps {
  label: ReactNode
  hint?: ReactNode
  /** The error and what to do about it, as a sentence. */
  error?: ReactNode
  /** The server's name of the field: in a dialog its refusals are shown here. */
  name?: string
  required?: boolean
  /**
   * Whether the field is marked "(optional)"; by default when it is not required. `false` is for a field that may be
   * sent empty but is needed later.
   */
  optional?: boolean
  /** Shows the label to screen readers only, for fields whose position explains them. */
  labelHidden?: boolean
  className?: string
  children: ReactNode
}

/** Label, control, hint and error together. The control inside gets its id and descriptions from here. */
export function Field(props: FieldProps) {
  const { label, hint, required = false, optional = !required, labelHidden, className, children } = props
  const id = useId()
  const refused = useRefusedField(props.name)
  const error = props.error || refused
  const describedBy = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined
  return (
    <div className={cn('flex min-w-0 flex-col gap-1', className)}>
      <label htmlFor={id} className={cn('font-medium text-ink-2', labelHidden && 'sr-only')}>
        {label}
        {optional && !labelHidden && <span className="font-normal text-ink-3"> (optional)</span>}
      </label>
      <Context value={{ id, describedBy, invalid: Boolean(error), required }}>{children}</Context>
      {hint && (
        <p id={`${id}-hint`} className="text-ink-3 text-xs">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className="text-bad text-xs">
          {error}
        </p>
      )}
    </div>
  )
}
