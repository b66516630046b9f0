import type { Ctx } from '@/server/platform/context/ctx'
import { refuse } from '@/server/platform/context/errors'
import { newId } from '@/server/platform/context/ids'
import { json, type Statement, sql } from '@/server/platform/database/sql'
import type { KnownLot } from '../queries/lots'
import { type Lot, lotKey, lotsByKey, type NamedLot } from '../rules/lots'

interface Tracked {
  id: string
  sku: string
  tracking: string
}

interface Entered {
  productId: string
  quantity: number
  lot?: NamedLot
}

interface NewLot {
  id: string
  productId: string
  number: string
  expiresOn: string | null
  note: string | null
  expiredAt: Date | null
}

/** The same lot may come into another warehouse at the same time. */
const makeLots = (ctx: Ctx, lots: readonly NewLot[]): Statement<never> =>
  sql`INSERT INTO lot (organisation_id, id, product_id, number, expires_on, note, received_at, expired_at)
    SELECT ${ctx.organisationId}::uuid, d.id, d."productId", d.number, d."expiresOn", d.note, ${ctx.now}, d."expiredAt"
      FROM jsonb_to_recordset(${json(lots)}) AS d(id uuid, "productId" uuid, number text, "expiresOn" date, note text, "expiredAt" timestamptz)
    ON CONFLICT (organisation_id, product_id, number) DO NOTHING`

/** Refuses with LOT_NEEDED_FOR, NOT_TRACKED, SERIAL_IS_ONE, SERIAL_HERE, SERIAL_OUT, SERIAL_TWICE. */
function mustFit(product: Tracked, { quantity, lot }: Entered, known: KnownLot | undefined, said: ReadonlySet<string>) {
  const { sku, tracking } = product
  if (tracking === 'NONE') return lot ? refuse('NOT_TRACKED', { sku }) : null
  if (!lot) refuse('LOT_NEEDED_FOR', { sku, tracking })
  if (tracking !== 'SERIAL') return null
  const parameters = { sku, number: lot.number }
  if (quantity !== 1) refuse('SERIAL_IS_ONE', parameters)
  if (said.has(lotKey(product.id, lot.number))) refuse('SERIAL_TWICE', parameters)
  if (known?.here) refuse('SERIAL_HERE', parameters)
  if (known?.out) refuse('SERIAL_OUT', parameters)
  return null
}

/**
 * The lots of goods that come in, those that are new with their statements. An expiry day that was not known is added;
 * one that is another is refused, since goods of one lot expire together.
 * Refuses with LOT_NEEDED_FOR, NOT_TRACKED, SERIAL_IS_ONE, SERIAL_HERE, SERIAL_OUT, SERIAL_TWICE, LOT_EXPIRES_OTHERWISE.
 */
export function enterLots(
  ctx: Ctx,
  products: readonly Tracked[],
  lines: readonly Entered[],
  known: readonly KnownLot[],
): { lots: Map<string, Lot>; statements: Statement<never>[] } {
  const lots: Map<string, Lot> = lotsByKey(known)
  const before = lotsByKey(known)
  const said = new Set<string>()
  const made: NewLot[] = []
  const statements: Statement<never>[] = []
  for (const line of lines) {
    const product = products.find(({ id }) => id === line.productId)
    if (!product) continue
    const key = lotKey(line.productId, line.lot?.number ?? '')
    mustFit(product, line, before.get(key), said)
    if (!line.lot) continue
    said.add(key)
    const { number, expiresOn = null, note = null } = line.lot
    const there = lots.get(key)
    if (there && expiresOn && there.expiresOn && there.expiresOn !== expiresOn)
      refuse('LOT_EXPIRES_OTHERWISE', { lot: number, day: there.expiresOn })
    const over = expiresOn !== null && expiresOn < ctx.today
    if (!there) {
      lots.set(key, { productId: line.productId, number, expiresOn, blockedReason: null, withheld: over })
      const { productId } = line
      made.push({ id: newId(ctx.now), productId, number, expiresOn, note, expiredAt: over ? ctx.now : null })
    } else if (expiresOn && !there.expiresOn) {
      there.expiresOn = expiresOn
      const fresh = made.find((one) => lotKey(one.productId, one.number) === key)
      if (fresh) {
        there.withheld = over
        Object.assign(fresh, { expiresOn, expiredAt: over ? ctx.now : null })
        continue
      }
      // A day that has passed is stored too; what is there of the lot is taken out of promises by the sweep.
      statements.push(
        sql`UPDATE lot SET expires_on = ${expiresOn} WHERE organisation_id = ${ctx.organisationId} AND product_id = ${line.productId}::uuid AND number = ${number} AND expires_on IS NULL`,
      )
    }
  }
  return { lots, statements: [...(made.length > 0 ? [makeLots(ctx, made)] : []), ...statements] }
}
