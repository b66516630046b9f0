import type { Ctx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import type { FreightTable } from './rules'
import type { serviceKinds } from './schema'

export interface ServiceRow {
  id: string
  carrierId: string
  carrierName: string
  name: string
  kind: (typeof serviceKinds)[number]
  /** Working days. */
  transitDays: number
  cutOff: string
  maxWeightGrams: number | null
  priceMinor: bigint
  /** What the customer is charged for it; null: as the organisation charges. */
  freight: FreightTable | null
  isDefault: boolean
  archivedAt: Date | null
}

/** Every service with its carrier, those in use first. */
export async function listServices(ctx: Ctx): Promise<ServiceRow[]> {
  const [rows] = await read(
    ctx,
    sql<ServiceRow>`SELECT s.id, s.carrier_id, c.name AS carrier_name, s.name, s.kind, s.transit_days, s.cut_off, s.max_weight_grams, s.price_minor, s.freight, s.is_default, s.archived_at
      FROM carrier_service s JOIN carrier c ON c.organisation_id = s.organisation_id AND c.id = s.carrier_id
      WHERE s.organisation_id = ${ctx.organisationId} ORDER BY s.archived_at IS NOT NULL, s.is_default DESC, c.name, s.name`,
  )
  return rows
}

/** The carriers in use, for a chooser. */
export async function listCarriers(ctx: Ctx): Promise<{ id: string; name: string }[]> {
  const [rows] = await read(
    ctx,
    sql<{
      id: string
      name: string
    }>`SELECT id, name FROM carrier WHERE organisation_id = ${ctx.organisationId} AND archived_at IS NULL ORDER BY name, id`,
  )
  return rows
}
