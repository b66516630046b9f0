'use client'

import { useQueryClient } from '@tanstack/react-query'
import { Banner } from '@/components/ui/banner'
import { useWorkspace } from '@/components/ui/workspace'
import { FileForm, postedFile } from './file-form'

interface Answer {
  counts?: Record<string, number>
  words?: string
}

const what: readonly [table: string, many: string][] = [
  ['customer', 'customers'],
  ['product', 'products'],
  ['price_entry', 'prices'],
  ['open_item', 'open items'],
]

/** Reads the file of a whole organisation into one in which nothing was entered yet. */
export function ReadArchive() {
  const { slug } = useWorkspace()
  const queries = useQueryClient()
  const send = async (file: File): Promise<Answer> => {
    const answer = await postedFile<Answer>(
      `/api/archive?organisation=${slug}`,
      file,
      'The server did not answer. Look whether the records are there before you try again.',
    )
    await queries.invalidateQueries()
    return answer
  }
  return (
    <FileForm
      title="Read such a file into this organisation"
      label="Archive (ZIP)"
      accept=".zip,application/zip"
      send="Read it"
      refused="Nothing was read"
      onSend={send}
      answered={({ counts }) => (
        <Banner tone="ok" live title="The file was read">
          {what.map(([table, many]) => `${counts?.[table] ?? 0} ${many}`).join(', ')}.
        </Banner>
      )}
    >
      <p className="mb-3 text-ink-2">
        While nothing was entered here yet. Customers, products, price lists, suppliers, stock and what is owed come as
        they were; orders, invoices and the history stay in the file.
      </p>
    </FileForm>
  )
}
