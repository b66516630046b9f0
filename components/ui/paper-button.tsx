'use client'

import { useEffect } from 'react'
import { ButtonLink } from './button'

/**
 * Opens the paper that this record is for others. The page itself is not for paper: it shows what only the people of
 * the business may know, so the browser's own key for printing opens the paper too.
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
