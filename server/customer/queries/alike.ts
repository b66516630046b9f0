import type { Ctx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { postcodeOf } from '@/server/platform/place/postcode'
import { taxNumberIn } from '../rules'
import { type AlikeInput, alikeInput } from '../schema'

/** A customer who may be the one that is being typed, and what is the same. */
export interface AlikeCustomer {
  id: string
  number: string
  name: string
  city: string | null
  archived: boolean
  /** TAX_NUMBER, EMAIL, PLACE (name and postcode). */
  same: ('TAX_NUMBER' | 'EMAIL' | 'PLACE')[]
}

/**
 * Customers with the same tax number, the same mail address (their own or a contact's), or the same name at the same postcode;
 * archived ones too, because one of those can be restored. At most five. Every part goes through an index of its own.
 */
export async function alikeCustomers(ctx: Ctx, input: AlikeInput): Promise<AlikeCustomer[]> {
  const { id = null, name, email, country = ctx.organisation.country, ...typed } = alikeInput.parse(input)
  const taxNumber = typed.taxNumber ? (taxNumberIn(country, typed.taxNumber) ?? typed.taxNumber) : null
  const postcode = typed.postcode ? (postcodeOf(country, typed.postcode) ?? typed.postcode) : null
  const mails = email.includes('@') ? [...new Set([email, email.toLowerCase()])] : []
  const [rows] = await read(
    ctx,
    sql<AlikeCustomer>`WITH same AS (
        SELECT c.id, 'TAX_NUMBER' AS how FROM customer c WHERE c.organisation_id = ${ctx.organisationId} AND c.tax_number = ${taxNumber}
        UNION SELECT c.id, 'EMAIL' FROM customer c WHERE c.organisation_id = ${ctx.organisationId} AND c.email = ANY(${mails}::text[])
        UNION SELECT k.customer_id, 'EMAIL' FROM customer_contact k WHERE k.organisation_id = ${ctx.organisationId} AND k.archived_at IS NULL AND k.email = ANY(${mails}::text[])
        UNION SELECT c.id, 'PLACE' FROM customer_address a JOIN customer c ON c.organisation_id = a.organisation_id AND c.id = a.customer_id
          WHERE a.organisation_id = ${ctx.organisationId} AND a.archived_at IS NULL AND a.postcode = ${postcode} AND lower(c.name) = lower(${name}))
      SELECT c.id, c.number, c.name, b.city, c.archived_at IS NOT NULL AS archived, array_agg(s.how ORDER BY s.how DESC) AS same
      FROM same s JOIN customer c ON c.organisation_id = ${ctx.organisationId} AND c.id = s.id
      LEFT JOIN customer_address b ON b.organisation_id = c.organisation_id AND b.customer_id = c.id AND b.is_bill_to
      WHERE c.merged_into IS NULL AND c.id IS DISTINCT FROM ${id}::uuid
      GROUP BY c.id, c.number, c.name, b.city, c.archived_at ORDER BY count(*) DESC, c.name, c.id LIMIT 5`,
  )
  return rows
}
