'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useFailureToast } from '@/components/failure'
import { useTRPC } from '@/components/trpc-provider'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import type { CustomerRecord as Customer } from '@/server/customer/queries'

/** Takes a customer out of lists and choosers, or brings it back. */
export function ArchiveButton({ customer }: { customer: Customer }) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const onError = useFailureToast()
  const onSuccess = () => queries.invalidateQueries(trpc.pathFilter())
  const archive = useMutation(trpc.customer.archive.mutationOptions({ onError, onSuccess }))
  const restore = useMutation(trpc.customer.restore.mutationOptions({ onError, onSuccess }))
  const { id, name } = customer
  if (customer.archivedAt)
    return (
      <Button busy={restore.isPending} onClick={() => restore.mutate({ id })}>
        Restore
      </Button>
    )
  return (
    <ConfirmDialog
      trigger={<Button>Archive</Button>}
      title={`Archive ${name}?`}
      description="It leaves lists and choosers; its orders and invoices stay. You can take it back at any time."
      confirmLabel="Archive"
      onConfirm={() => archive.mutateAsync({ id })}
    />
  )
}
