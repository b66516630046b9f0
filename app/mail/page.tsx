import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { buttonClass } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Link } from '@/components/ui/link'
import { PageHead } from '@/components/ui/page-head'
import { PageLink } from '@/components/ui/page-link'
import { Cell, HeadCell, Row, Table, TableBody, TableHead } from '@/components/ui/table'
import { listCaught } from '@/server/platform/mail/caught'
import { mailDirectory } from './directory'

export const metadata: Metadata = { title: 'Caught mails', robots: { index: false } }
export const dynamic = 'force-dynamic'

const shown = 50

/** Every mail that this installation would have sent, newest first. */
export default async function Mails({ searchParams }: { searchParams: Promise<{ before?: string; to?: string }> }) {
  const directory = mailDirectory()
  if (!directory) notFound()
  const { before, to } = await searchParams
  const mails = await listCaught(directory, { before, to, limit: shown })
  const last = mails.at(-1)
  return (
    <main id="content" className="mx-auto max-w-5xl px-4 py-6">
      <PageHead title="Caught mails" note="This installation sends no mail to anybody: every message ends here." />
      <Card flush>
        {mails.length === 0 && <EmptyState title="Mails appear here as soon as the first is written." />}
        {mails.length > 0 && (
          <Table label="Mails">
            <TableHead>
              <Row>
                <HeadCell importance="medium">Received</HeadCell>
                <HeadCell>To</HeadCell>
                <HeadCell grow>Subject</HeadCell>
              </Row>
            </TableHead>
            <TableBody>
              {mails.map((mail) => (
                <Row key={mail.id}>
                  <Cell importance="medium">
                    <time dateTime={mail.receivedAt}>{mail.receivedAt.slice(0, 16).replace('T', ' ')} UTC</time>
                  </Cell>
                  <Cell className="max-w-56 truncate max-sm:max-w-36">{mail.to.join(', ')}</Cell>
                  <Cell grow>
                    <Link href={`/mail/${mail.id}`}>{mail.subject || '(no subject)'}</Link>
                  </Cell>
                </Row>
              ))}
            </TableBody>
          </Table>
        )}
      </Card>
      {mails.length === shown && last && (
        <PageLink
          className={`${buttonClass({ size: 'sm' })} mt-3`}
          href={`/mail?${new URLSearchParams({ before: last.id, ...(to ? { to } : {}) })}`}
        >
          Older
        </PageLink>
      )}
    </main>
  )
}
