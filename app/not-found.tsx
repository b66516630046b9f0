import type { Metadata } from 'next'
import { ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'

export const metadata: Metadata = { title: 'Not found' }

export default function NotFound() {
  return (
    <main className="mx-auto grid min-h-[60dvh] max-w-prose place-items-center">
      <EmptyState
        title={<h1 className="text-xl">There is nothing at this address</h1>}
        action={<ButtonLink href="/">To the start</ButtonLink>}
      >
        The record may have been in another organisation, or the link is incomplete. Nothing was changed.
      </EmptyState>
    </main>
  )
}
