import type { Ctx } from '@/server/platform/ctx'
import { newId } from '@/server/platform/ids'
import { json, type Statement, sql } from '@/server/platform/sql'
import type { ScopedDb } from '@/server/platform/tenancy'

export interface NewMail {
  /** What the message is about, once for ever: 'invoice/<id>'. A second one with the same key is not made. */
  effectKey: string
  kind: string
  objectType: string
  objectId: string
  customerId?: string | null
  to: string
  subject: string
  text: string
  html: string
}

/** Puts a mail into the queue with the change it speaks of; in a simulation it is written as sent. */
export function queueMail(ctx: Ctx, mail: NewMail): Statement<{ id: string }> {
  const recorded = ctx.gateways.mail === 'RECORD'
  return sql`INSERT INTO mail (organisation_id, id, effect_key, kind, object_type, object_id, customer_id, to_address, subject, body, state, created_at, sent_at)
    VALUES (${ctx.organisationId}::uuid, ${newId(ctx.now)}::uuid, ${mail.effectKey}, ${mail.kind}, ${mail.objectType}, ${mail.objectId}::uuid,
      ${mail.customerId ?? null}::uuid, ${mail.to}, ${mail.subject}, ${json({ text: mail.text, html: mail.html })}::jsonb,
      ${recorded ? 'SENT' : 'QUEUED'}, ${ctx.now}::timestamptz, ${recorded ? ctx.now : null}::timestamptz)
    ON CONFLICT (organisation_id, effect_key) DO NOTHING RETURNING id`
}

/** The same inside an ordinary verb's Prisma transaction. */
export async function queueMailIn(db: ScopedDb, ctx: Ctx, mail: NewMail): Promise<void> {
  const { text, values } = queueMail(ctx, mail)
  await db.$executeRawUnsafe(text, ...values)
}
