import type { Ctx } from '@/server/platform/context/ctx'
import { conflict, notFound, refuse } from '@/server/platform/context/errors'
import { newId } from '@/server/platform/context/ids'
import { idempotent } from '@/server/platform/database/idempotency'
import { type Tx, transaction } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { recordEvents } from '@/server/platform/events/events'
import { addressesOf, type CustomerAddress } from '../queries/addresses'
import { changedFields } from '../rules'
import { everDelivered, flatAddresses, freeLabel, withAddress } from '../rules/address'
import { refuseWithoutState, withPostcode } from '../rules/postcode'
import { type AddressFacts, type AddressInput, addressFields } from '../schema/address'
import { insertAddress, setDefaults, touchCustomer, updateAddress } from './write-address'

/** Facts that can be right: a postcode as its country writes it, a state where it has them, and weekdays on which somebody comes. */
function checked(ctx: Ctx, facts: AddressFacts, before?: CustomerAddress): AddressFacts {
  if (!everDelivered(facts.deliveryDays, ctx.organisation.workingWeekdays))
    refuse('NEVER_DELIVERED', { field: 'deliveryDays' })
  refuseWithoutState(facts, before)
  return withPostcode(facts, before)
}

/** Locks a customer, so that nobody else changes its addresses, and reads them. Refuses with NOT_FOUND. */
async function lockAddresses(tx: Tx, customerId: string): Promise<CustomerAddress[]> {
  const { ctx } = tx
  const [[customer], addresses] = await tx.run(
    sql`SELECT 1 FROM customer WHERE organisation_id = ${ctx.organisationId} AND id = ${customerId}::uuid AND merged_into IS NULL FOR NO KEY UPDATE`,
    addressesOf(ctx, customerId),
  )
  if (!customer) notFound('customer')
  return addresses
}

/** Locks the customer of an address. Refuses with NOT_FOUND. */
async function lockOne(tx: Tx, id: string) {
  const { ctx } = tx
  const [[place]] = await tx.run(
    sql<{
      customerId: string
    }>`SELECT customer_id FROM customer_address WHERE organisation_id = ${ctx.organisationId} AND id = ${id}::uuid`,
  )
  if (!place) notFound('address')
  const all = await lockAddresses(tx, place.customerId)
  const before = all.find((one) => one.id === id) ?? notFound('address')
  return { customerId: place.customerId, before, inUse: all.filter((one) => !one.archivedAt) }
}

function refuseLabel(others: readonly CustomerAddress[], label: string): void {
  if (others.some((one) => one.label.toLowerCase() === label.toLowerCase()))
    refuse('ADDRESS_LABEL_TAKEN', { field: 'label' })
}

/** The customer's change: the addresses that are used by themselves are named by their fields, as in the customer's form. */
function changedEvent(
  ctx: Ctx,
  customerId: string,
  before: readonly CustomerAddress[],
  after: readonly CustomerAddress[],
) {
  const fields = changedFields({ ...flatAddresses(before) }, { ...flatAddresses(after) })
  return recordEvents(ctx, [
    {
      name: 'customer/customer.changed',
      objects: [['customer', customerId]],
      payload: { fields: ['addresses', ...fields] },
    },
  ])
}

const blank = { version: '', archivedAt: null }

/**
 * Adds an address to a customer. The first one is for invoices and goods. Refuses with NOT_FOUND, ADDRESS_LABEL_TAKEN,
 * POSTCODE_WRONG, STATE_MISSING and NEVER_DELIVERED.
 */
export async function addAddress(
  ctx: Ctx,
  input: AddressInput & { customerId: string; idempotencyKey?: string },
): Promise<{ id: string }> {
  const { customerId, idempotencyKey, ...fields } = input
  const facts = checked(ctx, addressFields.parse(fields))
  const id = newId(ctx.now)
  return transaction(ctx, idempotent('customer.addAddress', idempotencyKey, input), async (tx) => {
    const inUse = (await lockAddresses(tx, customerId)).filter((one) => !one.archivedAt)
    refuseLabel(inUse, facts.label)
    const after = withAddress(inUse, { ...blank, ...facts, id, customerId })
    const added = after.find((one) => one.id === id) as CustomerAddress
    await tx.commit(
      insertAddress(ctx, customerId, { ...added, isBillTo: false, isShipTo: false }),
      ...setDefaults(ctx, customerId, after),
      touchCustomer(ctx, customerId),
      changedEvent(ctx, customerId, inUse, after),
    )
    return { id }
  })
}

/**
 * Changes an address; orders that exist keep what they were taken with. Refuses with NOT_FOUND, STALE (archived), CHANGED_MEANWHILE,
 * ADDRESS_LABEL_TAKEN, POSTCODE_WRONG, STATE_MISSING and NEVER_DELIVERED.
 */
export async function changeAddress(
  ctx: Ctx,
  input: AddressInput & { id: string; version?: string },
): Promise<{ id: string }> {
  const { id, version, ...fields } = input
  const facts = addressFields.parse(fields)
  return transaction(ctx, {}, async (tx) => {
    const { customerId, before, inUse } = await lockOne(tx, id)
    if (before.archivedAt) conflict('STALE')
    if (version !== undefined && version !== before.version) conflict('CHANGED_MEANWHILE')
    refuseLabel(
      inUse.filter((one) => one.id !== id),
      facts.label,
    )
    const after = withAddress(inUse, { ...before, ...checked(ctx, facts, before) })
    const changed = after.find((one) => one.id === id) as CustomerAddress
    await tx.commit(
      updateAddress(ctx, { ...changed, isBillTo: before.isBillTo, isShipTo: before.isShipTo }),
      ...setDefaults(ctx, customerId, after),
      touchCustomer(ctx, customerId),
      changedEvent(ctx, customerId, inUse, after),
    )
    return { id }
  })
}

/** Takes an address out of choosers. Goods that went there go where invoices go. Refuses with NOT_FOUND, STALE, ADDRESS_BILLS. */
export async function archiveAddress(ctx: Ctx, { id }: { id: string }): Promise<void> {
  await transaction(ctx, {}, async (tx) => {
    const { customerId, before, inUse } = await lockOne(tx, id)
    if (before.archivedAt) conflict('STALE')
    if (before.isBillTo) refuse('ADDRESS_BILLS')
    const after = inUse
      .filter((one) => one.id !== id)
      .map((one) => ({ ...one, isShipTo: one.isShipTo || (before.isShipTo && one.isBillTo) }))
    await tx.commit(
      sql`UPDATE customer_address SET archived_at = ${ctx.now}, is_ship_to = false WHERE organisation_id = ${ctx.organisationId} AND id = ${id}::uuid`,
      ...setDefaults(ctx, customerId, after),
      touchCustomer(ctx, customerId),
      changedEvent(ctx, customerId, inUse, after),
    )
  })
}

/** Brings an archived address back, under a label that is free. Refuses with NOT_FOUND, STALE. */
export async function restoreAddress(ctx: Ctx, { id }: { id: string }): Promise<void> {
  await transaction(ctx, {}, async (tx) => {
    const { customerId, before, inUse } = await lockOne(tx, id)
    if (!before.archivedAt) conflict('STALE')
    const after = withAddress(inUse, { ...before, archivedAt: null })
    await tx.commit(
      sql`UPDATE customer_address SET archived_at = NULL, label = ${freeLabel(inUse, before.label)} WHERE organisation_id = ${ctx.organisationId} AND id = ${id}::uuid`,
      ...setDefaults(ctx, customerId, after),
      touchCustomer(ctx, customerId),
      changedEvent(ctx, customerId, inUse, after),
    )
  })
}
