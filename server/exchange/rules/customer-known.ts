import type { FlatAddresses, StoredAddress } from '@/server/customer/rules/address'
import type { customerInput } from '@/server/customer/schema'

/** A contact of a customer, as a file can say it. */
export interface FileContact {
  id: string | null
  name: string
  email: string | null
  phone: string | null
  language: string | null
  purposes: string[]
}

/** A customer that is there already, with everything that a file may change. */
export interface KnownCustomer {
  id: string
  number: string
  externalKey: string | null
  name: string
  email: string | null
  archived: boolean
  /** Every column of its row. */
  facts: Record<string, unknown>
  tags: string[]
  addresses: StoredAddress[]
  contacts: FileContact[]
  limitMinor: string | null
  limitGiven?: LimitGiven
}

/** How and when a limit was given. */
interface LimitGiven {
  source: string | null
  decidedAt: string | null
}

/** What a row keeps of a customer's limit for taking it back: the one before, and the one that it set. */
export interface LimitBefore {
  limitMinor: string | null
  limitSet?: string
  limitGiven?: LimitGiven | undefined
}

export interface Named {
  id: string
  code?: string
  name: string
  days?: number
  kind?: string
  /** No longer chosen: archived, or of somebody who left. */
  gone?: boolean
}

/** What rows of customers refer to. */
export interface CustomerSurroundings {
  known: readonly KnownCustomer[]
  terms: readonly Named[]
  groups: readonly Named[]
  owners: readonly Named[]
  services: readonly Named[]
  /** Customers by number who may pay for others. */
  payers: ReadonlyMap<string, { id: string; hasPayer: boolean }>
  /** Numbers that this file gives to customers of its own, so that a preview knows them. */
  payersToCome: ReadonlySet<string>
  /** The prefix of the organisation's own numbers, and from which on this import may give them. */
  series: { prefix: string; from: bigint }
  maySetLimits: boolean
  /** Whether new customers abroad of whom a row does not say it are taxed as is usual there. */
  usualTax: boolean
}

export type CheckedFacts = ReturnType<typeof customerInput.parse> &
  FlatAddresses & { country: string; paymentTermsId: string; payerId: string | null }

export interface CustomerWrite {
  number: string | null
  facts: CheckedFacts
  changed: string[]
  /** A group that has to be made first, by its name. */
  newGroup: string | null
  limitMinor: bigint | null
  contact: FileContact | null
}
