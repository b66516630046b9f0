import type { Ctx } from '@/server/platform/context/ctx'
import { conflict, notFound } from '@/server/platform/context/errors'
import { transaction } from '@/server/platform/database/run'
import { expectRows, insert, type Statement, sql } from '@/server/platform/database/sql'
import { recordEvents } from '@/server/platform/events/events'
import { changedFields } from '../rules'
import { type CustomerFacts, type CustomerInput, customerInput } from '../schema'
import { checkRelated, checkWritten, named, related } from './related'

/**
 * Replaces the facts of a customer; orders that exist keep theirs. Refuses as `createCustomer`, with PAYS_FOR_OTHERS, and with
 * CHANGED_MEANWHILE when it is no longer at the `version` that was read.
 */
export async function changeCustomer(ctx: Ctx, input: CustomerInput & { id: string; version?: string }): Promise<void> {
  const { id, version, ...fields } = input
  const facts = customerInput.parse(fields)
  await transaction(ctx, {}, async (tx) => {
    const [[before], [found]] = await tx.run(
      sql<
        Record<string, unknown>
      >`SELECT *, xmin::text AS version, ARRAY(SELECT t.tag FROM customer_tag t WHERE t.organisation_id = c.organisation_id AND t.customer_id = c.id ORDER BY t.tag) AS tags
        FROM customer c WHERE organisation_id = ${ctx.organisationId} AND id = ${id} FOR NO KEY UPDATE`,
      related(ctx, id, facts),
    )
    if (!before) notFound('customer')
    if (version !== undefined && version !== before.version) conflict('CHANGED_MEANWHILE')
    const terms = checkRelated(id, facts, found)
    const given = {
      ...facts,
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
    await tx.commit(
      writeFacts(ctx, id, after),
      ...(changed.includes('tags') ? writeTags(ctx, id, after.tags) : []),
      recordEvents(ctx, [
        { name: 'customer/customer.changed', objects: [['customer', id]], payload: { fields: changed.slice(0, 15) } },
      ]),
    )
  }).catch((error: unknown) => {
    throw named(error)
  })
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

type StoredFacts = CustomerFacts & { paymentTermsId: string; country: string }

function writeFacts(ctx: Ctx, id: string, f: StoredFacts): Statement<never> {
  return expectRows(
    1,
    sql`UPDATE customer SET name = ${f.name}, email = ${f.email}, phone = ${f.phone}, tax_number = ${f.taxNumber}, tax_treatment = ${f.taxTreatment},
      country = ${f.country}, payment_terms_id = ${f.paymentTermsId}::uuid, payer_id = ${f.payerId}::uuid,
      bill_line = ${f.billLine}, bill_extra = ${f.billExtra}, bill_postcode = ${f.billPostcode}, bill_city = ${f.billCity}, bill_region = ${f.billRegion},
      ship_name = ${f.shipName}, ship_line = ${f.shipLine}, ship_extra = ${f.shipExtra}, ship_postcode = ${f.shipPostcode}, ship_city = ${f.shipCity},
      ship_region = ${f.shipRegion}, ship_country = ${f.shipCountry}, external_key = ${f.externalKey}, note = ${f.note},
      group_id = ${f.groupId ?? null}::uuid, owner_id = ${f.ownerId ?? null}::uuid, language = ${f.language}, carrier_service_id = ${f.carrierServiceId ?? null}::uuid,
      reference_required = ${f.referenceRequired}
    WHERE organisation_id = ${ctx.organisationId} AND id = ${id}::uuid`,
  )
}
