import type { NextRequest } from 'next/server'
import { ZodError } from 'zod'
import { entered, nothing } from '@/app/_server/entered'
import { exportsByName } from '@/server/exports'
import type { Ctx } from '@/server/platform/context/ctx'
import { Refusal } from '@/server/platform/context/errors'
import { csvLine, type Export } from '@/server/platform/files/csv'
import { typedCell, writeWorkbook } from '@/server/platform/files/xlsx-write'
import type { ListSearch } from '@/server/platform/lists/pages'
import { keptInput } from '@/server/platform/web/input'

interface Params {
  params: Promise<{ list: string }>
}

/** A whole list as CSV or, with `as=xlsx`, as a workbook, by the filters of its page: `/api/export/customers?organisation=acme&q=…`. */
export async function GET(request: NextRequest, { params }: Params) {
  const { list } = await params
  const asked = Object.fromEntries(request.nextUrl.searchParams)
  const { organisation: slug, as, ...search } = keptInput(asked) as Record<string, string>
  const wanted = Object.hasOwn(exportsByName, list) ? exportsByName[list] : undefined
  const ctx = await entered(request, slug, wanted?.permission)
  if (ctx instanceof Response) return ctx
  if (!wanted) return nothing()
  if (as === 'xlsx') return workbookOf(ctx, list, wanted, search)
  const lines = csvOf(ctx, wanted, search)
  const first = await lines.next().catch((error: unknown) => {
    if (error instanceof Refusal || error instanceof ZodError) return null
    throw error
  })
  if (!first) return new Response('These filters cannot be read.', { status: 400 })
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(bytes.encode(`\uFEFF${first.value ?? ''}`)),
    async pull(controller) {
      const { done, value } = await lines.next()
      if (done) controller.close()
      else controller.enqueue(bytes.encode(value))
    },
  })
  return new Response(body, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${list}-${ctx.today}.csv"`,
      'cache-control': 'no-store',
    },
  })
}

/** A workbook is written as a whole; a longer list is taken as CSV. */
const mostInWorkbook = 100_000

async function workbookOf(ctx: Ctx, list: string, wanted: Export<unknown>, search: ListSearch): Promise<Response> {
  const columns = wanted.columns(ctx)
  const { currency } = ctx.organisation
  const rows: ReturnType<typeof typedCell>[][] = []
  for (let after: string | undefined; ; ) {
    const page = await wanted.page(ctx, search, after).catch((error: unknown) => {
      if (error instanceof Refusal || error instanceof ZodError) return null
      throw error
    })
    if (!page) return new Response('These filters cannot be read.', { status: 400 })
    for (const row of page.rows)
      rows.push(columns.map(({ label, value }) => typedCell(value(row), label.endsWith(` ${currency}`))))
    if (rows.length > mostInWorkbook)
      return new Response('The list is too long for a workbook. Take it as CSV.', { status: 422 })
    if (!page.next) break
    after = page.next
  }
  const workbook = await writeWorkbook(
    columns.map(({ label }) => label),
    rows,
  )
  return new Response(new Uint8Array(workbook), {
    headers: {
      'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'content-disposition': `attachment; filename="${list}-${ctx.today}.xlsx"`,
      'cache-control': 'no-store',
    },
  })
}

const bytes = new TextEncoder()

async function* csvOf(ctx: Ctx, wanted: Export<unknown>, search: ListSearch): AsyncGenerator<string, undefined> {
  const columns = wanted.columns(ctx)
  let head = csvLine(columns.map((column) => column.label))
  for (let after: string | undefined; ; ) {
    const page = await wanted.page(ctx, search, after)
    yield head + page.rows.map((row) => csvLine(columns.map((column) => column.value(row)))).join('')
    head = ''
    if (!page.next) return undefined
    after = page.next
  }
}
