import { renderMail } from '@/server/platform/mail/template'

/** The mail with the link by which a person replaces a forgotten password. */
export function passwordLinkMail({ name, url }: { name: string; url: string }) {
  const { html, text } = renderMail({
    title: 'Choose a new password',
    greeting: `Hello ${name},`,
    paragraphs: [
      'Somebody, probably you, said that the password of this account is forgotten.',
      'The link works once, for an hour. When the new password is set, every browser is signed out.',
    ],
    button: { label: 'Choose a new password', url },
    footer: ['If it was not you, do nothing: the password stays as it is.'],
    brand: { name: 'Octet' },
  })
  return { subject: 'Choose a new password for Octet', html, text }
}
