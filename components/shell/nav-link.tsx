'use client'

import { cn } from '@/components/ui/cn'
import { PageLink } from '@/components/ui/page-link'
import { type NavEntry, navIcons } from './nav'

interface NavLinkProps {
  entry: NavEntry
  current: boolean
  /** `rail` shows words on wide screens and icons on tablets, `list` always words, `bar` always icons. */
  place: 'rail' | 'list' | 'bar'
  onClick?: () => void
}

const places = {
  rail: 'lg:flex-row lg:gap-2.5 lg:px-2 lg:py-1 lg:text-sm max-lg:min-h-12 max-lg:flex-col max-lg:justify-center max-lg:gap-0.5 max-lg:text-2xs',
  list: 'min-h-11 gap-2.5 px-2',
  bar: 'min-h-14 flex-1 flex-col justify-center gap-0.5 text-2xs',
}

/** The link to one place, with the number of records that wait there. */
export function NavLink({ entry, current, place, onClick }: NavLinkProps) {
  const Icon = navIcons[entry.icon]
  const count = entry.count ? entry.count.toLocaleString('en') : ''
  return (
    <PageLink
      href={entry.href}
      onClick={onClick}
      data-stage={entry.stage}
      aria-current={current ? 'page' : undefined}
      className={cn(
        'relative flex min-w-0 items-center rounded-md text-ink-2 hover:bg-sunken hover:text-ink aria-[current=page]:bg-sunken aria-[current=page]:font-medium aria-[current=page]:text-ink',
        places[place],
      )}
    >
      {place !== 'bar' && (
        <i
          aria-hidden="true"
          className={cn(
            'size-2 shrink-0 rounded-xs',
            entry.stage ? 'bg-(--c)' : entry.icon === 'home' ? 'bg-ink' : 'bg-line-strong',
            place === 'rail' && 'max-lg:hidden',
          )}
        />
      )}
      {place !== 'list' && (
        <Icon
          aria-hidden="true"
          className={cn('size-[18px] shrink-0 text-(--c,var(--ink-2))', place === 'rail' && 'lg:hidden')}
        />
      )}
      <span className="max-w-full truncate">{entry.label}</span>
      {count && (
        <span
          className={cn(
            'ml-auto text-xs tabular-nums',
            entry.needsYou ? 'rounded-full bg-accent px-1.5 font-medium text-accent-ink' : 'text-ink-3',
            place === 'rail' && 'max-lg:absolute max-lg:top-0.5 max-lg:right-0.5 max-lg:text-2xs',
            place === 'rail' && !entry.needsYou && 'max-lg:hidden',
            place === 'bar' && 'absolute top-1 left-1/2 ml-2 text-2xs',
            place === 'bar' && !entry.needsYou && 'hidden',
          )}
        >
          {count}
          <span className="sr-only">{entry.needsYou ? ' need you' : ' waiting'}</span>
        </span>
      )}
    </PageLink>
  )
}
