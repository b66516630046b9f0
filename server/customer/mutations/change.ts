import type { Ctx } from '@/server/platform/context/ctx'
import { conflict, notFound, refuse } from '@/server/platform/context/errors'
import { newId } from '@/server/platform/context/ids'
import { transaction } from '@/server/platform/database/run'
import { expectRows, insert, type Statement, sql } from '@/server/platform/database/sql'
import { recordEvents } from '@/server/platform/events/events'
import { addressesOf, type CustomerAddress } from '../queries/addresses'
import { changedFields } from '../rules'
import { afterForm, type FlatAddresses, filled, flatAddresses, type StoredAddress } from '../rules/address'
import { type CustomerFacts, type CustomerInput, customerInput } from '../schema'
import { checkRelated, checkWritten, named, related } from './related'
import { insertAddress, setDefaults, updateAddress } from './write-address'

/**
 * Replaces the facts of a customer; orders that exist keep theirs. Refuses as `createCustomer`, with PAYS_FOR_OTHERS, and with
 * CHANGED_MEANWHILE when it is no longer at the `version` that was read. Of the addresses, what is left out stays.
 */
export async function changeCustomer(ctx: Ctx, input: CustomerInput & { id: string; version?: string }): Promise<void> {
  const { id, version, ...fields } = input
  const facts = customerInput.parse(fields)
  await transaction(ctx, {}, async (tx) => {
    const [[stored], [found], addresses] = await tx.run(
      sql<
        Record<string, unknown>
      >`SELECT *, xmin::text AS version, ARRAY(SELECT t.tag FROM customer_tag t WHERE t.organisation_id = c.organisation_id AND t.customer_id = c.id ORDER BY t.tag) AS tags
        FROM customer c WHERE organisation_id = ${ctx.organisationId} AND id = ${id} FOR NO KEY UPDATE`,
      related(ctx, id, facts),
      addressesOf(ctx, id),
    )
    if (!stored) notFound('customer')
    if (stored.mergedInto) refuse('MERGED_ALREADY')
    const inUse = addresses.filter((one) => !one.archivedAt)
    const flat = flatAddresses(inUse)
    const before: Record<string, unknown> = { ...stored, ...flat }
    if (version !== undefined && version !== before.version) conflict('CHANGED_MEANWHILE')
    const terms = checkRelated(id, facts, found)
    const given = {
      ...filled(facts, flat),
      paymentTermsId: facts.paymentTermsId ? terms : (before.paymentTermsId as string),
      payerId: facts.payerId ?? null,
      groupId: facts.groupId ?? null,
      ownerId: facts.ownerId ?? null,
      carrierServiceId: facts.carrierServiceId ?? null,
      country: facts.country ?? (before.country as string),
    }
    const after = checkWritten(given, before)
    const changed = changedFields(before, after)
    if (changed.length === 0) return
    await tx.commit(...customerChange(ctx, id, { country: before.country as string, inUse, after, changed }))
  }).catch((error: unknown) => {
    throw named(error)
  })
}

interface CustomerChange {
  /** The country before. */
  country: string
  /** The addresses before that are not archived. */
  inUse: readonly CustomerAddress[]
  after: StoredFacts & FlatAddresses
  changed: readonly string[]
}

/** The writes that make of a customer what it is `after`, and the event that says so. The calling verb holds its row. */
export function customerChange(
  ctx: Ctx,
  id: string,
  { country, inUse, after, changed }: CustomerChange,
): Statement<never>[] {
  return [
    writeFacts(ctx, id, after),
    ...addressesAfter(ctx, id, inUse, { before: country, after }),
    ...(changed.includes('tags') ? writeTags(ctx, id, after.tags) : []),
    recordEvents(ctx, [
      { name: 'customer/customer.changed', objects: [['customer', id]], payload: { fields: changed.slice(0, 15) } },
    ]),
  ]
}

/** The tags of a customer as they are from now on. */
function writeTags(ctx: Ctx, customerId: string, tags: readonly string[]): Statement<never>[] {
  return [
    sql`DELETE FROM customer_tag WHERE organisation_id = ${ctx.organisationId} AND customer_id = ${customerId}`,
    ...(tags.length > 0
      ? [
          insert(
            ctx,
            'customerTag',
            tags.map((tag) => ({ customerId, tag })),
          ),
        ]
      : []),
  ]
}

/** The addresses as the form leaves them. */
function addressesAfter(
  ctx: Ctx,
  customerId: string,
  inUse: readonly CustomerAddress[],
  { before, after }: { before: string; after: FlatAddresses & { country: string } },
): Statement<never>[] {
  const ids = { bill: newId(ctx.now), ship: newId(ctx.now) }
  const { changed, added, archived } = afterForm(inUse, after, { before, after: after.country }, ids)
  if (changed.length + added.length + archived.length === 0) return []
  const replaced = new Map<string, StoredAddress>([...changed, ...added].map((one) => [one.id, one]))
  const now = [...inUse.map((one) => replaced.get(one.id) ?? one), ...added].filter((one) => !archived.includes(one.id))
  return [
    ...changed.map((one) => updateAddress(ctx, one)),
    ...added.map((one) => insertAddress(ctx, customerId, { ...one, isBillTo: false, isShipTo: false })),
    ...(archived.length > 0
      ? [
          sql<never>`UPDATE customer_address SET archived_at = ${ctx.now}, is_ship_to = false WHERE organisation_id = ${ctx.organisationId} AND id = ANY(${archived}::uuid[])`,
        ]
      : []),
    ...setDefaults(ctx, customerId, now),
  ]
}

export type StoredFacts = CustomerFacts & { paymentTermsId: string; country: string }

function writeFacts(ctx: Ctx, id: string, f: StoredFacts): Statement<never> {
  return expectRows(
    1,
    sql`UPDATE customer SET name = ${f.name}, email = ${f.email}, phone = ${f.phone}, tax_number = ${f.taxNumber}, registration_number = ${f.registrationNumber}, tax_treatment = ${f.taxTreatment},
      country = ${f.country}, payment_terms_id = ${f.paymentTermsId}::uuid, payer_id = ${f.payerId}::uuid, external_key = ${f.externalKey}, note = ${f.note},
      group_id = ${f.groupId ?? null}::uuid, owner_id = ${f.ownerId ?? null}::uuid, language = ${f.language}, carrier_service_id = ${f.carrierServiceId ?? null}::uuid,
      reference_required = ${f.referenceRequired}, delivery_rule = ${f.deliveryRule}
    WHERE organisation_id = ${ctx.organisationId} AND id = ${id}::uuid`,
  )
}
