import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { circlesOf, code, importsOf, isTest, platformRanks, ranks, read, root, sources, texts, walk } from './tidy'

// The house rules of STYLE.md that a program can check. Every message names the file and the rule.

const self = 'server/tidy.test.ts'

/** What breaks a rule for a reason that holds. */
const exceptions: Record<string, string> = {
  'components/query-client.ts': 'the library calls it a query client',
  'components/ui/data-table.tsx': 'a primitive that knows no domain; everybody calls it a data table',
  'components/ui/data-table-head.tsx': 'the same',
  'components/ui/data-table-state.ts': 'the same',
  'app/(workspace)/[org]/layout.tsx': 'the gate of an organisation mints the context before any procedure runs',
  'app/mail/page.tsx': 'the catcher is a folder of a demo, not a procedure of an organisation',
  'app/mail/[id]/page.tsx': 'the same',
  'app/portal/[token]/page.tsx': 'a link is looked up before an organisation is known',
  'server/simulation/drive.ts': 'drives the same functions in process that the worker serves',
  'server/simulation/agenda.ts': 'a heap of what is to come',
  'server/platform/database/run.ts': 'a transaction that is open',
  'server/platform/database/pipeline.ts': 'a trip that is under way',
  'server/platform/database/idempotency.ts': 'a key is claimed, as everybody says',
}

/** The offences that no exception covers. */
const unexcused = (offences: string[]) => offences.filter((line) => !exceptions[line.split(': ')[0] as string])

const roomOf = (path: string) => /^server\/([^/]+)\//.exec(path)?.[1]
const rooms = code.filter((path) => roomOf(path) && !isTest(path))
const stages = rooms.filter((path) => !['platform', 'programs', 'simulation'].includes(roomOf(path) as string))

describe('the layout', () => {
  it('has rooms that are known', () => {
    const rooms = new Set(sources.map(roomOf).filter((room) => room !== undefined))
    expect([...rooms].filter((room) => !(room in ranks))).toEqual([])
  })

  it('has only the file names of STYLE.md inside a stage', () => {
    const free = new Set(['platform', 'simulation', 'programs'])
    const names = [
      /^(schema|rules|queries|mutations|functions|gateway|router)\.ts$/,
      /^(schema|rules|queries|mutations|router)\/[a-z-]+\.ts$/,
      /^(emails|documents)\/[a-z-]+\.ts$/,
      /^words\/[a-z]{2}(\/[a-z-]+)?\.ts$/,
      /^([a-z]+\/)?[a-z-]+\.test\.ts$/,
    ]
    const stray = sources.filter((path) => {
      const [, room, rest] = /^server\/([^/]+)\/(.+)$/.exec(path) ?? []
      return room && rest && !free.has(room) && !names.some((name) => name.test(rest))
    })
    expect(unexcused(stray)).toEqual([])
  })

  it('has no barrels and no folders that mean nothing', () => {
    const stray = code.filter((path) =>
      /(^|\/)index\.tsx?$|(^|\/)(utils?|helpers?|lib|hooks|types|common|misc)\//.test(path),
    )
    expect(unexcused(stray)).toEqual([])
  })

  it('has names without client, bill, claim, helper, util, manager, info', () => {
    const banned = /(^|[-/])(clients?|bills?|claims?|helpers?|utils?|managers?|info|data)([-./]|$)/
    expect(unexcused(code.filter((path) => banned.test(path)))).toEqual([])
  })

  it('exports no name with a word that is another word for one of the trade, or says nothing', () => {
    const banned =
      /(^|[a-z])(Client|Claim|Helper|Util|Manager|Handler|Info)s?($|[A-Z])|^(client|claim|helper|util|manager|info)(s?$|[A-Z])/
    const found = rooms.flatMap((path) =>
      [...(texts.get(path) ?? '').matchAll(/^export (?:async )?(?:const|function|interface|type|class) (\w+)/gm)]
        .filter(([, name]) => banned.test(name as string))
        .map(([, name]) => `${path}: exports ${name}`),
    )
    expect(unexcused(found)).toEqual([])
  })
})

