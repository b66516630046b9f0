import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { callerFor, scopeOf } from '@/app/_server/trpc'
import { ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Door } from '../_components/door'

export const metadata: Metadata = { title: 'Organisations' }

export default async function Organisations({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | undefined>>
}) {
  const [{ person }, { enter }] = await Promise.all([scopeOf(''), searchParams])
  if (!person) redirect('/sign-in?next=/organisations')
  const organisations = await (await callerFor('')).account.organisations()
  const [only] = organisations
  if (enter && organisations.length === 1 && only) redirect(`/${only.slug}`)
  if (enter && organisations.length === 0) redirect('/organisations/new')
  return (
    <Door title="Your organisations" note={`You are signed in as ${person.email}.`}>
      {organisations.length === 0 && (
        <EmptyState title="You are in no organisation yet.">
          Create one, or open the link of an invitation that you were sent.
        </EmptyState>
      )}
      <ul className="flex flex-col gap-2">
        {organisations.map((organisation) => (
          <li key={organisation.id}>
            <a
              href={`/${organisation.slug}`}
              className="flex min-h-11 items-baseline gap-3 rounded-lg border bg-surface px-3.5 py-2.5 hover:border-line-strong"
            >
              <span className="truncate font-medium">{organisation.name}</span>
              <span className="ml-auto shrink-0 text-ink-3 text-xs">{organisation.roles.join(', ')}</span>
            </a>
          </li>
        ))}
      </ul>
      <ButtonLink href="/organisations/new" className="self-start">
        Found another
      </ButtonLink>
    </Door>
  )
}
