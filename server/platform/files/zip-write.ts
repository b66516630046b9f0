import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Zip, ZipDeflate } from 'fflate'

/** An archive that is being written. */
export interface ZipWriter {
  /** Adds a file; its content comes piece by piece, and is packed as it comes. */
  add(name: string, content: AsyncIterable<string | Uint8Array>): Promise<void>
}

const text = new TextEncoder()

/**
 * Writes a ZIP archive into a file of its own and hands it over in pieces of so many bytes; the file is gone afterwards. Neither the
 * content nor the archive is ever in memory as a whole.
 */
export async function zipped(
  write: (zip: ZipWriter) => Promise<void>,
  pieceBytes: number,
  take: (piece: Buffer, nth: number) => Promise<void>,
): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'octet-archive-'))
  const file = await open(join(folder, 'archive.zip'), 'w+')
  try {
    const waiting: Uint8Array[] = []
    let failure: Error | null = null
    const zip = new Zip((error, chunk) => {
      if (error) failure = error
      else waiting.push(chunk)
    })
    const flush = async () => {
      if (failure) throw failure
      for (const chunk of waiting.splice(0)) await file.write(chunk)
    }
    await write({
      async add(name, content) {
        const entry = new ZipDeflate(name, { level: 6 })
        zip.add(entry)
        for await (const part of content) {
          entry.push(typeof part === 'string' ? text.encode(part) : part)
          await flush()
        }
        entry.push(new Uint8Array(0), true)
        await flush()
      },
    })
    zip.end()
    await flush()
    const { size } = await file.stat()
    for (let at = 0, nth = 0; at < size; at += pieceBytes, nth++) {
      const piece = Buffer.alloc(Math.min(pieceBytes, size - at))
      await file.read(piece, 0, piece.length, at)
      await take(piece, nth)
    }
    return size
  } finally {
    await file.close()
    await rm(folder, { recursive: true, force: true })
  }
}
