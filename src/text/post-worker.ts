import { workerData } from 'node:worker_threads'
import { type AskedPost, type MadePost, makePost } from './make-post.ts'
import type { Said, ThreadData } from './thread.ts'

const { port }: ThreadData = workerData
const say = (message: Said<MadePost>) => port.postMessage(message)

port.on('message', (asked: AskedPost) => say(makePost(asked)))
say('ready')
