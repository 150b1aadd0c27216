import { monitorEventLoopDelay } from 'node:perf_hooks'
import { isMainThread } from 'node:worker_threads'

// Loaded into a server before its own code. Asked `begin` and `end`, it tells what the process spent in between: that
// says more than the clock where others share the machine. Only where the bench asks: a process that the server starts
// has it loaded too, and one that answers beside others waits for its parent on the channel that is given up here.
if (isMainThread && process.send && process.env['GAUGED_BY'] === String(process.ppid)) {
  const resolution = 5
  const delay = monitorEventLoopDelay({ resolution })
  delay.enable()
  let spentBefore = process.cpuUsage()
  // The histogram counts from one tick to the next, which is the resolution at the least.
  const late = (ns: number) => Math.max(0, ns / 1e6 - resolution)

  process.on('message', asked => {
    if (asked === 'begin') {
      delay.reset()
      spentBefore = process.cpuUsage()
      process.send?.({})
      return
    }
    const { user, system } = process.cpuUsage(spentBefore)
    process.send?.({
      cpuMs: (user + system) / 1_000,
      loopP99Ms: late(delay.percentile(99)),
      loopMaxMs: late(delay.max),
    })
  })
  process.once('disconnect', () => process.exit())
  process.channel?.unref()
}
