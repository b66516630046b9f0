'use client'

import type { ReactNode } from 'react'
import { NetworkTag, useOnline } from '@/components/shell/network-tag'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { PageHead, type PageHeadProps } from '@/components/ui/page-head'

interface FloorPageProps extends Omit<PageHeadProps, 'go'> {
  /** The button that sends the entries. */
  go?: { label: string; busy: boolean; disabled: boolean; send: () => Promise<unknown> } | false
  /** Entries that were sent without an answer. */
  unanswered?: { text: string; ask: () => Promise<void>; reopen: () => void } | null
  children: ReactNode
}

/** A page of the floor for entries that are sent at the end: sending needs a network, entering does not. */
export function FloorPage({ go, tag, unanswered, children, ...head }: FloorPageProps) {
  const online = useOnline()
  return (
    <>
      <PageHead
        {...head}
        tag={
          <>
            <NetworkTag />
            {tag}
          </>
        }
        go={
          go && (
            <Button
              tone="go"
              size="lg"
              busy={go.busy}
              disabled={go.disabled || !online || unanswered != null}
              onClick={() => void go.send().catch(() => {})}
            >
              {go.label}
            </Button>
          )
        }
      />
      {!online && go && (
        <Banner tone="warn" live title="No network">
          What you enter is kept on this device, also when the page is closed. Send it when the network is back.
        </Banner>
      )}
      {unanswered && (
        <Banner
          tone="warn"
          live
          title="Sent, not answered"
          action={
            <>
              <Button onClick={() => void unanswered.ask()}>Ask now</Button>
              <Button onClick={unanswered.reopen}>Change it</Button>
            </>
          }
        >
          {unanswered.text} It is asked again by itself, and booked once however often.
        </Banner>
      )}
      <div inert={unanswered != null}>{children}</div>
    </>
  )
}
