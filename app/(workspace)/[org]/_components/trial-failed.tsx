import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useFailureToast } from '@/components/failure'
import { useMay } from '@/components/may'
import { useTRPC } from '@/components/trpc-provider'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { formatDay } from '@/components/ui/format'
import { Link } from '@/components/ui/link'
import { Tag } from '@/components/ui/tag'
import { useWorkspace, useWorkspaceHref } from '@/components/ui/workspace'
import type { TrialView } from '@/server/trial/queries'

const what = { PAST: 'The sample trade', STORY: 'The sample trade', DAY: 'The day', WEEK: 'The week' }

/** Says that the sample trade or the passing of time failed, and lets the owner try again or go on without it. */
export function TrialFailed({ failed }: { failed: NonNullable<TrialView['running']> }) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const may = useMay()
  const href = useWorkspaceHref()
  const { locale } = useWorkspace()
  const [asks, setAsks] = useState(false)
  const onError = useFailureToast()
  const onSettled = () => queries.invalidateQueries(trpc.trial.view.queryFilter())
  const again = useMutation(trpc.trial.tryAgain.mutationOptions({ onError, onSettled }))
  const without = useMutation(trpc.trial.goOnWithout.mutationOptions({ onError, onSettled }))
  const grows = failed.kind === 'PAST' || failed.kind === 'STORY'
  const reached = `${failed.orders} ${failed.orders === 1 ? 'order' : 'orders'}, until ${formatDay(failed.reachedOn, locale)}`
  return (
    <div role="alert" className="flex min-w-0 flex-1 basis-72 flex-wrap items-center gap-x-3 gap-y-1.5">
      <Tag tone="bad">failed</Tag>
      <span className="min-w-0 flex-1 basis-60">
        {what[failed.kind]} {grows ? 'could not be completed' : 'could not pass'}: it was tried three times and failed.
        <span className="block text-ink-3 text-xs">
          {grows ? `There so far: ${reached}.` : `It came to ${formatDay(failed.reachedOn, locale)}.`}
          {may('organisation.change') ? (
            <>
              {' '}
              The reason stands in <Link href={href('/settings/background')}>Background work</Link>.
            </>
          ) : (
            ' The owner can try again.'
          )}
        </span>
      </span>
      {may('trial.advance') && (
        <span className="flex flex-wrap gap-1.5">
          <Button size="sm" busy={again.isPending} onClick={() => again.mutate()}>
            Try again
          </Button>
          <Button size="sm" tone="quiet" onClick={() => setAsks(true)}>
            Go on without
          </Button>
        </span>
      )}
      <ConfirmDialog
        open={asks}
        onOpenChange={setAsks}
        title="Go on without the rest?"
        description={
          grows
            ? `What exists stays: ${reached}. From now on the organisation works like any other; the rest of its invented past is not added later.`
            : 'The organisation stays on the day that it has reached. You can let time pass again.'
        }
        confirmLabel="Go on without"
        keepLabel="Not now"
        onConfirm={async () => {
          await without.mutateAsync()
        }}
      />
    </div>
  )
}
