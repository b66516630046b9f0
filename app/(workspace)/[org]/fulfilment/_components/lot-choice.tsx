'use client'

import { useQuery } from '@tanstack/react-query'
import { useTRPC } from '@/components/trpc-provider'
import { formatDay, quantityOf } from '@/components/ui/format'
import { Select } from '@/components/ui/select'
import { useWorkspace } from '@/components/ui/workspace'
import type { StockRow } from '@/server/inventory/queries/stock'

interface Props {
  product: StockRow
  /** Empty: what should leave first. */
  lot: string
  onLot: (lot: string) => void
}

/** Which lot, or which piece, of a product leaves: one that lies in its warehouse and may be sold, or what should leave first. */
export function LotChoice({ product, lot, onLot }: Props) {
  const trpc = useTRPC()
  const { locale } = useWorkspace()
  const { productId, warehouseId, sku } = product
  const { data: stock } = useQuery(trpc.inventory.product.queryOptions({ productId, warehouseId }))
  const there = stock?.lots.filter((one) => !one.expired && one.blockedReason === null) ?? []
  return (
    <Select
      aria-label={`${product.tracking === 'SERIAL' ? 'Serial number' : 'Lot'} of ${sku}`}
      className="mt-1.5 w-full max-w-72"
      value={lot}
      placeholder="What should leave first"
      options={[
        ...there.map((one) => ({
          value: one.number,
          label: [
            one.number,
            quantityOf(one.quantity, product, locale),
            ...(one.expiresOn ? [`until ${formatDay(one.expiresOn, locale)}`] : []),
          ].join(' · '),
        })),
        ...(lot && !there.some((one) => one.number === lot) ? [{ value: lot, label: lot }] : []),
      ]}
      onChange={(event) => onLot(event.target.value)}
    />
  )
}
