'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { answered, goTo, hasUnsaved, useAsked } from '@/components/ui/going'

/** Asks a person who leaves with unsaved text, by a link, a shortcut, the finder, or by closing the tab. */
export function LeaveDialog() {
  const router = useRouter()
  const asked = useAsked()
  useEffect(() => {
    const closing = (event: BeforeUnloadEvent) => hasUnsaved() && event.preventDefault()
    window.addEventListener('beforeunload', closing)
    return () => window.removeEventListener('beforeunload', closing)
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
        goTo(asked)
        router.push(asked)
      }}
    />
  )
}
