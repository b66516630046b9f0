'use client'

import { type ReactNode, useState } from 'react'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { partIn, placesOf, type Work } from './place'

type OnFloor = Parameters<typeof partIn>[0]

interface AtPlace {
  here: OnFloor
  /** Undefined when all of it lies in one warehouse. */
  placeId?: string
  placeSwitch: ReactNode
}

/** One warehouse's part of an order, and a switch to the others, when its goods are divided between several. */
export function usePlace(data: OnFloor, work: Work, size?: 'tablet'): AtPlace {
  const places = placesOf(data.lines, work)
  // Where something was to do when the page was opened: it stays there when that is done.
  const [chosen, choose] = useState(places[0]?.id)
  const [first] = places
  if (!first) return { here: data, placeSwitch: null }
  const placeId = (places.find(({ id }) => id === chosen) ?? first).id
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
  return { here: partIn(data, placeId), placeId, placeSwitch }
}
