'use client'

import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTRPC } from '@/components/trpc-provider'
import type { StockRow } from '@/server/inventory/queries/stock'

export interface ArrivedLine {
  product: StockRow
  quantity: number | null
  binId: string | null
}

export function useBins() {
  const trpc = useTRPC()
  const { data: places } = useQuery(trpc.inventory.places.queryOptions())
  return useMemo(() => {
    const warehouse = places?.warehouses.find((one) => one.isDefault)
    return places?.bins.filter((bin) => bin.warehouseId === warehouse?.id) ?? []
  }, [places])
}
