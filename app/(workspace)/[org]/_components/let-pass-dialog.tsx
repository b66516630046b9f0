'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useFailureToast } from '@/components/failure'
import { useTRPC } from '@/components/trpc-provider'
import { Checkbox } from '@/components/ui/checkbox'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { Link } from '@/components/ui/link'
import { useWorkspaceHref } from '@/components/ui/workspace'
import type { TrialView } from '@/server/trial/queries'

interface LetPassDialogProps {
  kind: 'DAY' | 'WEEK'
  trial: TrialView
  onAsked: (passageId: string) => void
  onClose: () => void
}

/** Asks before time passes, because it cannot be turned back. */
export function LetPassDialog({ kind, trial, onAsked, onClose }: LetPassDialogProps) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const href = useWorkspaceHref()
  const [floorWorks, setFloorWorks] = useState(true)
  const letPass = useMutation(trpc.trial.letPass.mutationOptions({ onError: useFailureToast() }))
  const words = kind === 'WEEK' ? 'Let a week pass' : 'Let a day pass'
  const confirm = async () => {
    const { passageId } = await letPass.mutateAsync({ kind, today: trial.today, floorWorks })
    onAsked(passageId)
    await queries.invalidateQueries(trpc.trial.view.queryFilter())
  }
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`${words}?`}
      description="Customers order and pay, carriers deliver, the bank sends statements, and the program does everything that is due. Mails are written and kept here; none is sent. Time cannot be turned back."
      confirmLabel={words}
      keepLabel="Not now"
      onConfirm={confirm}
    >
      <Checkbox
        label="Meanwhile the warehouse works"
        hint="Goods come in, orders are picked, packed and handed to the driver. Decisions wait for you either way."
        checked={floorWorks}
        onChange={(event) => setFloorWorks(event.target.checked)}
      />
      {trial.remindersOff && (
        <p className="mt-2 text-ink-2">
          Reminders are off, so nobody is reminded or put on hold. They are turned on in{' '}
          <Link href={href('/receivable/reminders')}>Reminders</Link>.
        </p>
      )}
    </ConfirmDialog>
  )
}
