import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Card } from '@/components/ui/card'
import { Facts } from '@/components/ui/facts'
import { PageHead } from '@/components/ui/page-head'
import { readCaught } from '@/server/platform/mail/caught'
import { mailDirectory } from '../directory'

export const metadata: Metadata = { title: 'Caught mail', robots: { index: false } }

/** One caught mail; its HTML is shown in a frame that can run no code. */
export default async function Mail({ params }: { params: Promise<{ id: string }> }) {
  const directory = mailDirectory()
  const { id } = await params
  const mail = directory && (await readCaught(directory, id))
  if (!mail) notFound()
  return (
    <main id="content" className="mx-auto flex max-w-5xl flex-col gap-4 px-4 py-6">
      <PageHead crumbs={[{ label: 'Caught mails', href: '/mail' }]} title={mail.subject || '(no subject)'} />
      <Card>
        <Facts
          start
          facts={[
            { label: 'From', value: mail.headerFrom },
            { label: 'To', value: mail.headerTo },
            ...mail.attachments.map((file) => ({
              label: 'Attached',
              value: (
                <a className="text-accent underline" href={`/mail/${id}/${file.index}`} download={file.filename}>
                  {file.filename}
                </a>
              ),
            })),
          ]}
        />
      </Card>
      {mail.html && (
        <iframe
          title="The mail as its reader sees it"
          sandbox="allow-popups allow-popups-to-escape-sandbox"
          srcDoc={mail.html}
          className="h-[70dvh] w-full rounded-lg border bg-surface"
        />
      )}
      <Card title="As text">
        <pre className="whitespace-pre-wrap font-mono text-xs">{mail.text}</pre>
      </Card>
    </main>
  )
}
