import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { refused, refusedWith } from '@/prisma/seed/refused'
import { register } from '@/server/platform/auth/accounts'
import { enterSession, openSession } from '@/server/platform/auth/sessions'
import { type Ctx, mintCtx } from '@/server/platform/context/ctx'
import { withOrganisation } from '@/server/platform/database/tenancy'
import type { Person } from '@/server/platform/web/trpc'
import { acceptInvitation, invitationOffer } from './mutations/accept'
import { invite, revokeInvitation } from './mutations/invite'
import { changeOrganisation } from './mutations/settings'
import { changeRoles, disableMember, enableMember } from './mutations/team'
import { organisationSettings, team } from './queries'
import { isIban } from './rules'
import { changeOrganisationInput } from './schema'

const address = () => `mate-${randomBytes(5).toString('hex')}@example.test`
const password = 'three unrelated words'

/** Reads the secret of the link from the mail that waits to be sent. */
async function tokenOf(ctx: Ctx, invitationId: string): Promise<string> {
  const mail = await withOrganisation(ctx, (db) => db.mail.findFirst({ where: { objectId: invitationId } }))
  const body = mail?.body as { text: string; html: string; secrets: Record<string, string> }
  const [[place, token]] = Object.entries(body.secrets) as [[string, string]]
  expect(body.text).toContain(`/invitation/${place}`)
  expect(body.text).toContain('Olive Owner of ')
  expect(body.text + body.html).not.toContain(token)
  return token
}

async function join(ctx: Ctx, roles: ('sales' | 'owner' | 'viewer')[] = ['sales']) {
  const email = address()
  const { id } = await invite(ctx, { email, roles })
  await acceptInvitation(null, { token: await tokenOf(ctx, id), name: 'Mate', password })
  const member = (await team(ctx)).members.find((one) => one.email === email)
  if (!member) throw new Error('did not join')
  return member
}

describe('an invitation', () => {
  it('can be sent again, even when it has expired, and then the earlier link is void', async () => {
    const { ctx } = await makeOrganisation()
    const email = address()
    const first = await invite(ctx, { email, roles: ['sales'] })
    const token = await tokenOf(ctx, first.id)
    const later = { ...ctx, now: new Date(ctx.now.getTime() + 8 * 86_400_000) }
    expect((await team(later)).invitations).toMatchObject([{ id: first.id, expired: true }])
    const second = await invite(ctx, { email, roles: ['sales'] })
    expect((await team(ctx)).invitations).toMatchObject([{ id: second.id, expired: false }])
    expect(await refused(invitationOffer(null, token))).toBe('INVITATION_VOID')
    const stranger = await makeOrganisation()
    expect((await team(stranger.ctx)).invitations).toEqual([])
  })

  it('makes an account and a membership, once', async () => {
    const { ctx, organisation } = await makeOrganisation()
    const email = address()
    const { id } = await invite(ctx, { email: email.toUpperCase(), roles: ['warehouse', 'sales', 'sales'] })
    const token = await tokenOf(ctx, id)
    expect(await invitationOffer(null, token)).toEqual({
      organisationName: organisation.name,
      email,
      roles: ['sales', 'warehouse'],
      next: 'REGISTER',
    })
    for (const half of [{}, { name: 'New Mate' }, { password }])
      expect(await refused(acceptInvitation(null, { token, ...half }))).toBe('NAME_AND_PASSWORD_NEEDED')
    expect(await acceptInvitation(null, { token, name: 'New Mate', password })).toEqual({
      slug: organisation.slug,
      email,
    })
    expect(await refused(invitationOffer(null, token))).toBe('INVITATION_VOID')
    expect(await refused(acceptInvitation(null, { token, name: 'X', password }))).toBe('INVITATION_VOID')
    const { members, invitations } = await team(ctx)
    expect(members).toMatchObject([{ name: 'New Mate', roles: ['sales', 'warehouse'] }, { roles: ['owner'] }])
    expect(invitations).toEqual([])
    expect(await refused(invite(ctx, { email, roles: ['viewer'] }))).toBe('ALREADY_MEMBER')
  })

  it('can be accepted only by the person with that address', async () => {
    const { ctx } = await makeOrganisation()
    const email = address()
    const { userId } = await register({ email, name: 'Known', password })
    const token = await tokenOf(ctx, (await invite(ctx, { email, roles: ['finance'] })).id)
    const other: Person = {
      sessionId: '',
      userId: ctx.actor.id ?? '',
      email: 'other@example.test',
      name: 'Other',
      confirmed: true,
    }
    expect((await invitationOffer(null, token)).next).toBe('SIGN_IN')
    expect((await invitationOffer(other, token)).next).toBe('OTHER_PERSON')
    expect(await refused(acceptInvitation(other, { token }))).toBe('INVITATION_FOR_OTHER')
    expect(await refused(acceptInvitation(null, { token, name: 'Thief', password }))).toBe('SIGN_IN')
    const known = { ...other, userId, email, name: 'Known' }
    expect((await invitationOffer(known, token)).next).toBe('ACCEPT')
    await acceptInvitation(known, { token })
    expect((await team(ctx)).members.map((member) => member.name)).toContain('Known')
  })

  it('is void when it is revoked, replaced or of another organisation', async () => {
    const { ctx } = await makeOrganisation()
    const email = address()
    const first = await invite(ctx, { email, roles: ['viewer'] })
    const firstToken = await tokenOf(ctx, first.id)
    const second = await invite(ctx, { email, roles: ['viewer'] })
    expect(await refused(invitationOffer(null, firstToken))).toBe('INVITATION_VOID')
    expect(await refused(revokeInvitation((await makeOrganisation()).ctx, second))).toBe('NOT_FOUND')
    const secondToken = await tokenOf(ctx, second.id)
    await revokeInvitation(ctx, second)
    expect(await refused(revokeInvitation(ctx, second))).toBe('STALE')
    expect(await refused(acceptInvitation(null, { token: secondToken, name: 'A', password }))).toBe('INVITATION_VOID')
  })

  it('is accepted once when many requests come at the same time', async () => {
    const { ctx } = await makeOrganisation()
    const email = address()
    const { userId } = await register({ email, name: 'Once', password })
    const token = await tokenOf(ctx, (await invite(ctx, { email, roles: ['viewer'] })).id)
    const person: Person = { sessionId: '', userId, email, name: 'Once', confirmed: true }
    const outcomes = await Promise.all(Array.from({ length: 6 }, () => refused(acceptInvitation(person, { token }))))
    expect(outcomes.filter((outcome) => outcome === 'done')).toHaveLength(1)
  })
})

