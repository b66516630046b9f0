'use client'

import { useSubmission } from '@/components/submission'
import { useTRPCClient } from '@/components/trpc-provider'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { open } from '../../_components/enter'

/** Only a click confirms the address, not opening the page: programs that scan mail open every link. */
export function ConfirmAddress({ token }: { token: string }) {
  const client = useTRPCClient()
  const { busy, text, submit } = useSubmission({
    send: (input: { token: string }) => client.account.confirmAddress.mutate(input),
    onDone: () => open('/organisations?enter=1'),
  })
  return (
    <div className="flex flex-col gap-3.5">
      {text && (
        <Banner tone="bad" live className="mb-0">
          {text}
        </Banner>
      )}
      <Button tone="go" size="lg" busy={busy} onClick={() => void submit({ token })}>
        Confirm the address
      </Button>
    </div>
  )
}
