'use client'

import { useEffect, useRef, useState } from 'react'
import { askBeforeLeaving } from './going'

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

const stateOf = (control: Control) =>
  control instanceof HTMLInputElement && /^(checkbox|radio)$/.test(control.type) ? control.checked : control.value

/**
 * Whether a person changed the fields of a dialog, and the question before it closes. The values are noted before each
 * action of the person, so values that the page fills in by itself do not count.
 */
export function useWritten(isOpen: boolean, setOpen: (open: boolean) => void) {
  const content = useRef<HTMLDivElement>(null)
  const held = useRef(new Map<Control, string | boolean>())
  const [asks, setAsks] = useState(false)
  useEffect(() => {
    if (!isOpen) return
    const stop = askBeforeLeaving(() => isWritten(held.current))
    return () => {
      stop()
      held.current.clear()
      setAsks(false)
    }
  }, [isOpen])
  const note = () => {
    for (const control of content.current?.querySelectorAll<Control>('input, textarea, select') ?? [])
      if (!held.current.has(control)) held.current.set(control, stateOf(control))
  }
  return {
    /** Spread this on the element that contains the fields. */
    content: { ref: content, onFocusCapture: note, onPointerDownCapture: note, onKeyDownCapture: note },
    asks,
    keep: () => setAsks(false),
    throwAway: () => setOpen(false),
    close: (next: boolean) => {
      if (!next && isOpen && isWritten(held.current)) setAsks(true)
      else setOpen(next)
    },
  }
}

const isWritten = (held: ReadonlyMap<Control, string | boolean>) =>
  [...held].some(([control, before]) => control.isConnected && stateOf(control) !== before)
