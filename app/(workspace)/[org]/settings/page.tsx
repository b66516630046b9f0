import type { Metadata } from 'next'
import { HydrateClient, prefetch, scopeOf, trpcFor } from '@/app/_server/trpc'
import { countryDefaults } from '@/server/platform/place/country'
import { OrganisationForm } from './_components/organisation-form'

export const metadata: Metadata = { title: 'Organisation' }

export default async function OrganisationPage({ params }: { params: Promise<{ org: string }> }) {
  const { org } = await params
  await prefetch(trpcFor(org).organisation.settings.queryOptions())
  const { membership } = await scopeOf(org)
  const label = membership ? countryDefaults(membership.organisation.country).taxNumberLabel : 'Tax number'
  return (
    <HydrateClient>
      <OrganisationForm taxNumberLabel={label} />
    </HydrateClient>
  )
}
