import type { Ctx } from '@/server/platform/context/ctx'
import { conflict, notFound, refuse } from '@/server/platform/context/errors'
import type { Role } from '@/server/platform/context/permissions'
import { type Tx, transaction } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { recordEvents } from '@/server/platform/events/events'
import { leavesNoOwner, sameRoles } from '../rules'
import { type ChangeRolesInput, changeRolesInput } from '../schema'

interface Member {
  userId: string
  email: string
  roles: Role[]
  disabledAt: Date | null
}

/** Locks the member and all owners in one order, so that the last two owners cannot both leave at once. Refuses with NAME_ONLY. */
async function lockTeam(tx: Tx, userId: string): Promise<{ member: Member; owners: string[] }> {
  const { organisationId } = tx.ctx
  const [members] = await tx.run(
    sql<Member>`SELECT user_id, email, roles, disabled_at FROM membership
      WHERE organisation_id = ${organisationId} AND (user_id = ${userId} OR 'owner' = ANY(roles)) ORDER BY user_id FOR NO KEY UPDATE`,
  )
  const member = members.find((one) => one.userId === userId) ?? notFound('member')
  // Whoever came with an archive is a name below what they did there.
  if (member.email === '') refuse('NAME_ONLY')
  const owners = members.filter((one) => one.roles.includes('owner') && !one.disabledAt).map((one) => one.userId)
  return { member, owners }
}

/** Gives a member other roles; they apply from the member's next request. Refuses with LAST_OWNER. */
export async function changeRoles(ctx: Ctx, input: ChangeRolesInput): Promise<void> {
  const { userId, roles } = changeRolesInput.parse(input)
  await transaction(ctx, {}, async (tx) => {
    const { member, owners } = await lockTeam(tx, userId)
    if (sameRoles(member.roles, roles)) return
    if (leavesNoOwner(owners, userId, roles.includes('owner'))) refuse('LAST_OWNER')
    await tx.commit(
      sql`UPDATE membership SET roles = ${roles}::text[] WHERE organisation_id = ${ctx.organisationId} AND user_id = ${userId}`,
      recordEvents(ctx, [
        { name: 'platform/member.changed', objects: [['member', userId]], payload: { before: member.roles, roles } },
      ]),
    )
  })
}

/** Disables a member from their next request on. Refuses with LAST_OWNER. */
export async function disableMember(ctx: Ctx, input: { userId: string }): Promise<void> {
  await transaction(ctx, {}, async (tx) => {
    const { member, owners } = await lockTeam(tx, input.userId)
    if (member.disabledAt) conflict('STALE')
    if (leavesNoOwner(owners, input.userId, false)) refuse('LAST_OWNER')
    await tx.commit(
      sql`UPDATE membership SET disabled_at = ${ctx.now} WHERE organisation_id = ${ctx.organisationId} AND user_id = ${input.userId}`,
      recordEvents(ctx, [{ name: 'platform/member.disabled', objects: [['member', input.userId]] }]),
    )
  })
}

/** Enables a disabled member again, with the roles they had. */
export async function enableMember(ctx: Ctx, input: { userId: string }): Promise<void> {
  await transaction(ctx, {}, async (tx) => {
    const { member } = await lockTeam(tx, input.userId)
    if (!member.disabledAt) conflict('STALE')
    await tx.commit(
      sql`UPDATE membership SET disabled_at = NULL WHERE organisation_id = ${ctx.organisationId} AND user_id = ${input.userId}`,
      recordEvents(ctx, [{ name: 'platform/member.enabled', objects: [['member', input.userId]] }]),
    )
  })
}
