'use client'

import { ErrorState } from '@/components/ui/error-state'

export default function PageError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <ErrorState
      className="py-24"
      title={<h1 className="text-xl">This page could not be shown</h1>}
      onRetry={reset}
      reference={error.digest && `Reference ${error.digest}`}
    >
      Something failed on our side. What you entered before is kept; try again, and if it stays so, tell us the
      reference.
    </ErrorState>
  )
}
