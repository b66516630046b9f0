'use client'

import { useEffect, useRef } from 'react'
import { askBeforeLeaving } from './ui/going'

/** Asks before the person leaves the page while something on it is changed and not saved. */
export function useAskWhile(changed: boolean): void {
  const is = useRef(changed)
  is.current = changed
  useEffect(() => askBeforeLeaving(() => is.current), [])
}

/**
 * Knows whether a form has unsaved text; then the person is asked before the page is left. Spread it on the form and
 * call `sent` when the form is sent. A form that was refused counts as unsaved again.
 */
export function useUnsaved() {
  const form = useRef<HTMLFormElement>(null)
  const written = useRef(false)
  const sending = useRef(false)
  useEffect(() => askBeforeLeaving(() => written.current), [])
  // Runs after each render, because only the rendered form shows that it was refused.
  useEffect(() => {
    if (!sending.current || !form.current?.querySelector('[aria-invalid="true"], [role="alert"]')) return
    sending.current = false
    written.current = true
  })
  return {
    form: {
      ref: form,
      onInput: () => {
        written.current = true
      },
    },
    sent: () => {
      sending.current = true
      written.current = false
    },
  }
}
