'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useFailureToast } from '@/components/failure'
import { useTRPC } from '@/components/trpc-provider'
import { Button, buttonClass } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Instant } from '@/components/ui/text'
import { useWorkspace } from '@/components/ui/workspace'

const megabytes = (bytes: bigint) => `${Math.max(1, Math.round(Number(bytes) / 100_000)) / 10} MB`

/** The whole organisation as one file: asked for here, made in the background, had by owners. */
export function ArchiveCard() {
  const trpc = useTRPC()
  const { slug } = useWorkspace()
  const queries = useQueryClient()
  const onError = useFailureToast()
  const { data: archive } = useQuery({
    ...trpc.exchange.archive.queryOptions(),
    refetchInterval: ({ state }) => (state.data?.state === 'ASKED' ? 2000 : false),
  })
  const ask = useMutation(
    trpc.exchange.askArchive.mutationOptions({
      onError,
      onSuccess: () => queries.invalidateQueries(trpc.exchange.archive.pathFilter()),
    }),
  )
  const isMade = archive?.state === 'ASKED'
  return (
    <Card title="The whole organisation as one file">
      <p className="mb-3 text-ink-2">
        Every record as CSV and JSON, and every document, as it stands at one moment; made while people work. Keys and
        links are left out. You can leave this page meanwhile.
      </p>
      <div className="flex flex-wrap items-center gap-3">
        <Button busy={ask.isPending || isMade} onClick={() => ask.mutate()}>
          {isMade ? 'Being made…' : 'Make the file'}
        </Button>
        {isMade && archive.parts > 0 && (
          <span className="text-ink-3" role="status">
            {Math.floor((100 * archive.partsDone) / archive.parts)} % written
          </span>
        )}
        {archive?.state === 'READY' && (
          <>
            <a href={`/api/archive/${archive.id}?organisation=${slug}`} download className={buttonClass({})}>
              Download {megabytes(archive.sizeBytes)}
            </a>
            <span className="text-ink-3">
              made <Instant at={archive.readyAt} />, kept for a week
            </span>
          </>
        )}
      </div>
    </Card>
  )
}
