import type { NextRequest } from 'next/server'
import { refuse } from '@/server/platform/context/errors'

/** The body of a request as bytes. Refuses with the code `tooLarge` as soon as it is larger than so many. */
export async function bytesOf(request: NextRequest, most: number, tooLarge: string): Promise<Buffer> {
  if (Number(request.headers.get('content-length') ?? 0) > most) refuse(tooLarge)
  const pieces: Uint8Array[] = []
  let bytes = 0
  const reader = request.body?.getReader()
  for (;;) {
    const piece = await reader?.read()
    if (!piece || piece.done) return Buffer.concat(pieces)
    bytes += piece.value.length
    if (bytes > most) {
      void reader?.cancel()
      refuse(tooLarge)
    }
    pieces.push(piece.value)
  }
}
