import type { Ctx } from '@/server/platform/context/ctx'
import { type Statement, sql } from '@/server/platform/database/sql'

/** Keeps with each line of a shipment that leaves what a unit of its product costs at that moment; null where no cost stands with the product. */
export const keepCosts = (ctx: Ctx, shipmentId: string): Statement<never> =>
  sql`UPDATE shipment_line k SET cost_from = 'KEPT', unit_cost = (SELECT s.unit_cost FROM product_supply s WHERE s.organisation_id = k.organisation_id AND s.product_id = k.product_id)
    WHERE k.organisation_id = ${ctx.organisationId} AND k.shipment_id = ${shipmentId}`

/** Forgets the costs of a shipment whose dispatch is taken back. */
export const dropCosts = (ctx: Ctx, shipmentId: string): Statement<never> =>
  sql`UPDATE shipment_line SET cost_from = NULL, unit_cost = NULL WHERE organisation_id = ${ctx.organisationId} AND shipment_id = ${shipmentId}`
