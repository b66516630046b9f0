import { accountOf, register } from '@/server/platform/auth/accounts'
import type { Actor, Ctx } from '@/server/platform/context/ctx'
import type { Role } from '@/server/platform/context/permissions'
import { read, transaction } from '@/server/platform/database/run'
import { insert, sql } from '@/server/platform/database/sql'
import { recordEvents } from '@/server/platform/events/events'

/** The password of everybody in the demo; `npm start` prints it. */
export const demoPassword = 'octet-demo-2026'

interface Player {
  role: Role
  name: string
  email: string
}

/** The people of the demo organisation. The first one founded it. */
export const players = [
  { role: 'owner', name: 'Anna Marlow', email: 'anna@marlow.example' },
  { role: 'sales', name: 'Sam Porter', email: 'sam@marlow.example' },
  { role: 'credit', name: 'Chris Doyle', email: 'chris@marlow.example' },
  { role: 'warehouse', name: 'Priya Nair', email: 'priya@marlow.example' },
  { role: 'shipping', name: 'Sean Walsh', email: 'sean@marlow.example' },
  { role: 'finance', name: 'Fiona Grant', email: 'fiona@marlow.example' },
  { role: 'viewer', name: 'Vera Lindqvist', email: 'vera@marlow.example' },
] as const satisfies readonly Player[]

/** Which person does each job in the story. */
export type Team = Readonly<Record<Role, Actor>>

/** A team in which one person does every job. */
export function alone(userId: string): Team {
  const actor: Actor = { kind: 'PERSON', id: userId }
  return { owner: actor, sales: actor, credit: actor, warehouse: actor, shipping: actor, finance: actor, viewer: actor }
}

/** The account of a player; it is made when there is none. */
export async function accountOfPlayer({ email, name }: Player): Promise<string> {
  const account = await accountOf(email)
  return account?.id ?? (await register({ email, name, password: demoPassword }, true)).userId
}

/** Adds the players to the team, at the time of the context. Existing members stay. */
export async function gather(ctx: Ctx): Promise<Team> {
  const [members] = await read(
    ctx,
    sql<{ userId: string }>`SELECT user_id FROM membership WHERE organisation_id = ${ctx.organisationId}`,
  )
  const known = new Set(members.map((member) => member.userId))
  const team: [Role, Actor][] = []
  for (const player of players) {
    const id = await accountOfPlayer(player)
    team.push([player.role, { kind: 'PERSON', id }])
    if (known.has(id)) continue
    const { name, email, role } = player
    await transaction(ctx, {}, (tx) =>
      tx.commit(
        insert(ctx, 'membership', [{ userId: id, name, email, roles: [role], joinedAt: ctx.now }]),
        recordEvents(ctx, [{ name: 'platform/member.joined', objects: [['member', id]], payload: { roles: [role] } }]),
      ),
    )
  }
  return Object.fromEntries(team) as Record<Role, Actor>
}
