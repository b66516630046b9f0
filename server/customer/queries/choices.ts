import type { Ctx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'

export interface CustomerGroupRow {
  id: string
  name: string
  archivedAt: Date | null
  /** So many customers in use are in it. */
  customers: number
}

/** Every group of customers, those in use first. */
export async function listCustomerGroups(ctx: Ctx): Promise<CustomerGroupRow[]> {
  const [rows] = await read(
    ctx,
    sql<CustomerGroupRow>`SELECT g.id, g.name, g.archived_at,
        (SELECT count(*) FROM customer c WHERE c.organisation_id = g.organisation_id AND c.group_id = g.id AND c.archived_at IS NULL)::int AS customers
      FROM customer_group g WHERE g.organisation_id = ${ctx.organisationId} ORDER BY g.archived_at IS NOT NULL, g.name`,
  )
  return rows
}

/** One thing to choose from. */
export interface Choice {
  id: string
  name: string
  archived: boolean
}

export interface CustomerChoices {
  groups: Choice[]
  /** Members of the team. */
  owners: Choice[]
  services: Choice[]
}

/** What a customer can be given, and found by; with what was archived, because customers keep it. */
export async function customerChoices(ctx: Ctx): Promise<CustomerChoices> {
  const [groups, owners, services] = await read(
    ctx,
    sql<Choice>`SELECT id, name, archived_at IS NOT NULL AS archived FROM customer_group WHERE organisation_id = ${ctx.organisationId} ORDER BY name`,
    sql<Choice>`SELECT user_id AS id, name, disabled_at IS NOT NULL AS archived FROM membership WHERE organisation_id = ${ctx.organisationId} ORDER BY name, user_id`,
    sql<Choice>`SELECT s.id, c.name || ' ' || s.name AS name, s.archived_at IS NOT NULL AS archived FROM carrier_service s
      JOIN carrier c ON c.organisation_id = s.organisation_id AND c.id = s.carrier_id
      WHERE s.organisation_id = ${ctx.organisationId} ORDER BY c.name, s.name, s.id`,
  )
  return { groups, owners, services }
}
