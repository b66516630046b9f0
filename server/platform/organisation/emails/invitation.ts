import type { Organisation } from '@/server/platform/context/ctx'
import { renderMail } from '@/server/platform/mail/template'

interface Invitation {
  organisation: Organisation
  inviter: string | null
  roles: readonly string[]
  url: string
  expiresAt: Date
}

/** The mail that invites a person into a team. */
export function invitationMail({ organisation, inviter, roles, url, expiresAt }: Invitation) {
  const until = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: organisation.timeZone }).format(
    expiresAt,
  )
  const subject = `${inviter ?? organisation.name} invites you to ${organisation.name}`
  const { html, text } = renderMail({
    title: `Join ${organisation.name}`,
    paragraphs: [
      `${inviter ?? 'Somebody'} of ${organisation.name} offers you a place in the team, as ${roles.join(', ')}.`,
      `The link is for you alone, works once and until ${until}.`,
    ],
    button: { label: 'Join the team', url },
    footer: ['If you do not know what this is about, do nothing: without the link nothing happens.'],
    brand: { name: organisation.name },
  })
  return { subject, html, text }
}
