import type { Ctx } from '@/server/platform/context/ctx'
import { newId } from '@/server/platform/context/ids'
import { json, type Statement, sql } from '@/server/platform/database/sql'
import { type MailKind, mailPurposes } from './rules'

/** A frozen document that is attached to a mail, under the name by which `frozenDocument` stores it. */
export interface MailPaper {
  kind: string
  objectId: string
  filename: string
}

export interface NewMail {
  /** What the message is about, such as 'invoice/<id>'. A second mail with the same key is never made. */
  effectKey: string
  kind: MailKind
  objectType: string
  objectId: string
  customerId?: string | null
  /** Left out for a mail to a customer: the contacts of the kind's purpose get it, or the customer's own address. */
  to?: string
  subject: string
  text: string
  html: string
  papers?: readonly MailPaper[]
  /** Placeholders in text and HTML with their values. The values are inserted when the mail is sent, and then deleted. */
  secrets?: Readonly<Record<string, string>>
}

/**
 * Puts a mail into the queue in the transaction of the change that it tells of, and wakes its delivery. In a simulation
 * the mail is stored as sent, without an event. The statement answers no row when a mail with this key exists already, or
 * when nobody has an address.
 */
export function queueMail(ctx: Ctx, mail: NewMail): Statement<{ id: string }> {
  const recorded = ctx.gateways.mail === 'RECORD'
  const { text, html, papers, secrets } = mail
  const body = json({ text, html, papers, secrets: recorded ? undefined : secrets })
  const eventId = newId(ctx.now)
  const purpose = mailPurposes[mail.kind]
  const statement = sql<{ id: string }>`WITH made AS (
      INSERT INTO mail (organisation_id, id, effect_key, kind, object_type, object_id, customer_id, to_address, subject, body, state, created_at, sent_at)
      SELECT ${ctx.organisationId}::uuid, ${newId(ctx.now)}::uuid, ${mail.effectKey}::text, ${mail.kind}::text, ${mail.objectType}::text, ${mail.objectId}::uuid,
        ${mail.customerId ?? null}::uuid, r.recipients, ${mail.subject}::text, ${body}::jsonb,
        ${recorded ? 'SENT' : 'QUEUED'}::text, ${ctx.now}::timestamptz, ${recorded ? ctx.now : null}::timestamptz
      FROM (SELECT coalesce(${mail.to ?? null}::text, mail_to(${ctx.organisationId}::uuid, ${mail.customerId ?? null}::uuid, ${purpose}::text)) AS recipients) AS r WHERE r.recipients IS NOT NULL
      ON CONFLICT (organisation_id, effect_key) DO NOTHING RETURNING id),
    happened AS (INSERT INTO event (organisation_id, id, name, actor_kind, actor_id, at, payload)
      SELECT ${ctx.organisationId}::uuid, ${eventId}::uuid, 'platform/mail.queued', ${ctx.actor.kind}::text, ${ctx.actor.id}::uuid, ${ctx.now}::timestamptz, jsonb_build_object('kind', ${mail.kind}::text)
      FROM made WHERE ${!recorded}),
    touched AS (INSERT INTO event_object (organisation_id, object_type, object_id, event_id, qualifier)
      SELECT ${ctx.organisationId}::uuid, o.type, o.id, ${eventId}::uuid, '' FROM made,
        LATERAL (VALUES ('mail', made.id), (${mail.objectType}::text, ${mail.objectId}::uuid)) AS o(type, id) WHERE ${!recorded}),
    left_over AS (INSERT INTO outbox (organisation_id, event_id) SELECT ${ctx.organisationId}::uuid, ${eventId}::uuid FROM made WHERE ${!recorded})
    SELECT id FROM made`
  return { ...statement, wakes: true }
}
