'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useFailureToast } from '@/components/failure'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { toast } from '@/components/ui/toast'

interface RowActionProps {
  label: string
  send: () => Promise<unknown>
  /** The message after success. */
  done?: string
  /** The question to ask first. */
  confirm?: { title: string; description: string }
}

/** A small button at the end of a row: it does one thing and reads the data again. */
export function RowAction({ label, send, done, confirm }: RowActionProps) {
  const queries = useQueryClient()
  const { mutateAsync, isPending } = useMutation({
    mutationFn: send,
    onError: useFailureToast(),
    onSuccess: () => {
      if (done) toast(done)
      return queries.invalidateQueries()
    },
  })
  if (!confirm)
    return (
      <Button size="sm" tone="quiet" busy={isPending} onClick={() => void mutateAsync().catch(() => undefined)}>
        {label}
      </Button>
    )
  return (
    <ConfirmDialog
      trigger={
        <Button size="sm" tone="quiet">
          {label}
        </Button>
      }
      {...confirm}
      confirmLabel={label}
      onConfirm={() => mutateAsync()}
    />
  )
}
