import type { Prisma } from '@/server/generated/prisma/client'
import type { Ctx } from '../context/ctx'
import { Refusal, sqlState } from '../context/errors'
import { prisma } from './db'
import { wakeRelay } from './notify'

export type ScopedDb = Prisma.TransactionClient

/**
 * Runs ordinary verbs and reads in one interactive Prisma transaction that is bound to the organisation first. Use
 * unchecked scalar inputs only; no connect, nested write, upsert or array transaction.
 */
export async function withOrganisation<T>(ctx: Ctx, work: (db: ScopedDb) => Promise<T>): Promise<T> {
  try {
    const answer = await prisma().$transaction(
      async (db) => {
        await db.$executeRaw`SELECT set_config('app.organisation_id', ${ctx.organisationId}, true)`
        return await work(db)
      },
      { maxWait: 5_000, timeout: 15_000 },
    )
    wakeRelay()
    return answer
  } catch (error) {
    const code = (error as { code?: string }).code
    if (code === 'P2002' || sqlState(error) === '23505') throw new Refusal('CONFLICT', 'DUPLICATE')
    if (sqlState(error) === '22003') throw new Refusal('REFUSED', 'AMOUNT_TOO_LARGE')
    if (code === 'P2025') throw new Refusal('NOT_FOUND', 'NOT_FOUND')
    if (code === 'P2003') throw new Refusal('NOT_FOUND', 'NOT_FOUND', { noun: 'reference' })
    throw error
  }
}