describe('the team', () => {
  it('changes roles from the next request on', async () => {
    const { ctx, organisation } = await makeOrganisation()
    const mate = await join(ctx)
    const sessionId = await openSession(mate.userId)
    const rolesNow = async () => (await enterSession(sessionId, organisation.slug)).membership?.roles
    expect(await rolesNow()).toEqual(['sales'])
    // Who came by a mail needs no other one to confirm the address.
    expect((await enterSession(sessionId, organisation.slug)).person).toMatchObject({ confirmed: true })
    await changeRoles(ctx, { userId: mate.userId, roles: ['finance', 'credit'] })
    expect(await rolesNow()).toEqual(['credit', 'finance'])
    await disableMember(ctx, mate)
    expect(await rolesNow()).toBeUndefined()
    expect(await refused(disableMember(ctx, mate))).toBe('STALE')
    await enableMember(ctx, mate)
    expect(await rolesNow()).toEqual(['credit', 'finance'])
    expect(await refused(changeRoles((await makeOrganisation()).ctx, { userId: mate.userId, roles: ['owner'] }))).toBe(
      'NOT_FOUND',
    )
  })

  it('never loses its last owner, even when two leave at the same time', async () => {
    const { ctx } = await makeOrganisation()
    const me = ctx.actor.id ?? ''
    expect(await refused(changeRoles(ctx, { userId: me, roles: ['viewer'] }))).toBe('LAST_OWNER')
    const second = await join(ctx, ['owner'])
    const outcomes = await Promise.all([
      refused(changeRoles(ctx, { userId: me, roles: ['viewer'] })),
      refused(disableMember(ctx, second)),
    ])
    expect(outcomes.sort()).toEqual(['LAST_OWNER', 'done'])
  })
})

