'use client'

import { useFailureToast } from '@/components/failure'
import { useTRPCClient } from '@/components/trpc-provider'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { toast } from '@/components/ui/toast'

export function SessionsCard() {
  const client = useTRPCClient()
  const fail = useFailureToast()
  const close = async () => {
    const { closed } = await client.account.closeOtherSessions.mutate()
    toast(
      closed === 0
        ? 'Nobody else was signed in'
        : `${closed} other ${closed === 1 ? 'browser' : 'browsers'} signed out`,
    )
  }
  return (
    <Card title="Other browsers">
      <p className="mb-3 text-ink-2">
        You can sign out at once on every other computer and phone. This browser stays signed in.
      </p>
      <ConfirmDialog
        title="Sign out everywhere else?"
        description="Text that is not saved there is lost."
        confirmLabel="Sign out everywhere else"
        keepLabel="Stay signed in"
        onConfirm={() =>
          close().catch((error: unknown) => {
            fail(error)
            throw error
          })
        }
        trigger={<Button>Sign out everywhere else</Button>}
      />
    </Card>
  )
}
