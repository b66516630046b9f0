'use client'

import { type ReactNode, useEffect, useRef, useState } from 'react'
import { cn } from '@/components/ui/cn'
import { signalWrong } from './wrong-signal'

export interface ScanFieldProps {
  /** What to scan: `Scan the product`. */
  label: string
  /** A scanner types the code and presses Enter; so may a person. */
  onScan: (code: string) => void
  /** The answer to the last scan, announced at once. */
  answer?: { tone: 'ok' | 'bad'; text: ReactNode } | null
  disabled?: boolean
  /** Whether the screen keyboard opens, because the person wants to type. */
  typing?: boolean
  /**
   * Whether scanning is secondary on this page. The field then takes scans by itself only on a tablet, where keys have
   * no other meaning.
   */
  aside?: boolean
  /** Whether it adds to a list of lines, so that pasted rows belong to the list. */
  takesRows?: boolean
}

const isTablet = () => window.matchMedia('(pointer: coarse)').matches

/** Whether the person is in another field or a dialog: what they type there must not end here. */
const isBusyElsewhere = () =>
  Boolean(document.activeElement?.closest('input, textarea, select, [contenteditable], [role=dialog]'))

/** The one scan field of a page. It takes the focus by itself, from no other field, and gets it back after every scan. */
export function ScanField({ label, onScan, answer, disabled, typing, aside, takesRows }: ScanFieldProps) {
  const box = useRef<HTMLInputElement>(null)
  const [code, setCode] = useState('')
  useEffect(() => {
    if (answer?.tone === 'bad') signalWrong()
  }, [answer])
  useEffect(() => {
    // A person who is quicker than the page’s program may be in another field already.
    if ((!disabled || typing) && (!aside || isTablet()) && !isBusyElsewhere())
      box.current?.focus({ preventScroll: true })
  }, [disabled, typing, aside])
  useEffect(() => {
    // A scanner types wherever the focus is. After a tap on a button its code, and above all its Enter, must still come here.
    const take = (event: KeyboardEvent) => {
      if (aside && !isTablet()) return
      if (event.key.length !== 1 || event.key === ' ' || event.ctrlKey || event.metaKey || event.altKey) return
      if (isBusyElsewhere()) return
      box.current?.focus()
      event.stopPropagation()
    }
    window.addEventListener('keydown', take, true)
    return () => window.removeEventListener('keydown', take, true)
  }, [aside])
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
        onKeyDown={(event) => {
          // A scanner that types sends the GS1 separator as Ctrl and a bracket.
          if (!event.ctrlKey || event.key !== ']') return
          event.preventDefault()
          setCode((before) => `${before}\u001d`)
        }}
        aria-label={label}
        data-takes-rows={takesRows}
        placeholder={label}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        inputMode={typing || aside ? 'text' : 'none'}
        className={cn(
          'w-full rounded-xl bg-transparent px-4 text-center font-medium text-lg outline-none',
          aside ? 'h-11' : 'h-16',
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
