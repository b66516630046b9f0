import type { Role } from '@/server/platform/context/permissions'
import type { Sentences } from '@/server/platform/words/words'

const list = (roles: unknown) => (Array.isArray(roles) ? roles.join(', ') : 'no roles')

/** What a person with this role does, in one sentence for the owner who invites them. */
export const roleWords: Record<Role, string> = {
  owner: 'Everything, the team and the settings included.',
  sales: 'Quotes, orders and customers; promises of payment; takes goods back.',
  credit: 'Decides about credit, sets limits and holds; records promises.',
  warehouse: 'Receives, counts, picks, packs and dispatches.',
  shipping: 'Packs and dispatches, records deliveries, carriers and their services.',
  finance: 'Invoices, credit notes, reminders, bank files, payments and refunds.',
  viewer: 'Sees everything, changes nothing.',
}

export const sentences: Sentences = {
  'platform/member.invited': ({ roles }) => `Invited as ${list(roles)}`,
  'platform/invitation.revoked': () => 'Invitation withdrawn',
  'platform/member.joined': ({ roles }) => `Joined as ${list(roles)}`,
  'platform/member.changed': ({ before, roles }) => `Roles changed from ${list(before)} to ${list(roles)}`,
  'platform/member.disabled': () => 'Deactivated',
  'platform/member.enabled': () => 'Activated again',
  'platform/apiKey.made': () => 'API key made',
  'platform/apiKey.revoked': () => 'API key revoked',
  'platform/work.retried': ({ functionId }) => `Failed work tried again: ${String(functionId).replace(/^octet-/, '')}`,
}

export const refusals: Sentences = {
  NAME_ONLY: () => 'This is a name from an archive, and nobody who works here. Invite the person.',
  LAST_OWNER: () => 'An organisation needs an owner. Make somebody else one first.',
  ALREADY_MEMBER: () => 'This person is in the team already.',
  TOO_MANY_INVITATIONS: () => 'Too many invitations within an hour. Wait a little.',
  INVITATION_VOID: () => 'This invitation was used, replaced, withdrawn or is too old. Ask for a new one.',
  INVITATION_FOR_OTHER: () => 'This invitation is for another e-mail address. Sign in as that person.',
  NAME_AND_PASSWORD_NEEDED: () => 'Enter your name and choose a password.',
  TAX_NUMBER_WRONG: () => 'This cannot be a tax number of your country. Look at its letters and digits.',
  ORGANISATION_STATE_MISSING: ({ called }) =>
    `Addresses in your country need a ${called ?? 'state'}: papers and labels print it.`,
  ORGANISATION_POSTCODE_WRONG: ({ example }) => `This is no postcode of your country. One looks like ${example}.`,
  BANK_CODE_WRONG: ({ called, example }) =>
    `This cannot be a ${String(called ?? 'bank code').replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase())}: count its figures, and compare them with a letter of the bank.${example ? ` One looks like ${example}.` : ''}`,
  ACCOUNT_NUMBER_WRONG: ({ example }) =>
    `This cannot be an account number of your country.${example ? ` One looks like ${example}.` : ''}`,
  CURSOR_INVALID: () => 'This page of the list does not exist any more. Start from the first page.',
}
