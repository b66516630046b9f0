import { renderMail } from '@/server/platform/mail/template'

/** The mail with the link by which a person confirms their address. */
export function confirmAddressMail({ name, url }: { name: string; url: string }) {
  const { html, text } = renderMail({
    title: 'Confirm your address',
    greeting: `Hello ${name},`,
    paragraphs: ['You signed up with this address. One click tells us that it is yours; the link works for a week.'],
    button: { label: 'Confirm my address', url },
    footer: ['If you did not sign up, do nothing.'],
    brand: { name: 'Octet' },
  })
  return { subject: 'Confirm your address for Octet', html, text }
}
