'use client'

import { useSuspenseQuery } from '@tanstack/react-query'
import { useTRPC, useTRPCClient } from '@/components/trpc-provider'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Instant } from '@/components/ui/text'
import type { UnsentMail } from '@/server/platform/mail/unsent'
import { RowAction } from '../_components/row-action'
import { type SettingsColumn, SettingsTable } from '../_components/settings-table'

/** 'CUT_OFF: the program ended while it was sent' → 'the program ended while it was sent'. */
const words = (failure: string | null) => (failure ?? '').replace(/^[A-Z_]+: /, '')

const reasonOf = ({ state, failure }: UnsentMail) =>
  state === 'UNCERTAIN' ? `May have arrived: ${words(failure)}` : words(failure)

const columns: SettingsColumn<UnsentMail>[] = [
  {
    head: 'Mail',
    cell: (row) => (
      // A person decides by the server's answer, so all of it is shown on as many lines as it needs.
      <div className="whitespace-normal py-2 [overflow-wrap:anywhere]">
        {row.subject} <span className="text-ink-3">to {row.toAddress}</span>
        <span className="block text-ink-2">{reasonOf(row)}</span>
      </div>
    ),
  },
  { head: 'Tried', cell: (row) => row.attemptedAt && <Instant at={row.attemptedAt} />, importance: 'medium' },
]

const mayArriveTwice = {
  title: 'Send this mail again?',
  description: 'The connection broke after the text was sent. If the mail arrived then, it arrives twice now.',
}
const notSent = { title: 'Set this mail aside?', description: 'It is not sent any more and leaves this list.' }

/** Mails that were given up, or may or may not have arrived. A person sends each again or sets it aside. */
export function UnsentMails() {
  const trpc = useTRPC()
  const client = useTRPCClient().organisation
  const { data } = useSuspenseQuery(trpc.organisation.unsentMails.queryOptions(undefined, { refetchInterval: 10_000 }))
  return (
    <Card
      title="Mails not sent"
      aside={data.count > data.mails.length ? `the newest ${data.mails.length} of ${data.count}` : undefined}
      flush
      footer="A mail is tried eight times over hours. One that may have arrived is never sent again without a person."
    >
      {data.mails.length === 0 ? (
        <EmptyState title="Every mail went.">
          A mail that was refused for good, or broke off in the middle, appears here.
        </EmptyState>
      ) : (
        <SettingsTable
          label="Mails not sent"
          columns={columns}
          rows={data.mails}
          rowKey={(row) => row.id}
          actions={({ id, state }) => (
            <>
              <RowAction
                label="Send again"
                done="The mail is in the queue again."
                confirm={state === 'UNCERTAIN' ? mayArriveTwice : undefined}
                send={() => client.sendMailAgain.mutate({ id })}
              />
              <RowAction label="Set aside" confirm={notSent} send={() => client.setMailAside.mutate({ id })} />
            </>
          )}
        />
      )}
    </Card>
  )
}
