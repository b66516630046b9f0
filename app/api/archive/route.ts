import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { NextRequest } from 'next/server'
import { takenInSteps } from '@/app/_server/taken-in-steps'
import { readArchive } from '@/server/exchange/mutations/read-archive'
import { refuse } from '@/server/platform/context/errors'
import { checkThrough } from '@/server/simulation/check/check'

const mostBytes = 2_000_000_000

/** Writes the body to the disk as it comes; a file that becomes too large is given up at once. */
async function keptAt(path: string, request: NextRequest): Promise<void> {
  if (Number(request.headers.get('content-length') ?? 0) > mostBytes) refuse('ARCHIVE_TOO_LARGE')
  const file = await open(path, 'w')
  let bytes = 0
  const reader = request.body?.getReader()
  try {
    for (let piece = await reader?.read(); piece && !piece.done; piece = await reader?.read()) {
      bytes += piece.value.length
      if (bytes > mostBytes) refuse('ARCHIVE_TOO_LARGE')
      await file.write(piece.value)
    }
  } catch (error) {
    void reader?.cancel()
    throw error
  } finally {
    await file.close()
  }
}

/** Reads the file of a whole organisation into one in which nothing was entered yet: `POST /api/archive?organisation=acme` with its bytes. Says how far it is. */
export async function POST(request: NextRequest) {
  return takenInSteps(request, 'exchange.archive', async (ctx, told) => {
    const folder = await mkdtemp(join(tmpdir(), 'octet-read-'))
    try {
      const path = join(folder, 'archive.zip')
      await keptAt(path, request)
      return { counts: await readArchive(ctx, path, { check: checkThrough, told }) }
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  })
}
