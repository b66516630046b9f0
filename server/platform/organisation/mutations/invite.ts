import { invitationLifetimeMs } from '@/server/platform/auth/rules'
import { hashToken, newToken } from '@/server/platform/auth/tokens'
import type { Ctx } from '@/server/platform/context/ctx'
import { conflict, notFound, Refusal, refuse } from '@/server/platform/context/errors'
import { newId } from '@/server/platform/context/ids'
import { transaction } from '@/server/platform/database/run'
import { expectRows, sql } from '@/server/platform/database/sql'
import { recordEvents } from '@/server/platform/events/events'
import { queueMail } from '@/server/platform/mail/queue'
import { invitationMail } from '../emails/invitation'
import { type InviteInput, inviteInput } from '../schema'

const invitationsAnHour = 50

/** Stands in the stored mail in place of the link's secret, which is inserted when the mail is sent. */
const secretMark = 'SECRET-OF-THE-INVITATION'

/**
 * Invites a person by mail to join the team within a week; an earlier invitation of the same address becomes void. The
 * link's secret is stored only in the mail that is sent. Refuses with ALREADY_MEMBER, TOO_MANY_INVITATIONS.
 */
export async function invite(ctx: Ctx, input: InviteInput): Promise<{ id: string }> {
  const { email, roles } = inviteInput.parse(input)
  const id = newId(ctx.now)
  const token = newToken()
  const expiresAt = new Date(ctx.now.getTime() + invitationLifetimeMs)
  return transaction(ctx, {}, async (tx) => {
    const [[found]] = await tx.run(
      sql<{ member: boolean; recent: bigint; inviter: string | null }>`SELECT
        EXISTS (SELECT 1 FROM membership WHERE organisation_id = ${ctx.organisationId} AND email = ${email} AND disabled_at IS NULL) AS member,
        (SELECT count(*) FROM invitation WHERE organisation_id = ${ctx.organisationId} AND created_at > ${new Date(ctx.now.getTime() - 3_600_000)}) AS recent,
        (SELECT name FROM membership WHERE organisation_id = ${ctx.organisationId} AND user_id = ${ctx.actor.id}::uuid) AS inviter`,
    )
    if (found?.member) refuse('ALREADY_MEMBER')
    if ((found?.recent ?? 0n) >= invitationsAnHour) throw new Refusal('TOO_MANY', 'TOO_MANY_INVITATIONS')
    const url = `${process.env.NEXTAUTH_URL ?? 'http://localhost:3000'}/invitation/${secretMark}`
    const mail = invitationMail({
      organisation: ctx.organisation,
      inviter: found?.inviter ?? null,
      roles,
      url,
      expiresAt,
    })
    await tx.commit(
      sql`UPDATE invitation SET revoked_at = ${ctx.now} WHERE organisation_id = ${ctx.organisationId} AND email = ${email} AND accepted_at IS NULL AND revoked_at IS NULL`,
      sql`INSERT INTO invitation (organisation_id, id, email, roles, token_hash, invited_by, created_at, expires_at)
        VALUES (${ctx.organisationId}, ${id}, ${email}, ${roles}::text[], ${hashToken(token)}, ${ctx.actor.id}, ${ctx.now}, ${expiresAt})`,
      queueMail(ctx, {
        ...mail,
        effectKey: `invitation/${id}`,
        kind: 'INVITATION',
        objectType: 'invitation',
        objectId: id,
        to: email,
        secrets: { [secretMark]: token },
      }),
      recordEvents(ctx, [{ name: 'platform/member.invited', objects: [['invitation', id]], payload: { roles } }]),
    )
    return { id }
  })
}

/** Revokes an invitation. Refuses with STALE when it was accepted or revoked already. */
export async function revokeInvitation(ctx: Ctx, input: { id: string }): Promise<void> {
  await transaction(ctx, {}, async (tx) => {
    const [[found]] = await tx.run(
      sql<{ open: boolean }>`SELECT accepted_at IS NULL AND revoked_at IS NULL AS open FROM invitation
        WHERE organisation_id = ${ctx.organisationId} AND id = ${input.id} FOR NO KEY UPDATE`,
    )
    if (!found) notFound('invitation')
    if (!found.open) conflict('STALE')
    await tx.commit(
      expectRows(
        1,
        sql`UPDATE invitation SET revoked_at = ${ctx.now} WHERE organisation_id = ${ctx.organisationId} AND id = ${input.id} AND accepted_at IS NULL`,
      ),
      recordEvents(ctx, [{ name: 'platform/invitation.revoked', objects: [['invitation', input.id]] }]),
    )
  })
}
