import { addService } from '@/server/carrier/mutations'
import type { Ctx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'

interface Services {
  /** The default service, with its carrier. */
  own: { id: string; carrierId: string }
  /** Two more services of that carrier: they take one day and carry 400 g for 12.00. */
  express: string
  gone: string
}

/** Adds two services to the carrier of the default one; a test may archive `gone`. */
export async function makeServices(ctx: Ctx): Promise<Services> {
  const [[own]] = await read(
    ctx,
    sql<Services['own']>`SELECT id, carrier_id FROM carrier_service
      WHERE organisation_id = ${ctx.organisationId} AND is_default`,
  )
  if (!own) throw new Error('no default service')
  const add = (name: string) =>
    addService(ctx, {
      carrierId: own.carrierId,
      kind: 'PARCEL',
      name,
      transitDays: 1,
      cutOff: '12:00',
      priceMinor: 1_200n,
      maxWeightGrams: 400,
    })
  return { own, express: (await add('Express')).id, gone: (await add('Gone')).id }
}
