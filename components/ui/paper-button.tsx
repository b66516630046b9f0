'use client'

import { useEffect } from 'react'
import { ButtonLink } from './button'

/**
 * Opens the paper of this record that others may see. The page itself must not be printed, because it shows internal
 * facts; so the browser's print key opens the paper too.
 */
export function PaperButton({ href, children = 'Print' }: { href: string; children?: string }) {
  useEffect(() => {
    const print = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'p' || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return
      event.preventDefault()
      window.open(href, '_blank', 'noopener')
    }
    window.addEventListener('keydown', print)
    return () => window.removeEventListener('keydown', print)
  }, [href])
  return (
    <ButtonLink data-inside href={href} target="_blank" prefetch={false}>
      {children}
    </ButtonLink>
  )
}
