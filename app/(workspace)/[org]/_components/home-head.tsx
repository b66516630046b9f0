'use client'

import { PageHead, type PageHeadProps } from '@/components/ui/page-head'
import { Day, Money } from '@/components/ui/text'
import { useWorkspace } from '@/components/ui/workspace'
import type { StageNow } from '@/server/reporting/rules/stages'
import { homeTitle } from './home-title'

interface HomeHeadProps extends Pick<PageHeadProps, 'actions' | 'go'> {
  name: string
  standing: readonly StageNow[]
  showMoney: boolean
}

/** The greeting, the day here, and what is on its way. */
export function HomeHead({ name, standing, showMoney, ...buttons }: HomeHeadProps) {
  const { today, timeZone, now } = useWorkspace()
  const orders = standing.reduce((sum, stage) => sum + stage.orders, 0)
  const openMinor = standing.reduce((sum, stage) => sum + stage.openMinor, 0n)
  return (
    <PageHead
      {...buttons}
      title={homeTitle(name, timeZone, now)}
      note={
        <>
          <Day day={today} style="long" /> · {orders} {orders === 1 ? 'order' : 'orders'} on their way
          {showMoney && (
            <>
              , <Money minor={openMinor} whole /> to come in
            </>
          )}
        </>
      }
    />
  )
}
