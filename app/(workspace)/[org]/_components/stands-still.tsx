'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useFailureToast } from '@/components/failure'
import { useMay } from '@/components/may'
import { useTRPC } from '@/components/trpc-provider'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { toast } from '@/components/ui/toast'

/** Stands above every page of an organisation that was read from an archive, until its owner says go. */
export function StandsStill() {
  const trpc = useTRPC()
  const may = useMay()
  const router = useRouter()
  const start = useMutation(
    trpc.exchange.startWorking.mutationOptions({
      onSuccess: () => {
        toast('Work begins here')
        router.refresh()
      },
      onError: useFailureToast(),
    }),
  )
  return (
    <div className="px-6 pt-3.5 max-lg:px-3.5">
      <Banner
        tone="warn"
        title="Read from an archive; nothing goes out yet"
        action={
          may('exchange.archive') && (
            <ConfirmDialog
              trigger={<Button>Begin work here…</Button>}
              title="Begin work here?"
              description="From then on the program does by itself what is due: it mails, invoices what has left, and reminds. Customers hear twice when the organisation of the archive works on too. What waits here since the file was read is done now."
              confirmLabel="Begin work"
              onConfirm={() => start.mutateAsync()}
            />
          )
        }
        className="mb-0 max-w-[1280px]"
      >
        The program mails, invoices and reminds nobody by itself until an owner begins work.{' '}
        <span className="max-sm:hidden">Look around, and invite the team meanwhile.</span>
      </Banner>
    </div>
  )
}
