import type { Metadata } from 'next'
import { scopeOf } from '@/app/_server/trpc'
import { DeviceCard } from './device-card'
import { NameForm } from './name-form'
import { PasswordForm } from './password-form'
import { SessionsCard } from './sessions-card'

export const metadata: Metadata = { title: 'Your account' }

export default async function AccountPage({ params }: { params: Promise<{ org: string }> }) {
  const { person, membership } = await scopeOf((await params).org)
  if (!person || !membership) return null
  return (
    <div className="flex max-w-xl flex-col gap-5">
      <NameForm
        name={person.name}
        facts={[
          { label: 'E-mail', value: person.confirmed ? person.email : `${person.email}, not confirmed yet` },
          { label: `Roles in ${membership.organisation.name}`, value: membership.roles.join(', ') },
        ]}
      />
      <PasswordForm />
      <DeviceCard />
      <SessionsCard />
    </div>
  )
}
