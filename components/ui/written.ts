'use client'

import { useEffect, useRef, useState } from 'react'
import { askBeforeLeaving } from './going'

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

const stateOf = (control: Control) =>
  control instanceof HTMLInputElement && /^(checkbox|radio)$/.test(control.type) ? control.checked : control.value

/**
 * Whether somebody changed what stands in the fields of a dialog, and the question before it is closed over that. What its
 * fields held is noted before each thing that a person does: what the page fills in itself is not theirs.
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
    /** To be spread on what holds the fields. */
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