describe('the settings', () => {
  it.each(['DE89370400440532013000', 'GB82WEST12345698765432', 'NO9386011117947'])('%s is an IBAN', (iban) =>
    expect(isIban(iban)).toBe(true),
  )
  it.each(['DE89370400440532013001', 'DE', '', 'XX00', 'DE89 3704'])('%j is no IBAN', (iban) =>
    expect(isIban(iban)).toBe(false),
  )

  it('change only the named fields and say which', async () => {
    const { ctx } = await makeOrganisation({ country: 'DE' })
    const at = mintCtx({ ...ctx, organisation: ctx.organisation })
    await changeOrganisation(ctx, {
      legalName: 'Trade GmbH',
      taxRegistered: true,
      taxNumber: 'de 811.569.869',
      iban: 'DE89 3704 0044 0532 0130 00',
    })
    const { version } = await organisationSettings(at)
    const left = { legalName: undefined, iban: undefined }
    await changeOrganisation(at, { version, ...left, city: 'Berlin', paperSize: 'LETTER', labelSize: 'A6' })
    expect(await organisationSettings(ctx)).toMatchObject({ paperSize: 'LETTER', labelSize: 'A6' })
    expect(await refused(changeOrganisation(at, { version, city: 'Bonn' }))).toBe('CHANGED_MEANWHILE')
    expect(await organisationSettings(ctx)).toMatchObject({
      legalName: 'Trade GmbH',
      taxNumber: 'DE811569869',
      iban: 'DE89370400440532013000',
      city: 'Berlin',
      workingWeekdays: [1, 2, 3, 4, 5],
    })
    expect(await refused(changeOrganisation(ctx, { taxNumber: 'DE12' }))).toBe('TAX_NUMBER_WRONG')
    expect(await refused(changeOrganisation(ctx, { postcode: '2045' }))).toBe('ORGANISATION_POSTCODE_WRONG')
    expect(await refused(changeOrganisation(ctx, { iban: 'DE00' }))).toMatch('IBAN')
    await changeOrganisation(ctx, { taxRegistered: false })
    expect(await organisationSettings(ctx)).toMatchObject({ taxNumber: null, taxRegistered: false })
    const events = await withOrganisation(ctx, (db) =>
      db.event.findMany({ where: { name: 'platform/organisation.changed' } }),
    )
    expect(events.map((event) => (event.payload as { fields: string[] }).fields.join()).sort()).toEqual([
      'city,paperSize,labelSize',
      'legalName,taxRegistered,taxNumber,iban',
      'taxRegistered,taxNumber',
    ])
    // A postcode or tax number from before it was checked does not stand in the way of other changes.
    const old = { postcode: '2045', taxNumber: 'DE12', taxRegistered: true }
    await withOrganisation(ctx, (db) => db.organisation.updateMany({ where: { id: ctx.organisationId }, data: old }))
    expect(await refused(changeOrganisation(ctx, { city: 'Bonn' }))).toBe('done')
    expect(await organisationSettings(ctx)).toMatchObject({ ...old, city: 'Bonn' })
    expect(await refused(changeOrganisation(ctx, { taxNumber: 'DE13' }))).toBe('TAX_NUMBER_WRONG')
    const { ctx: abroad } = await makeOrganisation({ country: 'US', currency: 'USD' })
    expect(await refusedWith(changeOrganisation(abroad, { addressLine: '1 Main St', city: 'Dallas' }))).toEqual([
      'ORGANISATION_STATE_MISSING',
      { field: 'region', called: 'state' },
    ])
    const account = { accountNumber: '123 456', bankCode: '021000021', bankName: 'First', bic: 'chas us 33' }
    expect(await refused(changeOrganisation(abroad, { ...account, city: 'Dallas', region: 'TX' }))).toBe('done')
    expect(await organisationSettings(abroad)).toMatchObject({ ...account, accountNumber: '123456', bic: 'CHASUS33' })
    expect(await refusedWith(changeOrganisation(abroad, { bankCode: '021000022' }))).toEqual([
      'BANK_CODE_WRONG',
      { field: 'bankCode', called: 'Routing number', example: '021000021' },
    ])
    expect(await refusedWith(changeOrganisation(abroad, { accountNumber: '12' }))).toEqual([
      'ACCOUNT_NUMBER_WRONG',
      { field: 'accountNumber', example: '123456789' },
    ])
    expect(await refused(changeOrganisation(abroad, { bic: 'CHASUS3' }))).toMatch('BIC')
    await withOrganisation(abroad, (db) =>
      db.organisation.updateMany({ where: { id: abroad.organisationId }, data: { region: null } }),
    )
    expect(await refused(changeOrganisation(abroad, { phone: '1' }))).toBe('done')
    expect(await refused(changeOrganisation(abroad, { city: 'Austin' }))).toBe('ORGANISATION_STATE_MISSING')
  })

  it.each([
    { dispatchGraceMinutes: 1 },
    { prepaidDays: null },
    { quoteReminderBeforeDays: 3, quoteReminderAfterDays: null },
    { workingWeekdays: [1, 2, 3, 4] },
    { city: 'Bonn' },
    { phone: '' },
    { taxRegistered: true },
  ])('of a page that shows only %j change nothing else', async (shown) => {
    const { ctx } = await makeOrganisation({ country: 'DE' })
    await changeOrganisation(ctx, {
      name: 'Trade',
      legalName: 'Trade GmbH',
      addressLine: 'Hafenweg 4',
      addressExtra: 'Hof 2',
      postcode: '20457',
      city: 'Hamburg',
      region: 'HH',
      taxRegistered: true,
      taxNumber: 'DE811569869',
      email: 'post@trade.test',
      phone: '040 1',
      iban: 'DE89370400440532013000',
      bic: 'COBADEFF',
      bankName: 'Bank',
      accountNumber: '532013000',
      bankCode: '37040044',
      paperSize: 'LETTER',
      labelSize: 'A6',
    })
    const { version: _, ...before } = await organisationSettings(ctx)
    await changeOrganisation(ctx, changeOrganisationInput.parse(shown))
    const { version, ...after } = await organisationSettings(ctx)
    expect(after).toEqual({ ...before, ...shown, phone: 'phone' in shown ? null : '040 1' })
  })
})
