'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ToldRow } from '@/server/home/queries/timeline'
import { sentence } from '@/server/words'
import { useTRPC } from './trpc-provider'
import { Button } from './ui/button'
import { Card } from './ui/card'
import { Link } from './ui/link'
import { Skeleton } from './ui/skeleton'
import { Instant } from './ui/text'
import { Timeline } from './ui/timeline'
import { useWorkspace, useWorkspaceHref } from './ui/workspace'
import { whoDid } from './who-did'

interface RecordTimelineProps {
  objectType: string
  objectId: string
  /** For records with a history of years: the latest event comes first. */
  newestFirst?: boolean
}

/** A longer history shows this many of the latest events at first. */
const shownAtFirst = 20

/** What happened to a record and who did it, from the event log. */
export function RecordTimeline({ objectType, objectId, newestFirst }: RecordTimelineProps) {
  const trpc = useTRPC()
  const { data } = useQuery(trpc.home.timeline.queryOptions({ objectType, objectId }))
  const [whole, setWhole] = useState(false)
  const shown = whole || (data?.length ?? 0) <= shownAtFirst + 4 ? data : data?.slice(-shownAtFirst)
  const entries = newestFirst ? shown?.toReversed() : shown
  const hidden = (data?.length ?? 0) - (shown?.length ?? 0)
  const more = hidden > 0 && (
    <Button size="sm" tone="quiet" onClick={() => setWhole(true)}>
      Show the {hidden} before
    </Button>
  )
  return (
    <Card title="What happened" aside={newestFirst && data && data.length > 1 && 'the newest first'}>
      {!data && <Skeleton className="h-16 w-full" />}
      {data?.length === 0 && <p className="text-ink-3">Nothing yet.</p>}
      {!newestFirst && more}
      {entries && entries.length > 0 && (
        <Timeline
          entries={entries.map((event) => ({
            key: event.id,
            at: <Instant at={event.at} />,
            text: <Told event={event} />,
            who: whoDid(event),
            stage: event.name.split('/')[0],
          }))}
        />
      )}
      {newestFirst && more}
    </Card>
  )
}

const paths: Record<string, string> = {
  order: '/order',
  quote: '/order/quotes',
  shipment: '/shipping',
  invoice: '/invoicing',
  receipt: '/collection/receipts',
  product: '/products',
  plannedReceipt: '/fulfilment/planned',
  supplier: '/fulfilment/suppliers',
}

/** The sentence of an event, with links to the other records that it names. */
function Told({ event }: { event: ToldRow }) {
  const workspace = useWorkspace()
  const href = useWorkspaceHref()
  const words = sentence(event, workspace)
  const others = event.named.filter(({ label }) => !words.includes(label) || event.named.length === 1)
  return (
    <>
      {words}
      {others.map(({ type, id, label }) => (
        <span key={id}>
          {' · '}
          <Link quiet href={href(`${paths[type]}/${id}`)}>
            {label}
          </Link>
        </span>
      ))}
    </>
  )
}
