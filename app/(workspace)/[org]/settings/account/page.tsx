import { scopeOf } from '@/app/_server/trpc'
import { Card } from '@/components/ui/card'
import { Facts } from '@/components/ui/facts'
import { PasswordForm } from './password-form'

export default async function AccountPage({ params }: { params: Promise<{ org: string }> }) {
  const { person, membership } = await scopeOf((await params).org)
  if (!person || !membership) return null
  return (
    <div className="flex max-w-xl flex-col gap-3.5">
      <Card title="You">
        <Facts
          start
          facts={[
            { label: 'Name', value: person.name },
            { label: 'E-mail', value: person.email },
            { label: `Roles in ${membership.organisation.name}`, value: membership.roles.join(', ') },
          ]}
        />
      </Card>
      <PasswordForm />
    </div>
  )
}
