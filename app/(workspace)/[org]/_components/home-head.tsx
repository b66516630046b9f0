'use client'

import { ButtonLink } from '@/components/ui/button'
import { useRouter } from '@/components/ui/going'
import { PageHead } from '@/components/ui/page-head'
import { useShortcut } from '@/components/ui/shortcuts'
import { Day, Money } from '@/components/ui/text'
import { useWorkspace, useWorkspaceHref } from '@/components/ui/workspace'
import type { StageNow } from '@/server/reporting/rules/stages'
import { homeTitle } from './home-title'
import type { Way } from './jobs'

interface HomeHeadProps {
  name: string
  standing: readonly StageNow[]
  /** The amount that customers owe; null for a person who may not see it. */
  owedMinor: bigint | null
  /** The pages where this person starts to work; the first is the next action. */
  ways: readonly Way[]
}

/** The greeting, the day, and the orders in progress. */
export function HomeHead({ name, standing, owedMinor, ways }: HomeHeadProps) {
  const router = useRouter()
  const href = useWorkspaceHref()
  const [go, ...others] = ways
  useShortcut('n', go?.label ?? '', go ? () => router.push(href(go.path)) : null)
  const { today, timeZone, now } = useWorkspace()
  const orders = standing.reduce((sum, stage) => sum + stage.orders, 0)
  return (
    <PageHead
      actions={others.map((way) => (
        <ButtonLink key={way.path} href={href(way.path)}>
          {way.label}
        </ButtonLink>
      ))}
      go={
        go && (
          <ButtonLink href={href(go.path)} tone="go" shortcut="N">
            {go.label}
          </ButtonLink>
        )
      }
      title={homeTitle(name, timeZone, now)}
      note={
        <>
          <Day day={today} style="long" /> · {orders} {orders === 1 ? 'order on its way' : 'orders on their way'}
          {owedMinor !== null && (
            <>
              , <Money minor={owedMinor} whole /> owed to you
            </>
          )}
        </>
      }
    />
  )
}
