import type { Sentences } from './words'

/** The noun for a mail of this kind. */
const mailWords = (kind: unknown) =>
  kind === 'PROFORMA'
    ? 'pro forma invoice'
    : String(kind ?? 'message')
        .toLowerCase()
        .replaceAll('_', ' ')

export const sentences: Sentences = {
  'platform/organisation.founded': () => 'Organisation created',
  'platform/organisation.changed': () => 'Settings changed',
  'platform/mail.queued': ({ kind }) => `Mail written: ${mailWords(kind)}`,
  'platform/mail.setAside': ({ kind }) => `Mail set aside: ${mailWords(kind)}`,
}

export const refusals: Sentences = {
  NOT_FOUND: ({ noun }) =>
    noun ? `There is no such ${noun} in this organisation.` : 'There is nothing here under this address.',
  CHANGED_MEANWHILE: () =>
    'Somebody else has saved this since you opened it, so your change is not saved yet. Look at theirs in another tab; save again to replace it with yours.',
  STALE: () => 'Somebody changed this at the same moment. Load it again, then repeat your change.',
  AMOUNT_TOO_LARGE: () => 'A quantity or an amount is too large to be stored. Split it.',
  DUPLICATE: () => 'This number, code or name is taken already. Choose another.',
  IDEMPOTENCY_KEY_REUSED: () =>
    'This form was sent before with other content, and that was carried out. Check the result. To do this as well, send it again.',
  CURSOR_INVALID: () => 'This page of the list does not exist any more. Start from the first page.',
  FORBIDDEN: () => 'Your roles do not allow this. An owner of the organisation can change them.',
  SIGN_IN: () => 'You are no longer signed in. Sign in in another tab, then repeat it here: your text is kept.',
  SIGN_IN_FAILED: () => 'E-mail or password is wrong.',
  TOO_MANY_ATTEMPTS: ({ minutes }) => `Too many attempts. Wait ${minutes ?? 15} minutes.`,
  TOO_MANY_REQUESTS: ({ seconds }) => `Too many requests. Wait ${seconds ?? 60} seconds.`,
  EMAIL_TAKEN: () => 'There is an account with this e-mail already. Sign in instead.',
  PASSWORD_WEAK: () => 'This password is easy to guess. Take a longer one, for example three unrelated words.',
  PASSWORD_WRONG: () => 'The current password is wrong.',
  LINK_VOID: () => 'This link was used or is too old. Ask for a new one.',
  NOT_SET_UP: () => 'Warehouse, carrier service or credit policy is missing. Set them up in the settings first.',
  INTERNAL: () => 'Something failed on our side. Try again in a moment; nothing is done twice.',
  WORKER_AWAY: () => 'The background process does not answer just now. Nothing was changed; try again in a moment.',
  UNREACHABLE: () => 'The database does not answer just now. Try again in a moment; nothing is done twice.',
}
