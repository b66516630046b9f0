import { notFound } from '@/server/platform/context/errors'
import type { Export } from '@/server/platform/files/csv'
import { readable } from '@/server/platform/lists/pages'
import type { Manner } from '@/server/platform/words/words'
import type { Problem } from '../rules/cells'
import type { Outcome } from '../rules/decided'
import { kinds, labelOf } from '../rules/fields'
import { rowListInput } from '../schema'
import { keptWords, problemField } from '../words/en'
import { type ImportListRow, type ImportRowShown, importRecord, importRows, listImports } from './imports'

const imports: Export<ImportListRow> = {
  permission: 'exchange.import',
  columns: () => [
    { label: 'File', value: (row) => row.fileName },
    { label: 'What', value: (row) => (row.kind ? kinds[row.kind].label : null) },
    { label: 'Program', value: (row) => row.program },
    { label: 'State', value: (row) => row.state },
    { label: 'Rows', value: (row) => row.rows },
    { label: 'Added', value: (row) => row.counts?.NEW },
    { label: 'Changed', value: (row) => row.counts?.CHANGED },
    { label: 'Already so', value: (row) => row.counts?.SAME },
    { label: 'Wrong', value: (row) => row.counts?.WRONG },
    { label: 'Sent', value: (row) => row.createdAt },
    { label: 'Ended', value: (row) => row.endedAt },
  ],
  page: (ctx, _search, after) => listImports(ctx, { after }),
}

interface RowOfFile extends ImportRowShown {
  fields: string
  words: string
}

/** The rows of one file with what became of each; the words for a problem come from whoever gathers them. */
export const importRowsFile = (problemWords: (problem: Problem, manner: Manner) => string): Export<RowOfFile> => ({
  permission: 'exchange.import',
  columns: () => [
    { label: 'Row', value: (row) => row.place },
    { label: 'Result', value: (row) => row.outcome },
    { label: 'Why', value: (row) => row.words },
    { label: 'Stays because', value: (row) => (row.kept ? keptWords(row.kept) : null) },
    { label: 'What the file says', value: (row) => row.fields },
  ],
  page: async (ctx, search, after) => {
    const { id, outcome } = readable(rowListInput, { id: search.id, outcome: search.outcome }) as {
      id?: string
      outcome?: Outcome
    }
    if (!id) notFound('import')
    const { kind, heads } = await importRecord(ctx, id)
    const { rows, more } = await importRows(ctx, { id, behind: Number(after ?? 0), ...(outcome && { outcome }) })
    const said = (row: ImportRowShown) =>
      row.cells.flatMap((cell, index) => (cell === '' ? [] : [`${heads[index] ?? ''}: ${cell}`])).join('; ')
    const why = (row: ImportRowShown) =>
      [
        ...(row.problems ?? []).map((one) =>
          [kind && problemField(kind, one), problemWords(one, ctx.organisation)].filter(Boolean).join(': '),
        ),
        ...(row.changes ?? []).map(([field, from, to]) => `${kind ? labelOf(kind, field) : field}: ${from} → ${to}`),
      ].join('; ')
    return {
      rows: rows.map((row) => ({ ...row, fields: said(row), words: why(row) })),
      previous: null,
      next: more ? String(rows.at(-1)?.place ?? 0) : null,
    }
  },
})

/** The files that were sent, as a file. */
export const exchangeFiles = { imports }
