import type { NextRequest } from 'next/server'
import { entered, nothing } from '@/app/_server/entered'
import { whyHead } from '@/server/exchange/mutations/take-file'
import { wrongRows } from '@/server/exchange/queries/imports'
import { importRef } from '@/server/exchange/schema'
import { problemField } from '@/server/exchange/words/en'
import { Refusal } from '@/server/platform/context/errors'
import { csvLine } from '@/server/platform/files/csv'
import { refusalWords } from '@/server/words'

/** The rows of an import that are wrong, with a column that says why, to be mended and sent again. */
export async function GET(request: NextRequest, { params }: { params: Promise<{ id: string }> }) {
  const asked = importRef.safeParse(await params)
  const slug = request.nextUrl.searchParams.get('organisation') ?? ''
  const ctx = await entered(request, slug, 'exchange.import')
  if (ctx instanceof Response) return ctx
  if (!asked.success) return nothing()
  const { currency, locale, timeZone } = ctx.organisation
  const manner = { currency, locale, timeZone }
  const found = await wrongRows(ctx, asked.data.id).catch((error: unknown) => {
    if (error instanceof Refusal) return null
    throw error
  })
  if (!found) return nothing()
  const { heads, rows, kind, fileName } = found
  const width = heads.length
  const why = (problems: (typeof rows)[number]['problems']) =>
    problems
      .map((one) =>
        [problemField(kind, one), refusalWords(one.code, one.parameters ?? {}, manner)].filter(Boolean).join(': '),
      )
      .join(' ')
  const lines = rows.map(({ cells, problems }) =>
    csvLine([...Array.from({ length: width }, (_none, at) => cells[at] ?? ''), why(problems)]),
  )
  return new Response(`\uFEFF${csvLine([...heads, whyHead])}${lines.join('')}`, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${encodeURIComponent(fileName.replace(/\.\w+$/, ''))}-to-mend.csv"`,
      'cache-control': 'no-store',
    },
  })
}
