import type { PostField, PostProblems } from '../../../src/posts/form.ts'
import type { Messages } from '../../../src/i18n/messages.ts'
import { urls } from '../../../src/urls.ts'
import { Difference } from '../../components/difference.tsx'
import { ErrorSummary } from '../../components/error-summary.tsx'
import { AdminPage } from '../../layouts/admin.tsx'
import { type EditorProps, FieldError, fieldIds, fieldLabels, wrong } from './editor-fields.tsx'
import { canBeRead, EditorButtons } from './editor-buttons.tsx'
import { EditorPanel } from './editor-panel.tsx'

/** Where an article is written: its title, its text, and all else in one panel that folds. */
export function EditorPage(props: EditorProps) {
  const { shell, post, typed, problems, done } = props
  const { t } = shell
  const { form, script } = t.writing
  const heading = post ? form.heading : form.newHeading
  const failed = Object.keys(problems).length > 0 || props.overtaken !== null
  const isInTrash = post?.status === 'trash'
  return (
    <AdminPage
      shell={shell}
      title={failed ? t.form.errorTitle(heading) : typed.title || heading}
      here="articles"
      script={isInTrash ? undefined : shell.assets.writingJs}
    >
      <h1 class="visually-hidden">{heading}</h1>
      <Told {...props} />
      <Problems t={t} problems={problems} />
      <form
        class="editor"
        id="editor"
        method="post"
        action={post ? urls.admin.post(post.id) : urls.admin.newPost}
        enctype="multipart/form-data"
        data-words={JSON.stringify({ ...script, saved: script.saved('%'), left: script.left('%') })}
        data-uploads={shell.rights.includes('add media') ? urls.admin.uploads : undefined}
        data-preview={urls.admin.postPreview}
        data-post={post?.id ?? ''}
        data-last={post?.last?.mark ?? undefined}
        data-saved={done !== null && post?.last?.kind === 'save' ? (post.last.mark ?? undefined) : undefined}
        data-language={shell.language}
        data-zone={props.zone}
        data-turn={props.turn}
        data-stopped={props.overtaken ? 'yes' : undefined}
      >
        <input type="hidden" name="post" value={post?.id ?? ''} />
        <input type="hidden" name="base" value={props.base} />
        <input type="hidden" name="mark" value={props.mark} />
        {/* Filled in by the script at each save: without it, none comes before the one it is sent after. */}
        <input type="hidden" name="turn" value="" />
        <p class="editor-others" role="status" id="editor-others">
          {props.others}
        </p>
        <input type="hidden" name="opened" value={props.opened} />
        {/* What the Enter key sends: nothing that readers see. */}
        <button
          class="visually-hidden"
          type="submit"
          name="act"
          value="save"
          tabindex={-1}
          aria-hidden="true"
        >
          {form.save}
        </button>
        <div class="field editor-title">
          <label for="post-title">{form.title}</label>
          <FieldError t={t} field="title" problems={problems} />
          <input
            id="post-title"
            type="text"
            name="title"
            value={typed.title}
            maxlength={500}
            dir="auto"
            autocomplete="off"
            autofocus={post === null}
            readonly={isInTrash}
            {...wrong('title', problems)}
          />
        </div>
        <div class="editor-text">
          <div class="field">
            <label for="post-source">{form.text}</label>
            <FieldError t={t} field="source" problems={problems} />
            <textarea
              id="post-source"
              name="source"
              rows={18}
              lang={typed.language}
              dir="auto"
              readonly={isInTrash}
              {...wrong('source', problems, 'post-source-hint')}
            >
              {`\n${typed.source}`}
            </textarea>
            <p class="hint" id="post-source-hint">
              {form.textHint}
            </p>
          </div>
        </div>
        <EditorButtons {...props} />
        {isInTrash ? null : <EditorPanel {...props} />}
      </form>
    </AdminPage>
  )
}

function Told({ shell, post, done, overtaken }: EditorProps) {
  const { t } = shell
  const { form } = t.writing
  if (overtaken)
    return (
      <div class="notice" role="alert" tabindex={-1} autofocus id="notice">
        <p class="notice-title">{overtaken.isSelf ? form.overtakenSelf : form.overtaken(overtaken.name)}</p>
        <p class="hint">{t.dateTime(overtaken.at)}</p>
        <p>{form.overtakenHint}</p>
        <details>
          <summary>{form.compare}</summary>
          <Difference t={t} pieces={overtaken.pieces} />
        </details>
      </div>
    )
  if (done === null) return null
  const date = post?.published_at ?? null
  return (
    <p class="told" role="status" tabindex={-1} autofocus>
      {done !== 'scheduled' ? form.done[done] : date !== null && form.done.scheduled(t.dateTime(date))}
      {canBeRead(post) ? <a href={urls.post(post.slug)}>{form.view}</a> : null}
    </p>
  )
}

/** Each line leads to its field. */
function Problems({ t, problems }: { t: Messages; problems: PostProblems }) {
  const { form } = t.writing
  const labels = fieldLabels(t)
  const isField = (name: string): name is PostField => Object.hasOwn(fieldIds, name)
  const wrong = Object.entries(problems).flatMap(([name, problem]) =>
    isField(name) ? { field: fieldIds[name], text: `${labels[name]}: ${form.problems[problem]}` } : [],
  )
  return <ErrorSummary title={form.wrong} wrong={wrong} />
}
