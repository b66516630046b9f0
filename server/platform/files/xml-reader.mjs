// The thread that reads one XML file into plain objects. It is plain JavaScript, because Node runs this file directly.
import { parentPort, workerData } from 'node:worker_threads'
import { XMLParser } from 'fast-xml-parser'

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  removeNSPrefix: true,
  parseTagValue: false,
  parseAttributeValue: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
})

try {
  parentPort.postMessage({ tree: parser.parse(workerData, true) })
} catch {
  parentPort.postMessage({ tree: null })
}
