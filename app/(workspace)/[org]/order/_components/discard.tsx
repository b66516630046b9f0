'use client'

import { ButtonLink } from '@/components/ui/button'
import { useRouter } from '@/components/ui/going'
import { toast } from '@/components/ui/toast'

interface DiscardProps {
  /** The page that follows. */
  href: string
  /** Deletes the draft and returns a function that restores it. */
  forget: () => () => void
}

/** Discards a draft and offers to restore it. */
export function Discard({ href, forget }: DiscardProps) {
  const router = useRouter()
  return (
    <ButtonLink
      href={href}
      onClick={() => {
        const undo = forget()
        const here = window.location.pathname + window.location.search
        toast('Draft thrown away', {
          action: {
            label: 'Undo',
            onSelect: () => {
              undo()
              router.push(here)
            },
          },
        })
      }}
    >
      Discard
    </ButtonLink>
  )
}