describe('imports', () => {
  it('are seen by this test: packages, rooms, types', () => {
    const seen = importsOf('server/founding/founding.test.ts').map(({ target }) => target)
    expect(seen).toEqual(expect.arrayContaining(['pg', 'server/platform/database/tenancy', 'server/founding/rules']))
    expect(importsOf('server/platform/context/ctx.ts')).toContainEqual({
      target: 'server/platform/context/permissions',
      isType: true,
      isLazy: false,
    })
    expect(code.flatMap(importsOf).length).toBeGreaterThan(1000)
  })

  it('go one way between the rooms of server/', () => {
    const against = rooms.flatMap((path) => {
      const room = roomOf(path) as string
      return importsOf(path)
        .filter(({ target }) => {
          const other = roomOf(`${target}/`)
          if (!other || other === room || other === 'generated') return false
          return !((ranks[other] ?? 99) < (ranks[room] ?? -1))
        })
        .map(({ target }) => `${path}: imports ${target}, which does not stand below ${room}`)
    })
    expect(unexcused(against)).toEqual([])
  })

  it('go one way between the rooms of the platform', () => {
    const inner = (path: string) => /^server\/platform\/([^/]+)\//.exec(path)?.[1]
    const inside = rooms.filter((path) => roomOf(path) === 'platform')
    expect(inside.filter((path) => !((inner(path) ?? '') in platformRanks))).toEqual([])
    const against = inside.flatMap((path) => {
      const room = inner(path) as string
      return importsOf(path)
        .map(({ target }) => ({ target, other: inner(`${target}/`) }))
        .filter(({ other }) => other && other !== room && (platformRanks[other] ?? 99) >= (platformRanks[room] ?? -1))
        .map(({ target }) => `${path}: imports ${target}, which does not stand below ${room}`)
    })
    expect(unexcused(against)).toEqual([])
  })

  it('make no circle of files, not even of types', () => {
    expect(circlesOf(code.filter((path) => !isTest(path)))).toEqual([])
  })

  it('do not lead from server/ to Next, pages, components or what gathers the rooms', () => {
    const gather = /^server\/(router|functions|documents|exports|worker)$/
    const against = code
      .filter((path) => path.startsWith('server/') && !isTest(path))
      .flatMap((path) =>
        importsOf(path)
          .filter(({ target, isType }) => {
            if (/^(next|next-auth|react|react-dom)(\/|$)|^(app|components)\//.test(target)) return true
            return (
              gather.test(target) && roomOf(path) !== undefined && (ranks[roomOf(path) as string] ?? 0) < 12 && !isType
            )
          })
          .map(({ target }) => `${path}: imports ${target}`),
      )
    expect(unexcused(against)).toEqual([])
  })

  it('bring to pages and components only types, schemas, rules and words of the server', () => {
    const pure =
      /^server\/([^/]+\/)+(schema|rules)(\/[a-z-]+)?$|^server\/words$|\/words\/en(\/[a-z-]+)?$|^server\/([^/]+\/)*words$/
    const platform =
      /^server\/platform\/(money\/\w+|time\/(calendar|working-days)|place\/[a-z-]+|words\/(words|units|packs)|lists\/pages|context\/permissions)$/
    const against = code
      .filter(
        (path) => /^(app|components)\//.test(path) && !/^app\/(api|_server)\/|\/route\.ts$/.test(path) && !isTest(path),
      )
      .flatMap((path) =>
        importsOf(path)
          .filter(
            ({ target, isType }) =>
              target.startsWith('server/') && !isType && !pure.test(target) && !platform.test(target),
          )
          .map(({ target }) => `${path}: imports ${target}`),
      )
    expect(unexcused(against)).toEqual([])
  })
})

describe('the pieces of a stage', () => {
  const io =
    /^server\/platform\/(database\/(run|db|tenancy|numbers)|events\/events|jobs\/functions|mail\/gateway)$|\/(queries|mutations)(\/|$)|^server\/generated\//
  const transport = /^(inngest|@trpc\/\S+|server\/platform\/web\/trpc)$/
  it.each<[string, RegExp, RegExp]>([
    ['rules decide from their arguments alone', /\/rules(\/[a-z-]+)?\.ts$/, io],
    ['schemas know no database', /\/schema(\/[a-z-]+)?\.ts$/, io],
    ['letters, papers and words read no database', /\/(emails|documents|words)\/[a-z-]+\.ts$/, io],
    ['verbs know no transport', /\/mutations(\/[a-z-]+)?\.ts$/, transport],
    [
      'reads know no transport and no verb',
      /\/queries(\/[a-z-]+)?\.ts$/,
      /^(inngest|@trpc\/\S+|server\/platform\/web\/trpc)$|\/mutations(\/|$)/,
    ],
    ['routers open no transaction', /\/router(\/[a-z-]+)?\.ts$/, /^server\/platform\/database\/(run|db|tenancy|sql)$/],
  ])('%s', (_rule, piece, never) => {
    const against = stages
      .filter((path) => piece.test(path))
      .flatMap((path) =>
        importsOf(path)
          .filter(({ target, isType }) => !isType && never.test(target))
          .map(({ target }) => `${path}: imports ${target}`),
      )
    expect(unexcused(against)).toEqual([])
  })
})

describe('files', () => {
  const lengths = code.map((path) => ({ path, lines: (texts.get(path) ?? '').split('\n').length - 1 }))

  it('have at most 300 lines, routers at most 80', () => {
    const long = lengths
      .filter(({ lines }) => lines > 300)
      .map(({ path, lines }) => `${path}: ${lines} lines, at most 300`)
    const routers = lengths
      .filter(({ path, lines }) => /^server\/.*router(\.ts|\/[a-z-]+\.ts)$/.test(path) && lines > 80)
      .map(({ path, lines }) => `${path}: ${lines} lines, a router has at most 80`)
    expect(unexcused([...long, ...routers])).toEqual([])
  })

  it('are small as a rule: half of them at most 80 lines, nine of ten at most 170', () => {
    const sorted = lengths.map(({ lines }) => lines).sort((a, b) => a - b)
    expect(sorted[Math.floor(sorted.length * 0.5)]).toBeLessThanOrEqual(80)
    expect(sorted[Math.floor(sorted.length * 0.9)]).toBeLessThanOrEqual(170)
  })

  it('leave no test out and point at none alone', () => {
    const pattern = /\b(it|test|describe)(\.\w+)*\.(skip|only|todo|fixme)\b|\b(xit|xdescribe|fit|fdescribe)\(/
    expect(grep(code, pattern)).toEqual([])
  })

  it('speak of the product only: no machine path, no number of a ticket', () => {
    const pattern = /(^|[\s'"`(])(\/work|\/tmp\/plan|\/root|\/home\/\w+)\/|\.\.\/shared\/|\bissues? #\d/i
    const pages = ['README.md', 'STYLE.md', ...walk('docs')]
    for (const page of pages) texts.set(page, read(page))
    expect(grep([...texts.keys()], pattern)).toEqual([])
  })
})

/** `path:line: text` of every line that the pattern finds. */
function grep(paths: Iterable<string>, pattern: RegExp): string[] {
  const found: string[] = []
  for (const path of paths) {
    if (path === self) continue
    const lines = (texts.get(path) ?? '').split('\n')
    lines.forEach((line, index) => {
      if (pattern.test(line)) found.push(`${path}: ${index + 1}: ${line.trim()}`)
    })
  }
  return unexcused(found)
}

describe('the code', () => {
  it('asks no clock and makes no id in SQL of the rooms', () => {
    // `clock.now()` is the program's own clock; the executor's tables are no business of an organisation.
    const pattern =
      /(?<![.\w])now\(\)(?!\s*[:{])|\b(current_date|current_timestamp|localtimestamp)\b|\b(clock_timestamp|uuidv7|gen_random_uuid)\(\)/i
    const asked = rooms.filter((path) => !path.startsWith('server/platform/jobs/executor/'))
    expect(grep(asked, pattern).filter((line) => !/: \d+: (\/\/|\*|\/\*)/.test(line))).toEqual([])
  })

  it('never takes a number for money: no parseFloat, no toFixed in the rooms', () => {
    const priced = rooms.filter((path) => !/^server\/(simulation|programs)\//.test(path))
    expect(grep(priced, /\bparseFloat\(|Number\.parseFloat|\.toFixed\(/)).toEqual([])
  })

  it('writes the days of mails with their year', () => {
    expect(rooms.filter((path) => /\/emails\//.test(path) && /\bspeak\b/.test(texts.get(path) ?? ''))).toEqual([])
  })

  it('has no class but errors and what keeps something open', () => {
    const found = grep(
      code.filter((path) => path.startsWith('server/') && !isTest(path)),
      /^\s*(export )?(abstract )?class /,
    )
    expect(found.filter((line) => !/ extends \w*(Error|Refusal)\b/.test(line))).toEqual([])
  })

  it('reads the clock of the machine only where the platform or a supervisor does', () => {
    expect(grep(stages, /\bnew Date\(\)|\bDate\.now\(\)/)).toEqual([])
  })

  it('opens raw connections only in the platform', () => {
    const against = stages.flatMap((path) =>
      importsOf(path)
        .filter(({ target }) => /^(pg|kysely|@prisma\/client|server\/platform\/database\/db)$/.test(target))
        .filter(({ target, isType }) => !isType && target !== 'kysely')
        .map(({ target }) => `${path}: imports ${target}`),
    )
    expect(unexcused(against)).toEqual([])
  })
})

describe('the exceptions', () => {
  it('are of files that are there', () => {
    expect(Object.keys(exceptions).filter((path) => !existsSync(join(root, path)))).toEqual([])
  })
})

describe('the models', () => {
  it('each say what they are', () => {
    const models = sources.filter((path) => path.endsWith('.prisma'))
    const silent = models.flatMap((path) => {
      const lines = read(path).split('\n')
      return lines.flatMap((line, index) =>
        /^(model|enum) /.test(line) && !lines[index - 1]?.startsWith('///') ? [`${path}: ${line}`] : [],
      )
    })
    expect(models.length).toBeGreaterThan(10)
    expect(unexcused(silent)).toEqual([])
  })
})
