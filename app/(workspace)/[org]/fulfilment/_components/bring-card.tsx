'use client'

import { useMay } from '@/components/may'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Quantity } from '@/components/ui/text'
import { useWorkspaceHref } from '@/components/ui/workspace'
import type { Bringing } from '@/server/supply/queries/elsewhere'
import { NeededTable } from './needed-table'
import { proposedSearch } from './transfer-draft'

/** What orders wait for in one warehouse and is free in another: a transfer brings it, nothing need be bought. */
export function BringCard({ rows }: { rows: readonly Bringing[] }) {
  const may = useMay()
  const href = useWorkspaceHref()
  const [first] = rows
  if (!first) return null
  return (
    <Card
      flush
      title={`${first.fromName} → ${first.toName}`}
      aside={
        may('stock.receive') && (
          <ButtonLink size="sm" href={href(`/fulfilment/transfers/new?${proposedSearch(rows)}`)}>
            Begin the transfer
          </ButtonLink>
        )
      }
    >
      <NeededTable
        label={`To bring from ${first.fromName} to ${first.toName}`}
        rows={rows}
        waitedFor={(row) => row.short}
        columns={[
          {
            head: `Free in ${first.fromName}`,
            importance: 'medium',
            cell: (row) => <Quantity value={row.free} of={row} />,
          },
          { head: 'To bring', cell: (row) => <Quantity value={row.quantity} of={row} /> },
        ]}
      />
    </Card>
  )
}
