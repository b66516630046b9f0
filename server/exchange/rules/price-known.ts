import type { Day } from '@/server/platform/time/calendar'

interface ListKnown {
  id: string
  name: string
  archived: boolean
  customerId: string | null
  groupId: string | null
}

export interface EntryKnown {
  id: string
  priceListId: string
  productId: string
  fromQuantity: number
  unitPrice: string | null
  percentOff: string | null
  priceQuantity: number | null
}

export interface PriceSurroundings {
  lists: readonly ListKnown[]
  products: readonly { id: string; sku: string; priceQuantity: number; places: number }[]
  entries: readonly EntryKnown[]
  customers: readonly { id: string; number: string; externalKey: string | null; email: string | null; name: string }[]
  groups: readonly { id: string; name: string }[]
  today: Day
}

/** A list that is to be made. */
export interface NewList {
  name: string
  audience: 'CUSTOMER' | 'GROUP' | 'ALL'
  customerId: string | null
  groupId: string | null
  validFrom: Day
  validTo: Day | null
}

export interface PriceWrite {
  list: { id: string } | NewList
  productId: string
  fromQuantity: number
  unitPrice: string | null
  percentOff: string | null
  priceQuantity: number | null
}
