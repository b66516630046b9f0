import { renderMail } from '@/server/platform/mail/template'

/** Tells a person that their password was changed, because somebody else may have changed it. */
export function passwordChangedMail({ name }: { name: string }) {
  const { html, text } = renderMail({
    title: 'Your password was changed',
    greeting: `Hello ${name},`,
    paragraphs: [
      'The password of your account was changed, and every other browser was signed out.',
      'If this was not you, choose “Forgot your password?” on the sign-in page at once and set a new one.',
    ],
    footer: ['This mail is sent whenever a password changes.'],
    brand: { name: 'Octet' },
  })
  return { subject: 'Your password was changed', html, text }
}
