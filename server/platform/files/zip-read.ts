import { open } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { createInflateRaw } from 'node:zlib'
import { refuse } from '../context/errors'

/** An archive of which files are read one after the other, never as a whole. */
export interface ZipReader {
  has(name: string): boolean
  names(): Iterable<string>
  /** The lines of a file. Refuses with ARCHIVE_UNREADABLE, and with ARCHIVE_TOO_MUCH when it unpacks to more than is taken. */
  lines(name: string): AsyncIterable<string>
  /** A file of at most so many bytes as a whole. Refuses likewise. */
  bytes(name: string, most: number): Promise<Buffer>
  close(): Promise<void>
}

interface Entry {
  at: number
  method: number
  packedBytes: number
}

/** How much is unpacked of one archive, and how long a line may be. */
const mostUnpacked = 4_000_000_000
const longestLine = 1_000_000
const mostDirectory = 50_000_000

const wrong = (): never => refuse('ARCHIVE_UNREADABLE')

/** The count beside a directory has room for 65,535 files, so that it is read to its end. */
function entriesIn(directory: Buffer): Map<string, Entry> {
  const entries = new Map<string, Entry>()
  let at = 0
  while (at < directory.length) {
    if (at + 46 > directory.length || directory.readUInt32LE(at) !== 0x02014b50) wrong()
    const nameBytes = directory.readUInt16LE(at + 28)
    entries.set(directory.toString('utf8', at + 46, at + 46 + nameBytes), {
      method: directory.readUInt16LE(at + 10),
      packedBytes: directory.readUInt32LE(at + 20),
      at: directory.readUInt32LE(at + 42),
    })
    at += 46 + nameBytes + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32)
  }
  return entries
}

/** Opens a ZIP archive on the disk by its directory alone. Refuses with ARCHIVE_UNREADABLE. */
export async function openZip(path: string): Promise<ZipReader> {
  const file = await open(path, 'r')
  const at = async (from: number, length: number) => {
    const bytes = Buffer.alloc(length)
    const { bytesRead } = await file.read(bytes, 0, length, from)
    return bytes.subarray(0, bytesRead)
  }
  try {
    const { size } = await file.stat()
    const tail = await at(Math.max(0, size - 66_000), 66_000)
    const end = tail.lastIndexOf(Buffer.from('504b0506', 'hex'))
    if (end < 0 || end + 22 > tail.length) wrong()
    const [bytes, from] = [tail.readUInt32LE(end + 12), tail.readUInt32LE(end + 16)]
    if (bytes > mostDirectory || from + bytes > size) wrong()
    const entries = entriesIn(await at(from, bytes))
    let unpacked = 0
    async function* pieces(name: string): AsyncGenerator<Buffer> {
      const entry = entries.get(name)
      if (!entry || (entry.method !== 0 && entry.method !== 8)) return wrong()
      const head = await at(entry.at, 30)
      if (head.length < 30 || head.readUInt32LE(0) !== 0x04034b50) wrong()
      const begin = entry.at + 30 + head.readUInt16LE(26) + head.readUInt16LE(28)
      const stored = async function* () {
        const step = 256_000
        for (let done = 0; done < entry.packedBytes; done += step)
          yield await at(begin + done, Math.min(step, entry.packedBytes - done))
      }
      const packed = Readable.from(stored())
      const plain = entry.method === 0 ? packed : packed.pipe(createInflateRaw())
      try {
        for await (const piece of plain) {
          unpacked += piece.length
          if (unpacked > mostUnpacked) refuse('ARCHIVE_TOO_MUCH')
          yield piece
        }
      } catch (error) {
        if ((error as { code?: string }).code?.startsWith('Z_')) wrong()
        throw error
      } finally {
        packed.destroy()
      }
    }
    return {
      has: (name) => entries.has(name),
      names: () => entries.keys(),
      async *lines(name) {
        let rest = ''
        const decoder = new TextDecoder()
        for await (const piece of pieces(name)) {
          const parts = (rest + decoder.decode(piece, { stream: true })).split('\n')
          rest = parts.pop() ?? ''
          if (rest.length > longestLine) refuse('ARCHIVE_TOO_MUCH')
          yield* parts
        }
        if (rest !== '') yield rest
      },
      async bytes(name, most) {
        const parts: Buffer[] = []
        let length = 0
        for await (const piece of pieces(name)) {
          length += piece.length
          if (length > most) refuse('ARCHIVE_TOO_MUCH')
          parts.push(piece)
        }
        return Buffer.concat(parts)
      },
      close: () => file.close(),
    }
  } catch (error) {
    await file.close()
    throw error
  }
}
