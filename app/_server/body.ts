import type { NextRequest } from 'next/server'

/** The body of a request as bytes; undefined as soon as it is larger than so many. */
export async function bytesOf(request: NextRequest, most: number): Promise<Buffer | undefined> {
  if (Number(request.headers.get('content-length') ?? 0) > most) return undefined
  const pieces: Uint8Array[] = []
  let bytes = 0
  const reader = request.body?.getReader()
  for (;;) {
    const piece = await reader?.read()
    if (!piece || piece.done) return Buffer.concat(pieces)
    bytes += piece.value.length
    if (bytes > most) {
      void reader?.cancel()
      return undefined
    }
    pieces.push(piece.value)
  }
}
