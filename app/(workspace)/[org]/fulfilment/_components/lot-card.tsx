'use client'

import { Card } from '@/components/ui/card'
import { Facts } from '@/components/ui/facts'
import { Link } from '@/components/ui/link'
import { Tag } from '@/components/ui/tag'
import { Day, Quantity } from '@/components/ui/text'
import { useWorkspaceHref } from '@/components/ui/workspace'
import type { StockRecord } from '@/server/inventory/queries/stock'

/** The lots that lie here, what should leave first before the others; each leads to who got of it. */
export function LotCard({ stock }: { stock: StockRecord }) {
  const href = useWorkspaceHref()
  return (
    <Card title={stock.tracking === 'SERIAL' ? 'Serial numbers' : 'Lots'} aside="first to leave on top">
      <Facts
        facts={stock.lots.map((lot) => ({
          label: (
            <>
              <Link href={href(`/fulfilment/lots/${lot.id}`)}>{lot.number}</Link>{' '}
              {lot.expired ? <Tag tone="bad">expired</Tag> : lot.blockedReason && <Tag tone="bad">blocked</Tag>}
            </>
          ),
          value: (
            <>
              <Quantity value={lot.quantity} of={stock} />
              {lot.expiresOn && (
                <span className="ml-2 text-ink-3">
                  until <Day day={lot.expiresOn} />
                </span>
              )}
            </>
          ),
        }))}
      />
      {stock.lots.length === 0 && <p className="text-ink-3">None here.</p>}
    </Card>
  )
}
