import { insertAddresses, touchCustomer, updateAddress } from '@/server/customer/mutations/write-address'
import type { CustomerAddress } from '@/server/customer/queries/addresses'
import type { Ctx } from '@/server/platform/context/ctx'
import { newId } from '@/server/platform/context/ids'
import type { Reader } from '@/server/platform/database/run'
import { type Statement, sql } from '@/server/platform/database/sql'
import { customersCalled } from '../queries/open-invoices'
import { type AddressBefore, type AddressWrite, decideAddresses } from '../rules/addresses'
import { customersChanged } from './move-contacts'
import type { Mover, TakingBack, Version, WrittenRow } from './mover'
import { untouched } from './untouched'

const addressesIn = (ctx: Ctx, customerIds: readonly string[]): Statement<CustomerAddress> =>
  sql`SELECT id, xmin::text AS version, customer_id, label, name, contact, phone, line, extra, postcode, city, region, country, opening_hours,
      coalesce(delivery_days, '{}') AS delivery_days, packer_note, driver_note, is_bill_to, is_ship_to, archived_at
    FROM customer_address WHERE organisation_id = ${ctx.organisationId} AND customer_id = ANY(${customerIds}::uuid[]) AND archived_at IS NULL ORDER BY customer_id, lower(label), id`

type Uses = NonNullable<AddressWrite['uses']>

/** Which address of a customer is for invoices and which for goods; taken from the old ones first. The customer's form is then out of date. */
function turn(ctx: Ctx, customerId: string, { bill, ship }: Uses): Statement<never>[] {
  return [
    sql`UPDATE customer_address SET is_bill_to = is_bill_to AND id IS NOT DISTINCT FROM ${bill}::uuid, is_ship_to = is_ship_to AND id IS NOT DISTINCT FROM ${ship}::uuid
      WHERE organisation_id = ${ctx.organisationId} AND customer_id = ${customerId}::uuid AND (is_bill_to OR is_ship_to)`,
    sql`UPDATE customer_address SET is_bill_to = id IS NOT DISTINCT FROM ${bill}::uuid, is_ship_to = id IS NOT DISTINCT FROM ${ship}::uuid
      WHERE organisation_id = ${ctx.organisationId} AND customer_id = ${customerId}::uuid AND (id = ${bill}::uuid OR id = ${ship}::uuid)`,
    touchCustomer(ctx, customerId),
  ]
}

/** Gives addresses what they were for before, unless somebody gave that to another one since. */
function giveBack(ctx: Ctx, customerId: string, { bill, ship }: Uses): Statement<never>[] {
  return [
    sql`UPDATE customer_address a SET is_bill_to = a.is_bill_to OR a.id IS NOT DISTINCT FROM ${bill}::uuid AND NOT o.bill, is_ship_to = a.is_ship_to OR a.id IS NOT DISTINCT FROM ${ship}::uuid AND NOT o.ship
      FROM (SELECT coalesce(bool_or(is_bill_to), false) AS bill, coalesce(bool_or(is_ship_to), false) AS ship FROM customer_address
        WHERE organisation_id = ${ctx.organisationId} AND customer_id = ${customerId}::uuid) AS o
      WHERE a.organisation_id = ${ctx.organisationId} AND a.customer_id = ${customerId}::uuid AND a.id IN (${bill}::uuid, ${ship}::uuid)`,
    touchCustomer(ctx, customerId),
  ]
}

/** Removes addresses that nobody used or changed since, and brings the others back as they were, with what they were used for. */
async function takeBack(ctx: Ctx, reader: Reader, rows: readonly WrittenRow[]): Promise<TakingBack> {
  const { kept, going, customerIds } = await untouched(ctx, reader, 'customer_address', rows)
  const gone = going.filter(({ outcome }) => outcome === 'NEW').map(({ recordId }) => recordId)
  const turned = going.filter((row) => (row.before as AddressBefore).uses).map(({ recordId }) => recordId)
  const stood = going.map((row) => row.before as AddressBefore)
  const owner = new Map(going.map(({ recordId }, nth) => [recordId, customerIds[nth]]))
  // The first row of a customer says how it was before all of them; rows come from the last to the first.
  const uses = new Map(
    going.flatMap((row) => {
      const before = (row.before as AddressBefore).uses
      const customerId = owner.get(row.recordId)
      return before && customerId ? [[customerId, before] as const] : []
    }),
  )
  return {
    kept,
    statements: [
      ...stood.flatMap(({ address }) => (address ? [updateAddress(ctx, address)] : [])),
      sql`UPDATE customer_address SET is_bill_to = false, is_ship_to = false WHERE organisation_id = ${ctx.organisationId} AND id = ANY(${[...gone, ...turned]}::uuid[])`,
      ...[...uses].flatMap(([customerId, before]) => giveBack(ctx, customerId, before)),
      sql`DELETE FROM customer_address WHERE organisation_id = ${ctx.organisationId} AND id = ANY(${gone}::uuid[])`,
      customersChanged(ctx, customerIds, 'addresses'),
    ],
  }
}

/** Further addresses of customers. */
export const addressMover: Mover<AddressWrite> = {
  async decide(ctx, reader, rows, { runs }) {
    const [customers] = await reader(customersCalled(ctx, rows, 'customer'))
    const ids = customers.map(({ id }) => id)
    if (runs)
      await reader(
        sql`SELECT 1 FROM customer WHERE organisation_id = ${ctx.organisationId} AND id = ANY(${ids}::uuid[]) ORDER BY id FOR NO KEY UPDATE`,
      )
    const [known] = await reader(addressesIn(ctx, ids))
    const { workingWeekdays } = ctx.organisation
    return decideAddresses(rows, { customers, known, workingWeekdays }, () => newId(ctx.now))
  },
  async write(ctx, _reader, rows) {
    const ids = new Map(rows.map(({ place, write }) => [place, write.address.id]))
    const writes = rows.map(({ write }) => write)
    const fresh = rows.filter(({ recordId }) => !recordId).map(({ write }) => write.address)
    const changed = rows.filter(({ recordId }) => recordId).map(({ write }) => write.address)
    // Each row says how it is after it, so that the last one of a customer counts.
    const uses = new Map(writes.flatMap((one) => (one.uses ? [[one.address.customerId, one.uses] as const] : [])))
    return {
      ids,
      statements: [
        insertAddresses(
          ctx,
          fresh.map((one) => ({ ...one, isBillTo: false, isShipTo: false })),
        ),
        ...changed.map((one) => updateAddress(ctx, one)),
        ...[...uses].flatMap(([customerId, after]) => turn(ctx, customerId, after)),
        customersChanged(
          ctx,
          writes.map(({ address }) => address.customerId),
          'addresses',
        ),
      ],
      versions: sql<Version>`SELECT id, state_of(a) AS version FROM customer_address a WHERE organisation_id = ${ctx.organisationId} AND id = ANY(${[...ids.values()]}::uuid[])`,
    }
  },
  takeBack,
}
