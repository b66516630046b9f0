import { Card } from '@/components/ui/card'
import { PaperButton } from '@/components/ui/paper-button'
import { Tag } from '@/components/ui/tag'
import { Instant } from '@/components/ui/text'
import { useWorkspace } from '@/components/ui/workspace'
import type { QuoteHead } from '@/server/order/queries/quotes'
import type { QuoteVersion } from '@/server/order/queries/versions'

interface QuoteVersionsProps {
  quote: Pick<QuoteHead, 'versionNumber' | 'state'>
  versions: readonly QuoteVersion[]
}

/** What was sent, version by version, as the customer saw it and what they answered; with the fingerprint of each. */
export function QuoteVersions({ quote, versions }: QuoteVersionsProps) {
  const { slug } = useWorkspace()
  if (versions.length === 0) return null
  return (
    <Card title="Versions sent">
      <ul className="flex flex-col gap-3">
        {versions.map((version) => (
          <li key={version.id} className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <span className="font-medium">Version {version.number}</span>
            {version.answer ? (
              <Tag tone={version.answer === 'ACCEPTED' ? 'ok' : 'plain'}>{version.answer.toLowerCase()}</Tag>
            ) : (
              version.number < quote.versionNumber && <Tag>replaced</Tag>
            )}
            <span className="text-ink-2">
              sent <Instant at={version.sentAt} />,{' '}
              {version.openedAt ? (
                <>
                  opened <Instant at={version.openedAt} />
                </>
              ) : (
                'not opened yet'
              )}
            </span>
            <span className="ml-auto">
              <PaperButton href={`/api/documents/quoteVersion/${version.id}?organisation=${slug}`} />
            </span>
            {version.answeredAt && (
              <span className="basis-full text-ink-2">
                {version.answer === 'ACCEPTED' ? 'Accepted' : 'Declined'} <Instant at={version.answeredAt} />
                {version.answeredBy && ` by ${version.answeredBy}`}
                {version.comment && `: “${version.comment}”`}
              </span>
            )}
            <span className="basis-full break-all font-mono text-2xs text-ink-3">SHA-256 {version.hash}</span>
          </li>
        ))}
      </ul>
    </Card>
  )
}
