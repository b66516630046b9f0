'use client'

import { Card } from '@/components/ui/card'
import { QuantityInput } from '@/components/ui/quantity-input'
import { Day, Quantity } from '@/components/ui/text'
import type { Proposal } from '@/server/supply/queries/proposals'
import { NeededTable, quantityOr } from './needed-table'

interface GroupProps {
  rows: readonly Proposal[]
  quantityOf: (row: Proposal) => number
  onChange: (productId: string, quantity: number | null) => void
}

/** What to buy of one supplier; of products without one, where to name it. */
export function ProposalGroup({ rows, quantityOf, onChange }: GroupProps) {
  const [first] = rows
  const supplied = first?.supplierId != null
  const title = first?.supplierName ?? 'No supplier named'
  const toBuy = (row: Proposal) =>
    supplied ? (
      <QuantityInput
        aria-label={`Units of ${row.sku} to buy`}
        className="ml-auto w-24"
        of={row}
        value={quantityOf(row)}
        onValueChange={(quantity) => onChange(row.productId, quantity)}
      />
    ) : (
      <Quantity value={row.quantity} of={row} />
    )
  return (
    <Card
      flush
      title={title}
      aside={
        supplied ? (
          <>
            would come on <Day day={first?.expectedOn ?? null} style="weekday" />
          </>
        ) : (
          'name one on the stock page of the product'
        )
      }
    >
      <NeededTable
        label={title}
        rows={rows}
        waitedFor={(row) => row.waiting}
        columns={[
          { head: 'Reorder point', importance: 'low', cell: (row) => quantityOr(row, row.reorderPoint) },
          { head: 'Free', importance: 'medium', cell: (row) => <Quantity value={row.free} of={row} /> },
          { head: 'Expected', importance: 'low', cell: (row) => quantityOr(row, row.expected) },
          { head: 'To buy', cell: toBuy },
        ]}
      />
    </Card>
  )
}
