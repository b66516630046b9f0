'use client'

import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTRPC } from '@/components/trpc-provider'
import type { StockRow } from '@/server/inventory/queries/stock'

export interface ArrivedLine {
  product: StockRow
  quantity: number | null
  binId: string | null
  /** Of a product that is kept by lot. */
  lot?: string
  expiresOn?: string
}

/** The bins of a warehouse; of the default one when none is named. */
export function useBins(warehouseId?: string) {
  const trpc = useTRPC()
  const { data: places } = useQuery(trpc.inventory.places.queryOptions())
  return useMemo(() => {
    const id = warehouseId ?? places?.warehouses.find((one) => one.isDefault)?.id
    return places?.bins.filter((bin) => bin.warehouseId === id) ?? []
  }, [places, warehouseId])
}

/** The code of the bin into which a warehouse receives; of the default one when none is named. Null: into the home bins. */
export function useReceivingBin(warehouseId?: string): string | null {
  const trpc = useTRPC()
  const { data: places } = useQuery(trpc.inventory.places.queryOptions())
  const warehouse = places?.warehouses.find((one) => (warehouseId ? one.id === warehouseId : one.isDefault))
  return places?.bins.find((bin) => bin.id === warehouse?.receivingBinId)?.code ?? null
}

/** The warehouses in use, the default one first. */
export function useWarehouses() {
  const trpc = useTRPC()
  const { data: places } = useQuery(trpc.inventory.places.queryOptions())
  return places?.warehouses ?? []
}
