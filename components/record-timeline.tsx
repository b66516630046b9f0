'use client'

import { useQuery } from '@tanstack/react-query'
import { sentence } from '@/server/words'
import { useTRPC } from './trpc-provider'
import { Card } from './ui/card'
import { Skeleton } from './ui/skeleton'
import { Instant } from './ui/text'
import { Timeline } from './ui/timeline'
import { useWorkspace } from './ui/workspace'

const actors: Record<string, string> = { SYSTEM: 'Octet', PORTAL: 'the customer' }

interface RecordTimelineProps {
  objectType: string
  objectId: string
  /** For what goes on for years: what happened last stands first. */
  newestFirst?: boolean
}

/** What happened to a record and who did it, from the event log. */
export function RecordTimeline({ objectType, objectId, newestFirst }: RecordTimelineProps) {
  const trpc = useTRPC()
  const workspace = useWorkspace()
  const { data } = useQuery(trpc.home.timeline.queryOptions({ objectType, objectId }))
  const entries = newestFirst ? data?.toReversed() : data
  return (
    <Card title="What happened" aside={newestFirst && data && data.length > 1 && 'the newest first'}>
      {!data && <Skeleton className="h-16 w-full" />}
      {data?.length === 0 && <p className="text-ink-3">Nothing yet.</p>}
      {entries && entries.length > 0 && (
        <Timeline
          entries={entries.map((event) => ({
            key: event.id,
            at: <Instant at={event.at} />,
            text: sentence(event, workspace),
            who: event.actorName ?? actors[event.actorKind],
            stage: event.name.split('/')[0],
          }))}
        />
      )}
    </Card>
  )
}
