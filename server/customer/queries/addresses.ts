import type { Ctx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import { type Statement, sql } from '@/server/platform/database/sql'
import type { StoredAddress } from '../rules/address'

/** An address of a customer with everything that is known of it. */
export interface CustomerAddress extends StoredAddress {
  version: string
  customerId: string
  contact: string | null
  phone: string | null
  openingHours: string | null
  /** Weekdays on which goods are taken there, Monday is 1; none: any. */
  deliveryDays: number[]
  packerNote: string | null
  driverNote: string | null
  archivedAt: Date | null
}

/** The addresses of a customer: those for invoices and goods first, then by label, archived ones last. */
export function addressesOf(ctx: Ctx, customerId: string): Statement<CustomerAddress> {
  return sql`SELECT id, xmin::text AS version, customer_id, label, name, contact, phone, line, extra, postcode, city, region, country, opening_hours,
      coalesce(delivery_days, '{}') AS delivery_days, packer_note, driver_note, is_bill_to, is_ship_to, archived_at
    FROM customer_address WHERE organisation_id = ${ctx.organisationId} AND customer_id = ${customerId}::uuid
    ORDER BY archived_at IS NOT NULL, is_bill_to DESC, is_ship_to DESC, lower(label), id`
}

/** The addresses of a customer to choose from, that for goods first. */
export async function addressesToChoose(ctx: Ctx, customerId: string): Promise<CustomerAddress[]> {
  const [addresses] = await read(ctx, addressesOf(ctx, customerId))
  return addresses.filter((one) => !one.archivedAt).sort((a, b) => Number(b.isShipTo) - Number(a.isShipTo))
}
