'use client'

import { useSearchParams } from 'next/navigation'
import { type ReactNode, useState } from 'react'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { useWorkspaceHref } from '@/components/ui/workspace'
import { partIn, placesOf, type Work, workplaceOf } from './place'

type OnFloor = Parameters<typeof partIn>[0]

interface AtPlace {
  here: OnFloor
  /** Undefined when all of it lies in one warehouse. */
  placeId?: string
  placeName?: string
  placeSwitch: ReactNode
  /** The address of a page of the floor, which opens in the same warehouse. */
  hereHref: (path: string) => string
}

/** One warehouse's part of an order, and a switch to the others, when its goods are divided between several. */
export function usePlace(data: OnFloor, work: Work, size?: 'tablet'): AtPlace {
  const href = useWorkspaceHref()
  const asked = useSearchParams().get('warehouse')
  const places = placesOf(data.lines, work)
  // The warehouse from whose list the page was opened; otherwise where something was to do then. It stays there when that is done.
  const [chosen, choose] = useState(places.find(({ id }) => id === asked)?.id ?? places[0]?.id)
  const [first] = places
  if (!first) return { here: workplaceOf(data), placeSwitch: null, hereHref: href }
  const { id: placeId, name: placeName } = places.find(({ id }) => id === chosen) ?? first
  const placeSwitch = (
    <fieldset className="mb-3.5 flex flex-wrap items-center gap-2">
      <legend className="mb-1 text-ink-3">This order comes from several warehouses. You see what lies in:</legend>
      {places.map(({ id, name }) => (
        <Button
          key={id}
          size={size}
          aria-pressed={id === placeId}
          className={cn(id === placeId && 'border-accent bg-accent-soft text-accent')}
          onClick={() => choose(id)}
        >
          {name}
        </Button>
      ))}
    </fieldset>
  )
  const hereHref = (path: string) => href(`${path}${path.includes('?') ? '&' : '?'}warehouse=${placeId}`)
  return { here: partIn(data, placeId), placeId, placeName, placeSwitch, hereHref }
}
