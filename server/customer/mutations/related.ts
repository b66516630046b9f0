import type { Ctx } from '@/server/platform/context/ctx'
import { notFound, Refusal, refuse } from '@/server/platform/context/errors'
import { type Statement, sql } from '@/server/platform/database/sql'
import { registrationRight } from '@/server/platform/place/registration'
import { taxDigitsRight } from '@/server/platform/place/tax-digits'
import { payerRefusal, stateLacking, writtenFacts } from '../rules'
import type { CustomerFacts } from '../schema'

export interface Related {
  termsId: string | null
  payerFound: boolean
  payerHasPayer: boolean
  paysForOthers: boolean
  /** The group, the account owner and the service that are named can be chosen, or were before. */
  groupFits: boolean
  ownerFits: boolean
  serviceFits: boolean
}

/** Reads what an input names: terms, payer, group, account owner, service. A customer keeps what was archived since. */
export function related(ctx: Ctx, id: string | null, facts: CustomerFacts): Statement<Related> {
  return sql`SELECT
    (SELECT t.id FROM payment_terms t WHERE t.organisation_id = ${ctx.organisationId}
      AND (t.archived_at IS NULL OR t.id = (SELECT c.payment_terms_id FROM customer c WHERE c.organisation_id = ${ctx.organisationId} AND c.id = ${id}::uuid))
      AND CASE WHEN ${facts.paymentTermsId ?? null}::uuid IS NULL THEN t.is_default ELSE t.id = ${facts.paymentTermsId ?? null}::uuid END LIMIT 1) AS terms_id,
    EXISTS (SELECT 1 FROM customer c WHERE c.organisation_id = ${ctx.organisationId} AND c.id = ${facts.payerId ?? null}::uuid) AS payer_found,
    EXISTS (SELECT 1 FROM customer c WHERE c.organisation_id = ${ctx.organisationId} AND c.id = ${facts.payerId ?? null}::uuid AND c.payer_id IS NOT NULL) AS payer_has_payer,
    EXISTS (SELECT 1 FROM customer c WHERE c.organisation_id = ${ctx.organisationId} AND c.payer_id = ${id}::uuid) AS pays_for_others,
    ${facts.groupId ?? null}::uuid IS NULL OR EXISTS (SELECT 1 FROM customer_group g WHERE g.organisation_id = ${ctx.organisationId} AND g.id = ${facts.groupId ?? null}::uuid AND (g.archived_at IS NULL
      OR g.id = (SELECT c.group_id FROM customer c WHERE c.organisation_id = ${ctx.organisationId} AND c.id = ${id}::uuid))) AS group_fits,
    ${facts.ownerId ?? null}::uuid IS NULL OR EXISTS (SELECT 1 FROM membership m WHERE m.organisation_id = ${ctx.organisationId} AND m.user_id = ${facts.ownerId ?? null}::uuid AND (m.disabled_at IS NULL
      OR m.user_id = (SELECT c.owner_id FROM customer c WHERE c.organisation_id = ${ctx.organisationId} AND c.id = ${id}::uuid))) AS owner_fits,
    ${facts.carrierServiceId ?? null}::uuid IS NULL OR EXISTS (SELECT 1 FROM carrier_service s WHERE s.organisation_id = ${ctx.organisationId} AND s.id = ${facts.carrierServiceId ?? null}::uuid AND (s.archived_at IS NULL
      OR s.id = (SELECT c.carrier_service_id FROM customer c WHERE c.organisation_id = ${ctx.organisationId} AND c.id = ${id}::uuid))) AS service_fits`
}

/** Refuses terms or a payer that do not exist, and a customer who cannot be a payer. */
export function checkRelated(id: string | null, facts: CustomerFacts, found: Related | undefined): string {
  if (!found?.termsId) notFound('paymentTerms')
  if (facts.payerId && !found.payerFound) notFound('customer')
  if (!found.groupFits) notFound('customerGroup')
  if (!found.ownerFits) notFound('member')
  if (!found.serviceFits) notFound('carrier service')
  const refusal = payerRefusal(id, facts.payerId ?? null, found.payerHasPayer, found.paysForOthers)
  if (refusal) refuse(refusal)
  return found.termsId
}

type Written = Parameters<typeof writtenFacts>[0] & Parameters<typeof stateLacking>[0]

/** The facts as their countries write them; refuses with POSTCODE_WRONG, STATE_MISSING, CUSTOMER_TAX_NUMBER_WRONG, TAX_DIGITS_WRONG and REGISTRATION_NUMBER_WRONG, naming the field. What stood there before is left as it is. */
export function checkWritten<F extends Written>(facts: F, before?: Partial<Written>): F {
  const written = writtenFacts(facts, before)
  if (!('code' in written)) {
    const lacking = stateLacking(facts, before)
    if (lacking) refuse('STATE_MISSING', lacking)
    const { country, taxNumber, registrationNumber } = written as Written
    if (taxNumber && taxNumber !== before?.taxNumber && !taxDigitsRight(country, taxNumber))
      refuse('TAX_DIGITS_WRONG', { field: 'taxNumber' })
    const isNew = registrationNumber && registrationNumber !== before?.registrationNumber
    if (isNew && !registrationRight(country, registrationNumber))
      refuse('REGISTRATION_NUMBER_WRONG', { field: 'registrationNumber' })
    return written as F
  }
  const { code, ...parameters } = written
  return refuse(code as string, parameters as { field: string })
}

/** Turns the unique violation of the shop's key into its own refusal: two customers cannot have one key. */
export function named(error: unknown): unknown {
  const taken = error instanceof Refusal && String(error.parameters.constraint).includes('external_key')
  return taken ? new Refusal('CONFLICT', 'EXTERNAL_KEY_TAKEN') : error
}
