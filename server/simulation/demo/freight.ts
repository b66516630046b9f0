import { changeService } from '@/server/carrier/mutations'
import { listServices } from '@/server/carrier/queries'
import type { FreightTable } from '@/server/carrier/rules'
import type { Ctx } from '@/server/platform/context/ctx'
import { setChargePolicy } from '@/server/pricing/mutations/charge-policy'

const table = (by: FreightTable['by'], rows: readonly (readonly [from: number, amountMinor: number])[]) => ({
  by,
  steps: rows.map(([from, amountMinor]) => ({ country: null, from: String(from), amountMinor: String(amountMinor) })),
})

/** In three steps: what comes to little pays more, and half of the orders come to less than what is carried free of charge. */
const byValue = table('VALUE', [
  [0, 9_90],
  [50_00, 6_90],
  [150_00, 0],
])

/** Our own van asks for the weight: a pallet takes its room. */
const byWeight = table('WEIGHT', [
  [0, 6_90],
  [5_000, 12_90],
  [31_500, 49_00],
])

/** Sets what freight costs: by the value of the goods, and by their weight with the organisation's own delivery. */
export async function chargeFreight(ctx: Ctx): Promise<void> {
  const none = { smallBelowMinor: null, smallMinor: null, minimumMinor: null, withLast: false }
  await setChargePolicy(ctx, { ...none, freight: byValue })
  const service = (await listServices(ctx)).find(({ kind }) => kind === 'OWN_DELIVERY')
  if (!service) return
  const { id, name, transitDays, cutOff, maxWeightGrams, priceMinor } = service
  await changeService(ctx, { id, name, transitDays, cutOff, maxWeightGrams, priceMinor, freight: byWeight })
}
