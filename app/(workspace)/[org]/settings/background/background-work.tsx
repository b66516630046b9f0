'use client'

import { useSuspenseQuery } from '@tanstack/react-query'
import { useTRPC, useTRPCClient } from '@/components/trpc-provider'
import { Banner } from '@/components/ui/banner'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Instant } from '@/components/ui/text'
import type { FailedWork } from '@/server/platform/jobs/executor/status'
import type { BackgroundWork as BackgroundWorkAnswer } from '@/server/platform/jobs/operations'
import { RowAction } from '../_components/row-action'
import { type SettingsColumn, SettingsTable } from '../_components/settings-table'

/** 'octet-invoicing.issue-waiting' → 'Invoicing: issue waiting'. */
function workName(functionId: string): string {
  const [stage = '', work = ''] = functionId.replace(/^octet-/, '').split('.')
  return `${stage.charAt(0).toUpperCase()}${stage.slice(1)}: ${work.replace(/-organisation$/, '').replaceAll('-', ' ')}`
}

/**
 * By now a refusal has only its code, without the parameters for its sentence: 'LEGAL_DETAILS_MISSING' → 'Refused:
 * legal details missing'.
 */
const reasonOf = ({ name, message }: FailedWork['error']) =>
  name === 'Refusal' ? `Refused: ${message.toLowerCase().replaceAll('_', ' ')}` : message || name

const columns: SettingsColumn<FailedWork>[] = [
  { head: 'Work', cell: (row) => workName(row.functionId) },
  { head: 'Reason', cell: (row) => reasonOf(row.error), grow: true },
  { head: 'Given up', cell: (row) => <Instant at={new Date(row.failedAt)} />, importance: 'medium' },
]

const footer =
  'Invoices, mails, reminders and the like. What fails is tried nine times over more than an hour before it is given up.'

function stateOf(data: Exclude<BackgroundWorkAnswer, { carriedOutBy: 'NOBODY' }>): string {
  if (data.carriedOutBy === 'SERVER') return 'run by an Inngest server, which shows what waits'
  const { waiting, oldestSeconds } = data.work
  return waiting === 0 ? 'nothing waits' : `${waiting} under way, the oldest for ${oldestSeconds} s`
}

/** The background work of this organisation: what waits, what was given up, and why. */
export function BackgroundWork() {
  const trpc = useTRPC()
  const client = useTRPCClient().organisation
  const { data } = useSuspenseQuery(trpc.organisation.work.queryOptions(undefined, { refetchInterval: 10_000 }))
  if (data.carriedOutBy === 'NOBODY')
    return (
      <Banner tone="warn" title="The background work does not answer.">
        It starts again by itself; nothing that was entered is lost. If this stays, look at its log.
      </Banner>
    )
  const failed = data.carriedOutBy === 'SERVER' ? data.failed : data.work.failed
  return (
    <Card title="Background work" aside={stateOf(data)} flush footer={footer}>
      {failed.length === 0 ? (
        <EmptyState title="Nothing was given up.">Work that failed for good appears here with its reason.</EmptyState>
      ) : (
        <SettingsTable
          label="Work that was given up"
          columns={columns}
          rows={failed}
          rowKey={(row) => row.runId}
          actions={({ runId }) => <RowAction label="Try again" send={() => client.retryWork.mutate({ runId })} />}
        />
      )}
    </Card>
  )
}
