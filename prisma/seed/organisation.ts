import { randomBytes } from 'node:crypto'
import { found } from '@/server/founding/mutations'
import type { FoundInput } from '@/server/founding/schema'
import { hashPassword } from '@/server/platform/auth/passwords'
import { type Ctx, mintCtx, type Organisation } from '@/server/platform/context/ctx'
import { newId } from '@/server/platform/context/ids'
import { permissionsOf, type Role } from '@/server/platform/context/permissions'
import { lookUp } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { type Clock, systemClock } from '@/server/platform/time/clock'

export interface MadeOrganisation {
  organisation: Organisation
  /** The owner's context at the clock's time. */
  ctx: Ctx
  owner: { userId: string; email: string; name: string; password: string }
  /** The context of a team-mate with these roles, at the clock's time of the call. */
  ctxOf(...roles: Role[]): Ctx
}

interface OrganisationOverrides extends Partial<FoundInput> {
  clock?: Clock
  /** Whether mails are sent or, as in a simulation, only stored. */
  gateways?: Ctx['gateways']
}

const password = 'eight-steps-to-cash'
let hash: Promise<string> | undefined

/** An account whose address is confirmed. All have one password, whose hash is made once: it takes longer than all else here. */
async function account(email: string, name: string): Promise<string> {
  hash ??= hashPassword(password)
  const now = systemClock.now()
  const userId = newId(now)
  await lookUp(sql`SELECT auth_register(${userId}, ${email}, ${name}, ${await hash}, ${now}, true)`)
  return userId
}

/** Founds an organisation through the verb, with an owner who can sign in. */
export async function makeOrganisation(overrides: OrganisationOverrides = {}): Promise<MadeOrganisation> {
  const { clock = systemClock, gateways, ...input } = overrides
  const mark = randomBytes(4).toString('hex')
  const email = `owner-${mark}@example.test`
  const name = 'Olive Owner'
  const owner = { userId: await account(email, name), email, name }
  const organisation = await found(
    owner,
    { name: `Trade ${mark}`, country: 'IE', currency: 'EUR', timeZone: 'Europe/Dublin', sample: false, ...input },
    clock,
  )
  const mint = (roles: Role[], id: string) =>
    mintCtx({ organisation, actor: { kind: 'PERSON', id }, roles, permissions: permissionsOf(roles), clock, gateways })
  return {
    organisation,
    ctx: mint(['owner'], owner.userId),
    owner: { ...owner, password },
    ctxOf: (...roles) => mint(roles, newId(clock.now())),
  }
}
