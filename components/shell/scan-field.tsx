'use client'

import { type ReactNode, useEffect, useRef, useState } from 'react'
import { cn } from '@/components/ui/cn'

export interface ScanFieldProps {
  /** What to scan: `Scan the product`. */
  label: string
  /** A scanner types the code and presses Enter; so may a person. */
  onScan: (code: string) => void
  /** The answer to the last scan, announced at once. */
  answer?: { tone: 'ok' | 'bad'; text: ReactNode } | null
  disabled?: boolean
  /** Opens the screen keyboard: the person wants to type instead. */
  typing?: boolean
}

/** The one place to scan. It takes the focus by itself and gets it back after every scan. */
export function ScanField({ label, onScan, answer, disabled, typing }: ScanFieldProps) {
  const box = useRef<HTMLInputElement>(null)
  const [code, setCode] = useState('')
  useEffect(() => {
    if (!disabled || typing) box.current?.focus()
  }, [disabled, typing])
  useEffect(() => {
    // A scanner types wherever the focus is: after a tap on a button its code, and above all its Enter, must still come here.
    const take = (event: KeyboardEvent) => {
      const at = document.activeElement
      if (event.key.length !== 1 || event.key === ' ' || event.ctrlKey || event.metaKey || event.altKey) return
      if (at?.closest('input, textarea, select, [contenteditable], [role=dialog]')) return
      box.current?.focus()
      event.stopPropagation()
    }
    window.addEventListener('keydown', take, true)
    return () => window.removeEventListener('keydown', take, true)
  }, [])
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (code.trim()) onScan(code.trim())
        setCode('')
        box.current?.focus()
      }}
      className={cn(
        'rounded-xl border-2 border-accent border-dashed bg-accent-soft focus-within:border-solid',
        answer?.tone === 'bad' && 'border-bad bg-bad-soft',
      )}
    >
      <input
        ref={box}
        value={code}
        disabled={disabled}
        onChange={(event) => setCode(event.target.value)}
        aria-label={label}
        placeholder={label}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        inputMode={typing ? 'text' : 'none'}
        className={cn(
          'h-16 w-full rounded-xl bg-transparent px-4 text-center font-medium text-lg outline-none',
          answer?.tone === 'bad' ? 'placeholder:text-bad' : 'placeholder:text-accent',
        )}
      />
      <p
        role="status"
        className={cn('px-4 text-center', answer && 'pb-3', answer?.tone === 'bad' ? 'text-bad' : 'text-accent')}
      >
        {answer?.text}
      </p>
    </form>
  )
}
