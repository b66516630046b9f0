'use client'

import { useQuery } from '@tanstack/react-query'
import { useTRPC } from '@/components/trpc-provider'

/** The filter of lists that are kept by warehouse; none where there is only one. */
export function useWarehouseFilter(none: string) {
  const trpc = useTRPC()
  const { data: places } = useQuery(trpc.inventory.places.queryOptions())
  const warehouses = places?.warehouses ?? []
  if (warehouses.length < 2) return []
  return [
    {
      key: 'warehouse',
      label: 'Warehouse',
      none,
      options: warehouses.map((one) => ({ value: one.id, label: one.name })),
    },
  ]
}
