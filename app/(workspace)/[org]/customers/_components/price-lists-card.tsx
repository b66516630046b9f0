'use client'

import { useQuery } from '@tanstack/react-query'
import { useTRPC } from '@/components/trpc-provider'
import { Card } from '@/components/ui/card'
import { Link } from '@/components/ui/link'
import { useWorkspaceHref } from '@/components/ui/workspace'
import { Validity } from '../../products/prices/_components/price-words'

/** The lists by which a customer is priced now or will be, the one that goes first above. */
export function PriceListsCard({ customerId }: { customerId: string }) {
  const trpc = useTRPC()
  const href = useWorkspaceHref()
  const { data: lists = [] } = useQuery(trpc.pricing.ofCustomer.queryOptions({ customerId }))
  if (lists.length === 0) return null
  return (
    <Card title="Price lists">
      <ul className="flex flex-col gap-1.5">
        {lists.map((list) => (
          <li key={list.id} className="flex flex-wrap justify-between gap-x-3">
            <span>
              <Link href={href(`/products/prices/${list.id}`)}>{list.name}</Link>{' '}
              <span className="text-ink-3">{list.customerId ? 'their own' : (list.groupName ?? 'everybody')}</span>
            </span>
            <span className="text-ink-2">
              <Validity list={list} />
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}
