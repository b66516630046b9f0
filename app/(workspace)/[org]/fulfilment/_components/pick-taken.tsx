'use client'

import type { ReactNode } from 'react'
import { TabletLayout, type TabletLayoutProps } from '@/components/shell/tablet-layout'
import { Button, ButtonLink } from '@/components/ui/button'
import { Instant } from '@/components/ui/text'
import { useWorkspaceHref } from '@/components/ui/workspace'

interface Props {
  layout: Omit<TabletLayoutProps, 'children' | 'actions'>
  other: { name: string; takenAt: Date }
  takeOver: () => void
  /** Stands above: the lines that were short. */
  children?: ReactNode
}

/** Shown when somebody else works on this order, because two people must not pick the same unit. */
export function PickTaken({ layout, other, takeOver, children }: Props) {
  const href = useWorkspaceHref()
  return (
    <TabletLayout
      {...layout}
      actions={
        <>
          <Button size="tablet" onClick={takeOver}>
            Take it over
          </Button>
          <ButtonLink size="tablet" tone="go" href={href('/fulfilment?waits=PICKING')}>
            Next order
          </ButtonLink>
        </>
      }
    >
      {children}
      <p className="font-semibold text-5xl max-sm:text-4xl">{other.name} is on it</p>
      <p className="text-2xl text-ink-2">
        Since <Instant at={other.takenAt} />. The order is free again when they leave, or after two minutes of silence.
      </p>
    </TabletLayout>
  )
}
