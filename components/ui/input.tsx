'use client'

import type { ComponentProps } from 'react'
import { cn } from './cn'
import { useFieldAttributes } from './field'

// A phone zooms into a focused field below 16 px, hence text-[1rem] under a coarse pointer.
export const controlClass =
  'h-8 w-full min-w-0 rounded-md border border-line-strong bg-surface px-2.5 text-ink text-sm transition-colors disabled:cursor-not-allowed disabled:bg-sunken disabled:text-ink-3 aria-invalid:border-bad aria-invalid:outline-bad pointer-coarse:h-11 pointer-coarse:text-[1rem]'

export const tabletControlClass = 'h-15 rounded-xl px-4 text-lg pointer-coarse:h-15 pointer-coarse:text-lg'

type InputProps = Omit<ComponentProps<'input'>, 'size'> & { size?: 'md' | 'tablet' }

/** One line of text. Spread `register('name')` of react-hook-form into it, or use it controlled. */
export function Input({ size, className, ...rest }: InputProps) {
  return (
    <input
      {...rest}
      {...useFieldAttributes(rest)}
      className={cn(
        controlClass,
        'read-only:bg-sunken',
        'file:mr-3 file:h-full file:cursor-pointer file:border-0 file:border-r file:border-line file:bg-sunken file:px-3 file:font-medium [&[type=file]]:bg-surface [&[type=file]]:pl-0',
        size === 'tablet' && tabletControlClass,
        className,
      )}
    />
  )
}

/** Several lines of text; grows with its content where the browser can. */
export function Textarea({ className, ...rest }: ComponentProps<'textarea'>) {
  return (
    <textarea
      rows={3}
      {...rest}
      {...useFieldAttributes(rest)}
      className={cn(controlClass, 'field-sizing-content h-auto min-h-16 py-1.5 pointer-coarse:h-auto', className)}
    />
  )
}
