'use client'

import { useQuery } from '@tanstack/react-query'
import { useMay } from '@/components/may'
import { useTRPC } from '@/components/trpc-provider'
import { Card } from '@/components/ui/card'
import { Facts } from '@/components/ui/facts'
import { Link } from '@/components/ui/link'
import { Skeleton } from '@/components/ui/skeleton'
import { Rate, UnitPrice } from '@/components/ui/text'
import { useWorkspaceHref } from '@/components/ui/workspace'
import type { ProductRecord } from '@/server/catalog/queries'

/** What a product costs and earns at its own price, for who may see it; a cost comes from the last purchase list, or is typed. */
export function EarnedCard({ product }: { product: ProductRecord }) {
  const trpc = useTRPC()
  const href = useWorkspaceHref()
  const allowed = useMay()('margin.read') && product.kind === 'GOODS'
  const { data, isLoading } = useQuery(
    trpc.reporting.productMargin.queryOptions({ id: product.id }, { enabled: allowed }),
  )
  const bought = <Link href={href(`/fulfilment/stock/${product.id}`)}>How it is bought</Link>
  // What stands below keeps its place while it is asked for.
  if (isLoading)
    return (
      <Card title="Cost and margin" footer={bought}>
        <Skeleton className="h-[54px]" />
      </Card>
    )
  if (!data) return null
  const one = 10 ** product.places
  return (
    <div className="print:hidden">
      <Card title="Cost and margin" footer={bought}>
        {data.unitCost === null ? (
          <p className="text-ink-2">No cost stands with it yet: it comes with goods on a purchase list, or is typed.</p>
        ) : (
          <Facts
            facts={[
              { label: 'Cost', value: <UnitPrice price={data.unitCost} priceQuantity={one} of={product} /> },
              data.percent !== null && { label: 'Margin at its price', value: <Rate rate={String(data.percent)} /> },
            ]}
          />
        )}
      </Card>
    </div>
  )
}
