'use client'

import { ButtonLink } from '@/components/ui/button'
import { useRouter } from '@/components/ui/going'
import { toast } from '@/components/ui/toast'

interface DiscardProps {
  /** Where the person goes on. */
  href: string
  /** Forgets the draft; answers what brings it back. */
  forget: () => () => void
}

/** Throws a draft away, and says so with the way back. */
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
