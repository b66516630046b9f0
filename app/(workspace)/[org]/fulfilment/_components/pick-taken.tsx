'use client'

import type { ReactNode } from 'react'
import { TabletLayout, type TabletLayoutProps } from '@/components/shell/tablet-layout'
import { Button, ButtonLink } from '@/components/ui/button'
import { Instant } from '@/components/ui/text'

interface Props {
  layout: Omit<TabletLayoutProps, 'children' | 'actions'>
  other: { name: string; takenAt: Date }
  takeOver: () => void
  nextHref: string
  /** Stands above: the other warehouses of the order, and the lines that were short. */
  children?: ReactNode
}

/** Shown when somebody else works on this order, because two people must not pick the same unit. */
export function PickTaken({ layout, other, takeOver, nextHref, children }: Props) {
  return (
    <TabletLayout
      {...layout}
      actions={
        <>
          <Button size="tablet" onClick={takeOver}>
            Take it over
          </Button>
          <ButtonLink size="tablet" tone="go" href={nextHref}>
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
