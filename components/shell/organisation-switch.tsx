'use client'

import { ChevronDown } from 'lucide-react'
import { Menu } from '@/components/ui/menu'
import { Logo } from './logo'

export interface OrganisationLink {
  name: string
  href: string
  current?: boolean
}

/** Shows the organisation, and links to the person's others. */
export function OrganisationSwitch({
  name,
  organisations,
}: {
  name: string
  organisations: readonly OrganisationLink[]
}) {
  return (
    <Menu
      align="start"
      groups={[
        {
          label: 'Organisations',
          entries: organisations.map((one) => ({
            label: one.name,
            href: one.href,
            note: one.current ? 'here' : undefined,
          })),
        },
        { entries: [{ label: 'Found another…', href: '/organisations/new' }] },
      ]}
      trigger={
        <button
          type="button"
          aria-label={`${name}: change organisation`}
          className="flex min-h-9 min-w-0 max-lg:min-h-11 pointer-coarse:min-h-11 items-center gap-2 rounded-md px-2 font-semibold hover:bg-sunken max-lg:justify-center max-lg:px-0"
        >
          <Logo />
          <span className="truncate max-lg:hidden">{name}</span>
          <ChevronDown aria-hidden="true" className="size-3.5 shrink-0 text-ink-3 max-lg:hidden" />
        </button>
      }
    />
  )
}
