import type { Ctx } from '@/server/platform/context/ctx'
import { transaction } from '@/server/platform/database/run'
import { json, sql } from '@/server/platform/database/sql'
import { recordEvents } from '@/server/platform/events/events'
import { type ChargePolicyInput, chargePolicyInput } from '../schema'

/** Sets the charges beside the lines of new orders and quotes. Existing ones keep their charges. */
export async function setChargePolicy(ctx: Ctx, input: ChargePolicyInput): Promise<void> {
  const { freight, smallBelowMinor, smallMinor, minimumMinor, withLast } = chargePolicyInput.parse(input)
  await transaction(ctx, {}, (tx) =>
    tx.commit(
      sql`INSERT INTO charge_policy (organisation_id, freight, small_below_minor, small_minor, minimum_minor, with_last)
        VALUES (${ctx.organisationId}, ${freight && json(freight)}::jsonb, ${smallBelowMinor}, ${smallMinor}, ${minimumMinor}, ${withLast})
        ON CONFLICT (organisation_id) DO UPDATE SET freight = EXCLUDED.freight,
          small_below_minor = EXCLUDED.small_below_minor, small_minor = EXCLUDED.small_minor, minimum_minor = EXCLUDED.minimum_minor, with_last = EXCLUDED.with_last`,
      recordEvents(ctx, [
        {
          name: 'pricing/charges.set',
          objects: [['organisation', ctx.organisationId]],
          payload: {
            freight: freight && { by: freight.by, steps: freight.steps.length },
            smallBelowMinor,
            smallMinor,
            minimumMinor,
          },
        },
      ]),
    ),
  )
}
