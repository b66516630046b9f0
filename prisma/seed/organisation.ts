import { randomBytes } from 'node:crypto'
import { found } from '@/server/founding/mutations'
import type { FoundInput } from '@/server/founding/schema'
import { register } from '@/server/platform/auth/accounts'
import { type Ctx, mintCtx, type Organisation } from '@/server/platform/context/ctx'
import { newId } from '@/server/platform/context/ids'
import { permissionsOf, type Role } from '@/server/platform/context/permissions'
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

/** Founds an organisation through the verb, with an owner who can sign in. */
export async function makeOrganisation(overrides: OrganisationOverrides = {}): Promise<MadeOrganisation> {
  const { clock = systemClock, gateways, ...input } = overrides
  const mark = randomBytes(4).toString('hex')
  const email = `owner-${mark}@example.test`
  const { userId } = await register({ email, name: 'Olive Owner', password }, true)
  const owner = { userId, email, name: 'Olive Owner' }
  const organisation = await found(
    owner,
    { name: `Trade ${mark}`, country: 'IE', currency: 'EUR', timeZone: 'Europe/Dublin', sample: false, ...input },
    clock,
  )
  const mint = (roles: Role[], id: string) =>
    mintCtx({ organisation, actor: { kind: 'PERSON', id }, roles, permissions: permissionsOf(roles), clock, gateways })
  return {
    organisation,
    ctx: mint(['owner'], userId),
    owner: { ...owner, password },
    ctxOf: (...roles) => mint(roles, newId(clock.now())),
  }
}
