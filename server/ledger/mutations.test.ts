import { beforeAll, expect, it } from 'vitest'
import { makeOrganisation } from '@/prisma/seed/organisation'
import type { Ctx } from '@/server/platform/context/ctx'
import { newId } from '@/server/platform/context/ids'
import { read, transaction } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { type NewPosting, post, reverse, standingPostings } from './mutations'

let ctx: Ctx
beforeAll(async () => {
  ctx = (await makeOrganisation()).ctx
})

const entry = (objectId: string, ...lines: NewPosting['lines']): NewPosting => ({
  cause: 'WRITE_OFF',
  objectType: 'openItem',
  objectId,
  effectiveOn: ctx.today,
  lines,
})
const tax = { accountCode: 'TAX_PAYABLE', taxCode: 'S', taxRate: '23' } as const

it('an entry balances, or is refused; lines of nought are left out, and an entry of none is none', () => {
  const bank = (amountMinor: bigint) => ({ accountCode: 'BANK', amountMinor }) as const
  expect(() => post(ctx, entry('x', bank(2n), { ...tax, amountMinor: -1n }))).toThrow('does not balance')
  expect([post(ctx), post(ctx, entry('x', bank(0n)))]).toEqual([[], []])
})

it('a reversal writes the lines with opposite signs, each with its tax, once', async () => {
  const objectId = newId(ctx.now)
  const bad = (amountMinor: bigint) => ({ accountCode: 'BAD_DEBT', amountMinor }) as const
  const lines = [bad(100n), { ...tax, amountMinor: 23n }, bad(0n), { accountCode: 'BANK', amountMinor: -123n } as const]
  await transaction(ctx, {}, (tx) => tx.commit(...post(ctx, entry(objectId, ...lines))))
  const standing = async () => (await read(ctx, standingPostings(ctx, 'openItem', objectId)))[0]
  const object = { objectType: 'openItem', objectId, effectiveOn: ctx.today }
  const reversals = reverse(ctx, await standing(), object)
  await transaction(ctx, {}, (tx) => tx.commit(...reversals))
  expect(await standing()).toEqual([])
  const [rows] = await read(
    ctx,
    sql<{
      amountMinor: bigint
    }>`SELECT p.cause, l.position, l.account_code, l.amount_minor, l.tax_code, l.tax_rate::float AS rate FROM posting p
      JOIN posting_line l ON l.organisation_id = p.organisation_id AND l.posting_id = p.id
      WHERE p.organisation_id = ${ctx.organisationId} AND p.object_id = ${objectId} ORDER BY p.reverses_id NULLS FIRST, l.position`,
  )
  const written = (cause: string, sign: bigint) => [
    { cause, position: 1, accountCode: 'BAD_DEBT', amountMinor: sign * 100n, taxCode: null, rate: null },
    { cause, position: 2, accountCode: 'TAX_PAYABLE', amountMinor: sign * 23n, taxCode: 'S', rate: 23 },
    { cause, position: 3, accountCode: 'BANK', amountMinor: sign * -123n, taxCode: null, rate: null },
  ]
  expect(rows).toEqual([...written('WRITE_OFF', 1n), ...written('REVERSAL', -1n)])
})
