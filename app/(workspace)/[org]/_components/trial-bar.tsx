'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'
import { useMay } from '@/components/may'
import { useTRPC } from '@/components/trpc-provider'
import { Button } from '@/components/ui/button'
import { formatDay } from '@/components/ui/format'
import { Link } from '@/components/ui/link'
import { ProgressBar } from '@/components/ui/progress-bar'
import { Tag } from '@/components/ui/tag'
import { Day } from '@/components/ui/text'
import { useWorkspace, useWorkspaceHref } from '@/components/ui/workspace'
import type { TrialView } from '@/server/trial/queries'
import { LetPassDialog } from './let-pass-dialog'
import { TrialFailed } from './trial-failed'
import { WhatHappened } from './what-happened'

const busyMs = 1_000
const idleMs = 15_000

type Running = NonNullable<TrialView['running']>

/** What the program is doing, and how much of it is done. */
function Progress({ running }: { running: Running }) {
  const grows = running.kind === 'PAST' || running.kind === 'STORY'
  const passing = running.kind === 'WEEK' ? 'A week passes' : 'A day passes'
  const words = running.waits ? 'waits for its turn' : `${running.percent} %`
  const label = `${grows ? 'The sample trade grows' : passing}: ${words}`
  return (
    <div role="status" className="flex min-w-0 flex-1 basis-72 items-center gap-3">
      <ProgressBar value={running.percent} max={100} label={label} className="w-28 shrink-0 bg-line sm:w-44" />
      <span className="min-w-0 text-ink-2">
        {label}
        {grows && !running.waits && (
          <>
            {' · '}
            {running.orders === 0 ? 'customers, products and shelves' : `${running.orders} orders`}
            {', '}
            <Day day={running.reachedOn} />
          </>
        )}
        <span className="block text-ink-3 text-xs">
          {grows
            ? 'You can look around; changes are possible when it is done, in about a minute.'
            : 'Customers order and pay, and the program does what is due. Changes are possible again when it is over.'}
        </span>
      </span>
    </div>
  )
}

/** Loads the page again when a passage has ended, and tells the person. */
function useEnded(trial: TrialView | null | undefined): [string | null, () => void] {
  const router = useRouter()
  const queries = useQueryClient()
  const watched = useRef<Running | null>(null)
  const [ended, setEnded] = useState<string | null>(null)
  const day = trial?.today
  const shownDay = useRef(day)
  useEffect(() => {
    const before = watched.current
    watched.current = trial?.running ?? null
    const over = before && before.id !== trial?.running?.id
    if (over && !before.failed) setEnded(before.id)
    // Loading once at the end is enough: while days pass, no page stays up to date.
    if (!over && (trial?.running || shownDay.current === day)) return
    shownDay.current = day
    router.refresh()
    void queries.invalidateQueries()
  }, [trial?.running, day, router, queries])
  return [ended, () => setEnded(null)]
}

/** Stands above every page of an organisation with sample trade: says so, shows its day, and lets time pass. */
export function TrialBar() {
  const trpc = useTRPC()
  const may = useMay()
  const href = useWorkspaceHref()
  const { locale } = useWorkspace()
  const [asks, setAsks] = useState<'DAY' | 'WEEK' | null>(null)
  const [opened, setOpened] = useState(false)
  // The result opens by itself only in the tab that asked for it, because in another tab a person may be working.
  const [asked, setAsked] = useState<string | null>(null)
  const { data: trial } = useQuery(
    trpc.trial.view.queryOptions(undefined, {
      staleTime: 0,
      refetchInterval: ({ state }) => (state.data?.running && !state.data.running.failed ? busyMs : idleMs),
    }),
  )
  const [ended, forget] = useEnded(trial)
  if (!trial) return null
  const { running, last } = trial
  const standing = trial.state === 'STANDING'
  const showsLast = last !== null && (opened || (ended === last.id && asked === last.id))
  return (
    <section
      aria-label="Sample trade"
      className="flex min-h-11 flex-wrap items-center gap-x-3.5 gap-y-1.5 border-b bg-sunken px-6 py-1.5 max-lg:px-3.5"
    >
      <p className="flex items-center gap-2">
        <Tag tone="warn">Sample trade</Tag>
        <span>
          today is{' '}
          <time dateTime={trial.today} className="whitespace-nowrap font-medium" suppressHydrationWarning>
            {formatDay(trial.today, locale)}
          </time>
        </span>
      </p>
      {running?.failed && <TrialFailed failed={running} />}
      {running && !running.failed && <Progress running={running} />}
      {standing && ended !== null && ended !== last?.id && (
        <p role="status" className="text-ink-2">
          The sample trade is complete.
        </p>
      )}
      {standing && trial.remindersOff && may('receivable.change') && (
        <p className="text-ink-2">
          Reminders are off. <Link href={href('/receivable/reminders')}>Turn them on</Link>, then let a week pass.
        </p>
      )}
      {standing && (
        <div className="ml-auto flex flex-wrap gap-1.5">
          {last && (
            <Button size="sm" tone="quiet" onClick={() => setOpened(true)}>
              What happened
            </Button>
          )}
          {may('trial.advance') && (
            <>
              <Button size="sm" onClick={() => setAsks('DAY')}>
                Let a day pass
              </Button>
              <Button size="sm" onClick={() => setAsks('WEEK')}>
                Let a week pass
              </Button>
            </>
          )}
        </div>
      )}
      {asks && <LetPassDialog kind={asks} trial={trial} onAsked={setAsked} onClose={() => setAsks(null)} />}
      {last && (
        <WhatHappened
          last={last}
          open={showsLast}
          onClose={() => {
            setOpened(false)
            forget()
          }}
        />
      )}
    </section>
  )
}
