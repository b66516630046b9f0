'use client'

import { useEffect, useRef } from 'react'
import { askBeforeLeaving } from './ui/going'

/**
 * Knows of a form whether somebody has written in it what is not sent: they are asked before the page is left. To be spread on the
 * form; `sent` is told when it is sent. A form that came back with something wrong is unsaved again.
 */
export function useUnsaved() {
  const form = useRef<HTMLFormElement>(null)
  const written = useRef(false)
  const sending = useRef(false)
  useEffect(() => askBeforeLeaving(() => written.current), [])
  // After each drawing: only what is drawn tells that it was refused.
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
