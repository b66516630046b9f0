'use client'

import { Card } from '@/components/ui/card'
import { Facts } from '@/components/ui/facts'
import { Link } from '@/components/ui/link'
import { Day, Quantity } from '@/components/ui/text'
import { useWorkspaceHref } from '@/components/ui/workspace'
import type { StockRecord } from '@/server/inventory/queries/stock'

/** The orders that wait for a product, in the order in which they get goods. */
export function WaitingCard({ stock }: { stock: StockRecord }) {
  const { waiting } = stock
  const href = useWorkspaceHref()
  if (waiting.length === 0) return null
  return (
    <Card title="Waiting" aside="by promised day, then first come first served">
      <Facts
        facts={waiting.map((one) => ({
          label: (
            <>
              <Link href={href(`/order/${one.orderId}`)}>{one.number}</Link> {one.customerName}
            </>
          ),
          value: (
            <>
              <Quantity value={one.quantity} of={stock} />
              {one.unreserved ? (
                ' not reserved: waits for credit'
              ) : one.plannedOn ? (
                <>
                  , in on <Day day={one.plannedOn} />
                </>
              ) : (
                ', no day yet'
              )}
            </>
          ),
        }))}
      />
    </Card>
  )
}
