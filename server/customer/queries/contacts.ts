import type { Ctx } from '@/server/platform/context/ctx'
import { type Statement, sql } from '@/server/platform/database/sql'
import type { ContactPurpose } from '@/server/platform/mail/rules'

/** A person at a customer. */
export interface CustomerContact {
  id: string
  version: string
  name: string
  email: string | null
  phone: string | null
  language: string | null
  purposes: ContactPurpose[]
  archivedAt: Date | null
}

/** The contacts of a customer by name; archived ones last. */
export function contactsOf(ctx: Ctx, customerId: string): Statement<CustomerContact> {
  return sql`SELECT id, xmin::text AS version, name, email, phone, language, coalesce(purposes, '{}') AS purposes, archived_at FROM customer_contact
    WHERE organisation_id = ${ctx.organisationId} AND customer_id = ${customerId}::uuid ORDER BY archived_at IS NOT NULL, lower(name), id`
}
