import { readFile } from 'node:fs/promises'

// What Linux tells of a process. Elsewhere there is nothing to read.

const msPerTick = 10

/** The processor time in ms that a process has spent so far, and its name; NaN where it is not seen. */
export async function spentBy(pid: number): Promise<{ name: string; ms: number }> {
  const line = await read(pid, 'stat')
  // The 2nd field is the name, in parentheses; the 14th and 15th are the time.
  const end = line.lastIndexOf(')')
  const fields = line.slice(end + 2).split(' ')
  return {
    name: line.slice(line.indexOf('(') + 1, end),
    ms: (Number(fields[11]) + Number(fields[12])) * msPerTick,
  }
}

/** The processor time in ms that the processes have spent so far which it has started, and which they have. */
export async function childrenMs(pid: number): Promise<number> {
  const spent = await Promise.all(
    (await childrenOf(pid)).map(async child => (await spentBy(child)).ms + (await childrenMs(child))),
  )
  return spent.reduce((sum, ms) => sum + (ms || 0), 0)
}

/** What a process and those that it has started hold (PSS: what is shared in equal parts), in MB, its own first. */
export async function memoryOf(pid: number): Promise<number[]> {
  const kb = (await read(pid, 'smaps_rollup')).match(/^Pss:\s+(\d+)/m)?.[1]
  const own = kb === undefined ? [] : [Number(kb) / 1_024]
  return [own, ...(await Promise.all((await childrenOf(pid)).map(memoryOf)))].flat()
}

/** The processor time in ms that the first thread of a process has spent so far; NaN where it is not seen. */
export const firstThreadMs = async (pid: number): Promise<number> => (await schedulingOf(pid)).ran

/** For how long in ms the first thread of a process could have run so far, and had no core; NaN where it is not seen. */
export const firstThreadWaitedMs = async (pid: number): Promise<number> => (await schedulingOf(pid)).waited

async function schedulingOf(pid: number): Promise<{ ran: number; waited: number }> {
  const [ran, waited] = (await read(pid, `task/${pid}/schedstat`)).split(' ').map(Number)
  return { ran: (ran || Number.NaN) / 1e6, waited: (waited ?? Number.NaN) / 1e6 }
}

/** What a process held at most so far (RSS), in MB; NaN where it is not seen. */
export async function peakOf(pid: number): Promise<number> {
  const kb = (await read(pid, 'status')).match(/^VmHWM:\s+(\d+)/m)?.[1]
  return kb === undefined ? Number.NaN : Number(kb) / 1_024
}

async function childrenOf(pid: number): Promise<number[]> {
  const children = await read(pid, `task/${pid}/children`)
  return children.trim().split(' ').filter(Boolean).map(Number)
}

const read = (pid: number, file: string) => readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => '')
