import type { Metadata } from 'next'
import { callerFor } from '@/app/_server/trpc'
import { ButtonLink } from '@/components/ui/button'
import { Door } from '../../_components/door'
import { InvitationForm } from './invitation-form'

export const metadata: Metadata = { title: 'Invitation', referrer: 'no-referrer' }

export default async function Invitation({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params
  const offer = await (await callerFor('')).account.invitation({ token }).catch(() => null)
  if (!offer)
    return (
      <Door
        title="This invitation is void"
        note="It was used, replaced, withdrawn or is too old. Ask the person who sent it for a new one."
      >
        <ButtonLink href="/organisations" className="self-start">
          To your organisations
        </ButtonLink>
      </Door>
    )
  const { organisationName, email, roles, next } = offer
  return (
    <Door title={`Join ${organisationName}`} note={`A place in the team as ${roles.join(', ')}, for ${email}.`}>
      {next === 'SIGN_IN' && (
        <ButtonLink href={`/sign-in?next=${encodeURIComponent(`/invitation/${token}`)}`} tone="go" size="lg">
          Sign in as {email}
        </ButtonLink>
      )}
      {next === 'OTHER_PERSON' && (
        <p>You are signed in as somebody else. Sign out there, then open the link of the invitation again.</p>
      )}
      {(next === 'ACCEPT' || next === 'REGISTER') && (
        <InvitationForm token={token} email={email} isNew={next === 'REGISTER'} />
      )}
    </Door>
  )
}
