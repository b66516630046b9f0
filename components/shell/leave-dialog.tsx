'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { answered, goOn, goTo, hasUnsaved, noteHere, turnedBack, useAsked } from '@/components/ui/going'

/** The events that come before a page can have unsaved text. */
const acts = ['keydown', 'pointerdown', 'input'] as const

/** Asks a person who leaves with unsaved text, by a link, a shortcut, the finder, Back or Forward, or by closing the tab. */
export function LeaveDialog() {
  const router = useRouter()
  const asked = useAsked()
  useEffect(() => {
    const closing = (event: BeforeUnloadEvent) => hasUnsaved() && event.preventDefault()
    window.addEventListener('beforeunload', closing)
    // The capture phase comes before the router, which would show the other page.
    window.addEventListener('popstate', turnedBack, true)
    for (const act of acts) window.addEventListener(act, noteHere, true)
    return () => {
      window.removeEventListener('beforeunload', closing)
      window.removeEventListener('popstate', turnedBack, true)
      for (const act of acts) window.removeEventListener(act, noteHere, true)
    }
  }, [])
  return (
    <ConfirmDialog
      open={asked !== null}
      onOpenChange={(open) => !open && answered()}
      title="Leave without saving?"
      description="What you have written on this page is not saved yet. It is lost when you leave."
      confirmLabel="Leave without saving"
      keepLabel="Keep writing"
      danger
      onConfirm={() => {
        if (asked === null) return
        answered()
        if (asked.href === undefined) return goOn()
        goTo(asked.href)
        router.push(asked.href)
      }}
    />
  )
}
