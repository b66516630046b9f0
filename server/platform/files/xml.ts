import { join } from 'node:path'
import { refuse } from '@/server/platform/context/errors'

/** An XML element as the parser gives it: text, or child elements by name, each one or a list. Attributes are named `@…`. */
export type XmlNode = string | { [name: string]: XmlNode | XmlNode[] | undefined }

const xmlLimits = { milliseconds: 20_000, megabytes: 256, characterReferences: 20_000 } as const

// Not imported: the bundler of the web process would treat the thread's file as part of the pages.
const { Worker } = process.getBuiltinModule('node:worker_threads')

const READER = 'server/platform/files/xml-reader.mjs'

const wrong = (detail: string): never => refuse('FILE_NOT_UNDERSTOOD', { detail })

/** Refuses text that must not reach the parser. */
function checkText(xml: string): void {
  if (/<!\s*(DOCTYPE|ENTITY)/i.test(xml)) wrong('it declares entities of its own, which no bank does')
  if ((xml.match(/&#/g)?.length ?? 0) > xmlLimits.characterReferences) wrong('it is full of character references')
}

type Outcome = { tree: XmlNode | null } | 'TOO_LONG' | 'TOO_MUCH'

function readInThread(xml: string, limits: { milliseconds: number; megabytes: number }): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(join(process.cwd(), READER), {
      workerData: xml,
      resourceLimits: { maxOldGenerationSizeMb: limits.megabytes },
      env: {},
      execArgv: [],
    })
    const finish = (outcome: Outcome) => {
      clearTimeout(deadline)
      resolve(outcome)
      void worker.terminate()
    }
    const deadline = setTimeout(() => finish('TOO_LONG'), limits.milliseconds)
    worker.once('message', (message: { tree: XmlNode | null }) => finish(message))
    worker.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') return finish('TOO_MUCH')
      clearTimeout(deadline)
      reject(error)
    })
  })
}

/**
 * Reads the elements of an XML file in its own thread with a limit of time and memory, so that no file holds up other
 * work. Refuses FILE_NOT_UNDERSTOOD with a `detail` in words: entities, too large a structure, not well-formed.
 */
export async function readXml(
  xml: string,
  limits: { milliseconds?: number; megabytes?: number } = {},
): Promise<XmlNode> {
  checkText(xml)
  const outcome = await readInThread(xml, { ...xmlLimits, ...limits })
  if (outcome === 'TOO_LONG') return wrong('reading it took too long; ask the bank for a shorter period')
  if (outcome === 'TOO_MUCH') return wrong('reading it took too much memory; ask the bank for a shorter period')
  return outcome.tree ?? wrong('it is not well-formed XML')
}
