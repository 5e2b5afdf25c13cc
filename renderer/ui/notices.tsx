import { Toast } from '@base-ui/react/toast'
import { CircleAlert, CircleCheck, Info, X } from 'lucide-react'
import { type ReactNode, useMemo } from 'react'

/** A message that comes and goes by itself; it never holds the only way to do something. */
export interface Notice {
  readonly tone: 'info' | 'success' | 'danger'
  readonly title: string
  readonly text?: string
  readonly action?: { readonly label: string; readonly run: () => void }
}

const ICONS = {
  info: <Info size={16} className="text-secondary" />,
  success: <CircleCheck size={16} className="text-success" />,
  danger: <CircleAlert size={16} className="text-danger" />,
}

/** Gives the function that shows a {@link Notice}. */
export function useNotices(): (notice: Notice) => void {
  const { add } = Toast.useToastManager()
  return useMemo(
    () => notice => {
      add({
        title: notice.title,
        description: notice.text,
        type: notice.tone,
        priority: notice.tone === 'danger' ? 'high' : 'low',
        timeout: notice.tone === 'danger' ? 10_000 : 4_000,
        ...(notice.action
          ? { actionProps: { children: notice.action.label, onClick: notice.action.run } }
          : {}),
      })
    },
    [add],
  )
}

/** Keeps and shows notices, in the lower right corner; wraps the whole window. */
export function NoticesProvider({ children }: { readonly children: ReactNode }) {
  return (
    <Toast.Provider limit={3}>
      {children}
      <Toast.Portal>
        <Toast.Viewport className="notices fixed right-4 z-50 flex w-80 flex-col gap-2">
          <NoticeList />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  )
}

function NoticeList() {
  const { toasts } = Toast.useToastManager()
  return toasts.map(toast => (
    <Toast.Root
      key={toast.id}
      toast={toast}
      data-notice
      className="floating-motion flex items-start gap-2.5 rounded-md border border-hairline bg-floating p-3 shadow-floating data-limited:hidden"
    >
      <span className="mt-px">{ICONS[toast.type as Notice['tone']]}</span>
      <div className="min-w-0 flex-1">
        <Toast.Title className="font-medium break-words" />
        <Toast.Description className="break-words text-secondary" />
        <Toast.Action className="mt-1 font-medium text-accent hover:underline" />
      </div>
      <Toast.Close
        aria-label="Dismiss"
        className="-m-1 flex size-6 items-center justify-center rounded-md text-secondary hover:bg-pressed"
      >
        <X size={14} />
      </Toast.Close>
    </Toast.Root>
  ))
}
