import type { Ctx } from '@/server/platform/context/ctx'
import { newId } from '@/server/platform/context/ids'
import { insert, type Statement } from '@/server/platform/database/sql'
import { recordEvents } from '@/server/platform/events/events'
import { afterForm, type FlatAddresses, withoutAddresses } from '../rules/address'
import type { CustomerFacts } from '../schema'
import { insertAddresses } from './write-address'

/** A customer that is about to be written: its facts are checked, and nothing is left to the organisation. */
export interface NewCustomer {
  customerId: string
  number: string
  facts: Omit<CustomerFacts, 'country' | 'paymentTermsId' | 'payerId' | keyof FlatAddresses> &
    FlatAddresses & { country: string; paymentTermsId: string; payerId: string | null }
}

/**
 * Writes new customers with addresses, tags and empty credit accounts, and records that they were created. The credit account is
 * written here although credit stands above: a customer without one cannot buy, so they begin together.
 */
export function newCustomers(ctx: Ctx, customers: readonly NewCustomer[]): Statement<never>[] {
  if (customers.length === 0) return []
  const { currency } = ctx.organisation
  const rows = customers.map(({ customerId, number, facts }) => {
    const { tags, ...given } = facts
    const country = { before: given.country, after: given.country }
    const { added } = afterForm([], given, country, { bill: newId(ctx.now), ship: newId(ctx.now) })
    const own = { id: customerId, number, currency, createdAt: ctx.now, ...withoutAddresses(given) }
    return {
      own,
      addresses: added.map((one) => ({ ...one, customerId })),
      tags: tags.map((tag) => ({ customerId, tag })),
    }
  })
  return [
    insert(
      ctx,
      'customer',
      rows.map((row) => row.own),
    ),
    insertAddresses(
      ctx,
      rows.flatMap((row) => row.addresses),
    ),
    insert(
      ctx,
      'customerTag',
      rows.flatMap((row) => row.tags),
    ),
    insert(
      ctx,
      'creditAccount',
      customers.map(({ customerId }) => ({ customerId, currency })),
    ),
    recordEvents(
      ctx,
      customers.map(({ customerId }) => ({
        name: 'customer/customer.created' as const,
        objects: [['customer', customerId]] as const,
      })),
    ),
  ]
}
