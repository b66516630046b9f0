import { randomBytes } from 'node:crypto'
import { expect, it } from 'vitest'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { refused } from '@/prisma/seed/refused'
import { register } from '@/server/platform/auth/accounts'
import type { Ctx } from '@/server/platform/context/ctx'
import { newId } from '@/server/platform/context/ids'
import { withOrganisation } from '@/server/platform/database/tenancy'
import { listApiKeys, team } from '../queries'
import { acceptInvitation } from './accept'
import { makeApiKey, revokeApiKey } from './api-key'
import { invite, revokeInvitation } from './invite'
import { changeOrganisation } from './settings'
import { changeRoles, disableMember, enableMember } from './team'

const address = () => `mate-${randomBytes(5).toString('hex')}@example.test`

/** The person takes the invitation of their address up, with the secret that waits in the mail. */
async function accept(ctx: Ctx, id: string, person: { userId: string; email: string }) {
  const mail = await withOrganisation(ctx, (db) => db.mail.findFirstOrThrow({ where: { objectId: id } }))
  const [token = ''] = Object.values((mail.body as { secrets: Record<string, string> }).secrets)
  await acceptInvitation({ ...person, sessionId: '', name: 'Mate', confirmed: true }, { token })
}
async function joined(ctx: Ctx, roles: ('owner' | 'sales' | 'viewer')[]) {
  const email = address()
  const { userId } = await register({ email, name: 'Mate', password: 'three unrelated words' })
  await accept(ctx, (await invite(ctx, { email, roles })).id, { userId, email })
  return { userId, email }
}
const memberOf = async (ctx: Ctx, userId: string) => (await team(ctx)).members.find((one) => one.userId === userId)

it('a disabled owner does not count as an owner, and comes back by being enabled or invited again', async () => {
  const { ctx } = await makeOrganisation()
  const me = ctx.actor.id as string
  const mate = await joined(ctx, ['owner'])
  expect(await refused(enableMember(ctx, mate))).toBe('STALE')
  await disableMember(ctx, mate)
  expect(await refused(disableMember(ctx, { userId: me }))).toBe('LAST_OWNER')
  expect(await refused(changeRoles(ctx, { userId: me, roles: ['sales'] }))).toBe('LAST_OWNER')
  expect(await refused(changeRoles(ctx, { userId: me, roles: ['owner', 'sales'] }))).toBe('done')
  await accept(ctx, (await invite(ctx, { email: mate.email, roles: ['viewer'] })).id, mate)
  expect(await memberOf(ctx, mate.userId)).toMatchObject({ roles: ['viewer'], disabledAt: null })
  expect(await refused(disableMember(ctx, { userId: me }))).toBe('LAST_OWNER')
  await changeRoles(ctx, { userId: mate.userId, roles: ['owner'] })
  expect(await refused(disableMember(ctx, { userId: me }))).toBe('done')
})

it('a change of roles is recorded with the roles before and after, and not when nothing changes', async () => {
  const { ctx } = await makeOrganisation()
  const { userId } = await joined(ctx, ['sales', 'viewer'])
  await changeRoles(ctx, { userId, roles: ['viewer', 'sales'] })
  await changeRoles(ctx, { userId, roles: ['sales'] })
  const events = await withOrganisation(ctx, (db) => db.event.findMany({ where: { name: 'platform/member.changed' } }))
  expect(events.map((event) => event.payload)).toEqual([{ before: ['sales', 'viewer'], roles: ['sales'] }])
})

it('who is but a name below what they did in an archive gets no roles and is neither disabled nor enabled', async () => {
  const { ctx } = await makeOrganisation()
  const { userId } = await joined(ctx, ['sales'])
  await withOrganisation(ctx, (db) => db.membership.updateMany({ where: { userId }, data: { email: '' } }))
  for (const work of [
    () => changeRoles(ctx, { userId, roles: ['owner'] }),
    () => disableMember(ctx, { userId }),
    () => enableMember(ctx, { userId }),
  ])
    expect(await refused(work())).toBe('NAME_ONLY')
})

it('members and keys of another organisation are not found', async () => {
  const { ctx } = await makeOrganisation()
  const stranger = (await makeOrganisation()).ctx
  const { userId } = await joined(ctx, ['sales'])
  const { id, key } = await makeApiKey(ctx, { name: 'shop' })
  expect(key).toMatch(/^octet_/)
  // Of the key itself only its beginning is kept.
  expect(await listApiKeys(ctx)).toMatchObject([{ id, prefix: key.slice(0, 10) }])
  for (const work of [
    () => disableMember(stranger, { userId }),
    () => enableMember(stranger, { userId }),
    () => revokeApiKey(stranger, { id }),
    () => revokeApiKey(ctx, { id: newId(ctx.now) }),
    () => revokeInvitation(ctx, { id: newId(ctx.now) }),
  ])
    expect(await refused(work())).toBe('NOT_FOUND')
  expect(await refused(revokeApiKey(ctx, { id }))).toBe('done')
  expect(await refused(revokeApiKey(ctx, { id }))).toBe('STALE')
  expect(await memberOf(ctx, userId)).toMatchObject({ disabledAt: null })
})

it('fifty people can be invited in an hour, and more after it', async () => {
  const { ctx } = await makeOrganisation()
  for (let each = 0; each < 50; each++) await invite(ctx, { email: address(), roles: ['viewer'] })
  const one = { email: address(), roles: ['viewer' as const] }
  expect(await refused(invite(ctx, one))).toBe('TOO_MANY_INVITATIONS')
  const at = (ms: number): Ctx => ({ ...ctx, now: new Date(ctx.now.getTime() + ms) })
  expect(await refused(invite(at(3_599_999), one))).toBe('TOO_MANY_INVITATIONS')
  expect(await refused(invite(at(3_600_000), one))).toBe('done')
})

it('settings that are saved unchanged are no event, and a postcode is written as its country writes it', async () => {
  const { ctx } = await makeOrganisation({ country: 'GB' })
  await changeOrganisation(ctx, { postcode: 'bs14rw', city: 'Bristol' })
  await changeOrganisation(ctx, { postcode: 'BS1 4RW', city: 'Bristol' })
  const events = await withOrganisation(ctx, (db) =>
    db.event.findMany({ where: { name: 'platform/organisation.changed' } }),
  )
  expect(events.map((event) => event.payload)).toEqual([{ fields: ['postcode', 'city'] }])
  const stored = await withOrganisation(ctx, (db) => db.organisation.findFirst({ where: { id: ctx.organisationId } }))
  expect(stored).toMatchObject({ postcode: 'BS1 4RW', city: 'Bristol' })
})
