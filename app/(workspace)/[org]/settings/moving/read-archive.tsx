'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Banner } from '@/components/ui/banner'
import { ProgressBar } from '@/components/ui/progress-bar'
import { useWorkspace } from '@/components/ui/workspace'
import { FileForm } from './file-form'
import { type Progress, postedInSteps } from './posted-in-steps'

interface Answer {
  counts?: Record<string, number>
  words?: string
}

const what: readonly [table: string, many: string][] = [
  ['customer', 'customers'],
  ['product', 'products'],
  ['sales_order', 'orders'],
  ['shipment', 'shipments'],
  ['invoice', 'invoices'],
  ['receipt', 'receipts'],
]

const numberOf = (counts: Record<string, number> | undefined, table: string, locale: string) =>
  (counts?.[table] ?? 0).toLocaleString(locale)

/** Reads the file of a whole organisation into one in which nothing was entered yet. */
export function ReadArchive() {
  const { slug, locale } = useWorkspace()
  const queries = useQueryClient()
  const router = useRouter()
  const [progress, setProgress] = useState<Progress | null>(null)
  const send = async (file: File): Promise<Answer> => {
    const answer = await postedInSteps<Answer>(
      `/api/archive?organisation=${slug}`,
      file,
      'The server did not answer. Look whether the records are there before you try again.',
      setProgress,
    )
    setProgress(null)
    await queries.invalidateQueries()
    router.refresh()
    return answer
  }
  const all = (counts?: Record<string, number>) => Object.values(counts ?? {}).reduce((sum, rows) => sum + rows, 0)
  return (
    <FileForm
      title="Read such a file into this organisation"
      label="Archive (ZIP)"
      accept=".zip,application/zip"
      send="Read it"
      refused="Nothing was read"
      onSend={send}
      answered={({ counts }) => (
        <Banner
          tone="ok"
          live
          title={`The file was read: ${all(counts).toLocaleString(locale)} records`}
          className="max-w-3xl"
        >
          {what.map(([table, many]) => `${numberOf(counts, table, locale)} ${many}`).join(', ')}.
        </Banner>
      )}
    >
      <div className="mb-3 flex max-w-3xl flex-col gap-2 text-ink-2">
        <p>
          While nothing was entered here yet. Every record comes as it was: customers, products, stock, quotes, orders,
          parcels, shipments, invoices, payments, postings, documents, files and time lines, and the settings in place
          of those here. Numbers go on.
        </p>
        <p>
          People come as names and have no access; invite them. Keys, links and invitations are not in the file. Nothing
          is mailed, invoiced or reminded until you say so.
        </p>
      </div>
      {progress && (
        <div role="status" className="mb-3 flex max-w-3xl items-center gap-3">
          <ProgressBar
            value={progress.done}
            max={progress.all}
            label={`${progress.done.toLocaleString(locale)} of ${progress.all.toLocaleString(locale)} records`}
            className="w-44 shrink-0"
          />
          <span className="text-ink-2">
            {progress.done < progress.all
              ? `${progress.done.toLocaleString(locale)} of ${progress.all.toLocaleString(locale)} records`
              : 'All records are written; now it is checked that they add up'}
          </span>
        </div>
      )}
    </FileForm>
  )
}
