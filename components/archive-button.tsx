'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useFailureToast } from './failure'
import { useTRPC } from './trpc-provider'
import { Button } from './ui/button'
import { ConfirmDialog } from './ui/confirm-dialog'

interface ArchiveButtonProps {
  record: { id: string; name: string; archivedAt: Date | null }
  /** What stays when the record leaves lists and choosers. */
  description: string
  archive: (record: { id: string }) => Promise<unknown>
  restore: (record: { id: string }) => Promise<unknown>
}

/** Takes a record out of lists and choosers, or brings it back. */
export function ArchiveButton({ record, description, archive, restore }: ArchiveButtonProps) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const onError = useFailureToast()
  const onSuccess = () => queries.invalidateQueries(trpc.pathFilter())
  const archiving = useMutation({ mutationFn: archive, onError, onSuccess })
  const restoring = useMutation({ mutationFn: restore, onError, onSuccess })
  const { id, name } = record
  if (record.archivedAt)
    return (
      <Button busy={restoring.isPending} onClick={() => restoring.mutate({ id })}>
        Restore
      </Button>
    )
  return (
    <ConfirmDialog
      trigger={<Button>Archive</Button>}
      title={`Archive ${name}?`}
      description={`${description} You can take it back at any time.`}
      confirmLabel="Archive"
      onConfirm={() => archiving.mutateAsync({ id })}
    />
  )
}
