'use client'

import { useQuery } from '@tanstack/react-query'
import { useMay } from '@/components/may'
import { useTRPC } from '@/components/trpc-provider'
import { Card } from '@/components/ui/card'
import { Facts } from '@/components/ui/facts'
import { Skeleton } from '@/components/ui/skeleton'
import { Money, Rate } from '@/components/ui/text'

/** What is earned with an order or a quote, for who may see it; never on paper. */
export function MarginCard({ id, currency }: { id: string; currency: string }) {
  const trpc = useTRPC()
  const allowed = useMay()('margin.read')
  const { data: margin, isLoading } = useQuery(trpc.reporting.saleMargin.queryOptions({ id }, { enabled: allowed }))
  // What stands below keeps its place while it is asked for.
  if (isLoading)
    return (
      <Card title="Margin" aside="by what goods cost when they leave">
        <Skeleton className="h-[118px]" />
      </Card>
    )
  if (!margin) return null
  const { netMinor, costedNetMinor, costMinor, percent } = margin
  const money = (minor: bigint) => <Money minor={minor} currency={currency} />
  return (
    <div className="print:hidden">
      <Card title="Margin" aside="by what goods cost when they leave">
        {percent === null ? (
          <p className="text-ink-2">Not known: these goods have no cost.</p>
        ) : (
          <Facts
            facts={[
              { label: 'Net, without charges', value: money(costedNetMinor) },
              { label: 'Cost', value: money(costMinor) },
              { label: 'Earned', value: money(costedNetMinor - costMinor), strong: true },
              { label: 'Margin', value: <Rate rate={String(percent)} />, strong: true },
              costedNetMinor < netMinor && { label: 'Cost not known', value: money(netMinor - costedNetMinor) },
            ]}
          />
        )}
      </Card>
    </div>
  )
}
