import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { NextRequest } from 'next/server'
import { isOwnOrigin } from '@/app/_server/address'
import { entered } from '@/app/_server/entered'
import { readArchive } from '@/server/exchange/mutations/read-archive'
import { Refusal } from '@/server/platform/context/errors'
import { refuseInPassage } from '@/server/platform/context/passage'
import { refusalWords } from '@/server/words'

const said = (words: string, status: number) => Response.json({ words }, { status })

const mostBytes = 2_000_000_000

/** Writes the body to the disk as it comes; a file that becomes too large is given up at once. */
async function keptAt(path: string, request: NextRequest): Promise<void> {
  if (Number(request.headers.get('content-length') ?? 0) > mostBytes) throw new Refusal('REFUSED', 'ARCHIVE_TOO_LARGE')
  const file = await open(path, 'w')
  let bytes = 0
  const reader = request.body?.getReader()
  try {
    for (let piece = await reader?.read(); piece && !piece.done; piece = await reader?.read()) {
      bytes += piece.value.length
      if (bytes > mostBytes) throw new Refusal('REFUSED', 'ARCHIVE_TOO_LARGE')
      await file.write(piece.value)
    }
  } catch (error) {
    void reader?.cancel()
    throw error
  } finally {
    await file.close()
  }
}

/** Reads the file of a whole organisation into one in which nothing was entered yet: `POST /api/archive?organisation=acme` with its bytes. */
export async function POST(request: NextRequest) {
  if (!isOwnOrigin(request)) return said('Foreign request.', 403)
  const ctx = await entered(
    request,
    request.nextUrl.searchParams.get('organisation') ?? undefined,
    'exchange.archive',
    said,
  )
  if (ctx instanceof Response) return ctx
  const folder = await mkdtemp(join(tmpdir(), 'octet-read-'))
  try {
    refuseInPassage(ctx.organisation)
    const path = join(folder, 'archive.zip')
    await keptAt(path, request)
    return Response.json({ counts: await readArchive(ctx, path) })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const { currency, locale, timeZone } = ctx.organisation
    return said(refusalWords(error.code, error.parameters, { currency, locale, timeZone }), 422)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
