import type { Metadata } from 'next'
import { callerFor } from '@/app/_server/trpc'
import { ButtonLink } from '@/components/ui/button'
import { Door } from '../../_components/door'
import { NewPasswordForm } from './new-password-form'

export const metadata: Metadata = { title: 'New password', referrer: 'no-referrer' }

export default async function NewPassword({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params
  const link = await (await callerFor('')).account.passwordLink({ token }).catch(() => null)
  if (!link)
    return (
      <Door title="This link is void" note="It was used, or is older than an hour. Ask for a new one.">
        <ButtonLink href="/password" tone="go" size="lg" className="self-start">
          Ask for a new link
        </ButtonLink>
      </Door>
    )
  return (
    <Door title="Choose a new password" note={`For ${link.email}. Every browser that is signed in is signed out.`}>
      <NewPasswordForm token={token} email={link.email} />
    </Door>
  )
}
