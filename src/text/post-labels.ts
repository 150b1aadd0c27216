/** What an article's HTML says besides its author's words, in the article's language. */
export interface PostLabels {
  footnotes: string
  /** With {0} for the footnote's number. */
  backToReference: string
  table: string
  done: string
  toDo: string
}

/** Takes a language (BCP 47) and returns its labels; English where there are none. */
export function postLabels(language: string): PostLabels {
  return labels[language.split('-')[0]?.toLowerCase() ?? ''] ?? english
}

const english: PostLabels = {
  footnotes: 'Footnotes',
  backToReference: 'Back to reference {0}',
  table: 'Table',
  done: 'Done',
  toDo: 'To do',
}

const labels: Partial<Record<string, PostLabels>> = {
  de: {
    footnotes: 'Fußnoten',
    backToReference: 'Zurück zum Verweis {0}',
    table: 'Tabelle',
    done: 'Erledigt',
    toDo: 'Offen',
  },
  ja: {
    footnotes: '脚注',
    backToReference: '参照元 {0} に戻る',
    table: '表',
    done: '完了',
    toDo: '未完了',
  },
  zh: {
    footnotes: '脚注',
    backToReference: '返回引用处 {0}',
    table: '表格',
    done: '已完成',
    toDo: '未完成',
  },
}
