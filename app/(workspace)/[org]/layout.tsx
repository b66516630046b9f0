import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import type { ReactNode } from 'react'
import { callerFor, HydrateClient, prefetch, scopeOf, trpcFor } from '@/app/_server/trpc'
import { closedTo } from '@/components/order/stages'
import { mintCtx } from '@/server/platform/context/ctx'
import { permissionsOf } from '@/server/platform/context/permissions'
import { ConfirmAddressBanner } from './_components/confirm-address-banner'
import { Frame } from './_components/frame'
import { StandsStill } from './_components/stands-still'
import { TrialBar } from './_components/trial-bar'

interface Props {
  params: Promise<{ org: string }>
  children: ReactNode
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { membership } = await scopeOf((await params).org)
  const name = membership?.organisation.name ?? 'Octet'
  return { title: { default: name, template: `%s · ${name}` } }
}

/** The entrance to an organisation: a stranger learns nothing, not even that it exists. Each procedure checks again. */
export default async function WorkspaceLayout({ params, children }: Props) {
  const { org } = await params
  const { person, membership } = await scopeOf(org)
  if (!person) redirect(`/sign-in?next=/${encodeURIComponent(org)}`)
  if (!membership) notFound()
  const { organisation, roles } = membership
  const { now, today } = mintCtx({ organisation, actor: { kind: 'PERSON', id: person.userId } })
  const permissions = [...permissionsOf(roles)]
  const onTrial = organisation.sample !== 'NONE' && !organisation.standsStill
  if (onTrial) await prefetch(trpcFor(org).trial.view.queryOptions())
  const organisations = await (await callerFor(org)).account.organisations()
  return (
    <Frame
      workspace={{
        slug: organisation.slug,
        name: organisation.name,
        locale: organisation.locale,
        currency: organisation.currency,
        timeZone: organisation.timeZone,
        now,
        today,
        personId: person.userId,
        closed: closedTo(permissions),
      }}
      organisations={organisations.map(({ slug, name }) => ({ name, href: `/${slug}`, current: slug === org }))}
      permissions={permissions}
      person={{ name: person.name, email: person.email }}
      banner={
        <>
          {onTrial && (
            <HydrateClient>
              <TrialBar />
            </HydrateClient>
          )}
          {organisation.standsStill && <StandsStill />}
          {!person.confirmed && <ConfirmAddressBanner email={person.email} />}
        </>
      }
    >
      {children}
    </Frame>
  )
}
