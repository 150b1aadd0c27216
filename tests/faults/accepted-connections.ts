// Loaded before the program: tells of each connection that it takes by the port at its other end.
import { subscribe } from 'node:diagnostics_channel'
import { Socket } from 'node:net'

const tell = (message: unknown) => {
  if (typeof message !== 'object' || message === null || !('socket' in message)) return
  if (message.socket instanceof Socket) process.send?.({ accepted: message.socket.remotePort })
}
subscribe('net.server.socket', tell)
process.channel?.unref()
