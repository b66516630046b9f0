'use client'

import { ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { useWorkspaceHref } from '@/components/ui/workspace'

export default function NotFound() {
  const href = useWorkspaceHref()
  return (
    <EmptyState
      className="py-24"
      title={<h1 className="text-xl">There is nothing at this address</h1>}
      action={<ButtonLink href={href('')}>To the home page</ButtonLink>}
    >
      The record may be in another organisation, the link may be incomplete, or your roles do not allow this page.
      Nothing was changed.
    </EmptyState>
  )
}
