import type { Ctx } from '@/server/platform/context/ctx'
import { conflict, notFound } from '@/server/platform/context/errors'
import { read, transaction } from '@/server/platform/database/run'
import { type Statement, sql } from '@/server/platform/database/sql'
import { type EventName, recordEvents } from '@/server/platform/events/events'

/** A mail that was given up, or that may or may not have arrived. */
export interface UnsentMail {
  id: string
  state: 'FAILED' | 'UNCERTAIN'
  kind: string
  toAddress: string
  subject: string
  failure: string | null
  attemptedAt: Date | null
}

interface UnsentMails {
  count: number
  /** The newest 50. */
  mails: UnsentMail[]
}

/** The organisation's mails about which a person must decide. */
export async function unsentMails(ctx: Ctx): Promise<UnsentMails> {
  const [[counted], mails] = await read(
    ctx,
    sql<{
      count: bigint
    }>`SELECT count(*) FROM mail WHERE organisation_id = ${ctx.organisationId} AND state IN ('FAILED', 'UNCERTAIN')`,
    sql<UnsentMail>`SELECT id, state, kind, to_address, subject, failure, attempted_at FROM mail
      WHERE organisation_id = ${ctx.organisationId} AND state IN ('FAILED', 'UNCERTAIN') ORDER BY created_at DESC LIMIT 50`,
  )
  return { count: Number(counted?.count ?? 0n), mails }
}

interface About {
  kind: string
  objectType: string
  objectId: string
}

async function decide(ctx: Ctx, id: string, event: EventName, write: Statement<About>): Promise<void> {
  await transaction(ctx, {}, async (tx) => {
    const [[mail]] = await tx.run(write)
    if (!mail) {
      const [[known]] = await tx.run(
        sql`SELECT 1 FROM mail WHERE organisation_id = ${ctx.organisationId} AND id = ${id}`,
      )
      if (!known) notFound('mail')
      conflict('STALE')
    }
    const { kind, objectType, objectId } = mail
    const objects = [['mail', id] as const, [objectType, objectId] as const]
    await tx.commit(recordEvents(ctx, [{ name: event, objects, payload: { kind } }]))
  })
}

/**
 * Has a mail sent again that was given up or is uncertain. An uncertain mail may then arrive twice. Refuses with
 * NOT_FOUND, STALE.
 */
export const sendMailAgain = (ctx: Ctx, { id }: { id: string }): Promise<void> =>
  decide(
    ctx,
    id,
    'platform/mail.queued',
    sql`UPDATE mail SET state = 'QUEUED', attempted_at = NULL, text_at = NULL
      WHERE organisation_id = ${ctx.organisationId} AND id = ${id} AND state IN ('FAILED', 'UNCERTAIN') RETURNING kind, object_type, object_id`,
  )

/** Gives a mail up for good, so that it is not listed any more. Refuses with NOT_FOUND, STALE. */
export const setMailAside = (ctx: Ctx, { id }: { id: string }): Promise<void> =>
  decide(
    ctx,
    id,
    'platform/mail.setAside',
    sql`UPDATE mail SET state = 'SET_ASIDE', body = body - 'secrets'
      WHERE organisation_id = ${ctx.organisationId} AND id = ${id} AND state IN ('FAILED', 'UNCERTAIN') RETURNING kind, object_type, object_id`,
  )
