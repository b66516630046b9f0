import { accountOf, register } from '@/server/platform/auth/accounts'
import { hashToken } from '@/server/platform/auth/tokens'
import { mintCtx } from '@/server/platform/context/ctx'
import { Refusal, refuse } from '@/server/platform/context/errors'
import type { Role } from '@/server/platform/context/permissions'
import { lookUp, transaction } from '@/server/platform/database/run'
import { expectRows, sql } from '@/server/platform/database/sql'
import { recordEvents } from '@/server/platform/events/events'
import { systemClock } from '@/server/platform/time/clock'
import type { Person } from '@/server/platform/web/trpc'
import { loadOrganisation } from '../queries'

interface Found {
  organisationId: string
  id: string
  organisationName: string
  slug: string
  email: string
  roles: Role[]
}

/** The invitation of a link that was not used, revoked or left too long. Refuses with INVITATION_VOID. */
async function invitationOf(token: string): Promise<Found> {
  const [found] = await lookUp(sql<Found>`SELECT * FROM auth_invitation(${hashToken(token)}, ${systemClock.now()})`)
  return found ?? refuse('INVITATION_VOID')
}

interface InvitationOffer {
  organisationName: string
  email: string
  roles: Role[]
  /** What the holder of the link must do: accept, sign in first, make an account, or sign in as another person. */
  next: 'ACCEPT' | 'SIGN_IN' | 'REGISTER' | 'OTHER_PERSON'
}

/** The organisation and roles that an invitation offers, for the holder of its link. */
export async function invitationOffer(person: Person | null, token: string): Promise<InvitationOffer> {
  const { organisationName, email, roles } = await invitationOf(token)
  const next = person
    ? person.email === email
      ? ('ACCEPT' as const)
      : ('OTHER_PERSON' as const)
    : (await accountOf(email))
      ? ('SIGN_IN' as const)
      : ('REGISTER' as const)
  return { organisationName, email, roles, next }
}

interface Acceptance {
  token: string
  name?: string
  password?: string
}

/** The account that accepts the invitation: the signed-in account with that address, otherwise a new one. */
async function acceptor(person: Person | null, found: Found, input: Acceptance) {
  if (person) return person.email === found.email ? person : refuse('INVITATION_FOR_OTHER')
  if (await accountOf(found.email)) throw new Refusal('UNAUTHENTICATED', 'SIGN_IN')
  if (!input.name || !input.password) refuse('NAME_AND_PASSWORD_NEEDED')
  const { userId } = await register({ name: input.name, email: found.email, password: input.password }, true)
  return { userId, name: input.name, email: found.email }
}

/**
 * Accepts an invitation, once: makes the account if there is none, and the membership with the offered roles. A
 * disabled member becomes active again. Refuses with INVITATION_VOID, INVITATION_FOR_OTHER, SIGN_IN,
 * NAME_AND_PASSWORD_NEEDED, PASSWORD_WEAK.
 */
export async function acceptInvitation(
  person: Person | null,
  input: Acceptance,
): Promise<{ slug: string; email: string }> {
  const found = await invitationOf(input.token)
  const { userId, name, email } = await acceptor(person, found, input)
  const organisation = await loadOrganisation(found.organisationId)
  const ctx = mintCtx({ organisation, actor: { kind: 'PERSON', id: userId } })
  await transaction(ctx, {}, (tx) =>
    tx.commit(
      expectRows(
        1,
        sql`UPDATE invitation SET accepted_at = ${ctx.now} WHERE organisation_id = ${ctx.organisationId} AND id = ${found.id} AND accepted_at IS NULL AND revoked_at IS NULL`,
      ),
      sql`INSERT INTO membership AS m (organisation_id, user_id, name, email, roles, joined_at)
        VALUES (${ctx.organisationId}, ${userId}, ${name}, ${email}, ${found.roles}::text[], ${ctx.now})
        ON CONFLICT (organisation_id, user_id) DO UPDATE SET roles = EXCLUDED.roles, disabled_at = NULL`,
      recordEvents(ctx, [
        {
          name: 'platform/member.joined',
          objects: [
            ['member', userId],
            ['invitation', found.id],
          ],
          payload: { roles: found.roles },
        },
      ]),
    ),
  )
  return { slug: found.slug, email }
}
