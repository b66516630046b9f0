import type { Ctx } from '@/server/platform/context/ctx'
import { expectRows, insert, type Statement, sql } from '@/server/platform/database/sql'
import type { CustomerAddress } from '../queries/addresses'
import type { StoredAddress } from '../rules/address'

type Written = StoredAddress & Partial<CustomerAddress>

const addressKeys = ['contact', 'phone', 'openingHours', 'packerNote', 'driverNote'] as const

/** New addresses of customers. */
export function insertAddresses(ctx: Ctx, addresses: readonly (Written & { customerId: string })[]): Statement<never> {
  const rows = addresses.map(({ version: _version, archivedAt: _archived, ...facts }) => {
    const rest = Object.fromEntries(addressKeys.map((key) => [key, facts[key] ?? null]))
    return { ...facts, ...rest, deliveryDays: facts.deliveryDays ?? [], createdAt: ctx.now }
  })
  return insert(ctx, 'customerAddress', rows)
}

/** A new address of a customer. */
export const insertAddress = (ctx: Ctx, customerId: string, one: Written): Statement<never> =>
  insertAddresses(ctx, [{ ...one, customerId }])

/** An address as it is from now on, without what it is used for. */
export function updateAddress(ctx: Ctx, one: CustomerAddress): Statement<never> {
  return expectRows(
    1,
    sql`UPDATE customer_address SET label = ${one.label}, name = ${one.name}, contact = ${one.contact}, phone = ${one.phone}, line = ${one.line}, extra = ${one.extra},
      postcode = ${one.postcode}, city = ${one.city}, region = ${one.region}, country = ${one.country}, opening_hours = ${one.openingHours},
      delivery_days = ${one.deliveryDays}::int[], packer_note = ${one.packerNote}, driver_note = ${one.driverNote}
    WHERE organisation_id = ${ctx.organisationId} AND id = ${one.id}::uuid`,
  )
}

/** Which address is for invoices and which for goods; taken from the old ones before it is given to the new ones. */
export function setDefaults(ctx: Ctx, customerId: string, after: readonly StoredAddress[]): Statement<never>[] {
  const bill = after.find((one) => one.isBillTo)?.id ?? null
  const ship = after.find((one) => one.isShipTo)?.id ?? null
  return [
    sql`UPDATE customer_address SET is_bill_to = is_bill_to AND id IS NOT DISTINCT FROM ${bill}::uuid, is_ship_to = is_ship_to AND id IS NOT DISTINCT FROM ${ship}::uuid
      WHERE organisation_id = ${ctx.organisationId} AND customer_id = ${customerId}::uuid
        AND (is_bill_to AND id IS DISTINCT FROM ${bill}::uuid OR is_ship_to AND id IS DISTINCT FROM ${ship}::uuid)`,
    sql`UPDATE customer_address SET is_bill_to = id IS NOT DISTINCT FROM ${bill}::uuid, is_ship_to = id IS NOT DISTINCT FROM ${ship}::uuid
      WHERE organisation_id = ${ctx.organisationId} AND customer_id = ${customerId}::uuid
        AND (NOT is_bill_to AND id IS NOT DISTINCT FROM ${bill}::uuid OR NOT is_ship_to AND id IS NOT DISTINCT FROM ${ship}::uuid)`,
  ]
}

/** Gives the customer a new version, so that a form that was opened before does not write its old address over a new one. */
export const touchCustomer = (ctx: Ctx, customerId: string): Statement<never> =>
  expectRows(
    1,
    sql`UPDATE customer SET number = number WHERE organisation_id = ${ctx.organisationId} AND id = ${customerId}::uuid`,
  )
