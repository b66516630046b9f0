import type { FreightTable } from '@/server/carrier/rules'
import type { Ctx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'

/** What the settings charge beside the lines, in minor units before tax. */
export interface ChargePolicy {
  freight: FreightTable | null
  smallBelowMinor: bigint | null
  smallMinor: bigint | null
  minimumMinor: bigint | null
  withLast: boolean
}

const nothing: ChargePolicy = {
  freight: null,
  smallBelowMinor: null,
  smallMinor: null,
  minimumMinor: null,
  withLast: false,
}

/** The charges of the organisation beside the lines; none until somebody sets them. */
export async function chargePolicy(ctx: Ctx): Promise<ChargePolicy> {
  const [[policy]] = await read(
    ctx,
    sql<ChargePolicy>`SELECT freight, small_below_minor, small_minor, minimum_minor, with_last
      FROM charge_policy WHERE organisation_id = ${ctx.organisationId}`,
  )
  return policy ?? nothing
}
