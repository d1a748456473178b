// Takes one file: by button, by keyboard or dropped.
import { Upload } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';
import { Button as AriaButton, DropZone, FileTrigger, isFileDropItem } from 'react-aria-components';
import { cx } from '../cx.ts';
import { ErrorText, type FieldProps, labelLook } from './field.tsx';

export type FileDropProps = FieldProps & {
  /** MIME types or endings, such as `.csv`. */
  readonly accept: readonly string[];
  /** What fits: "SAML 2.0 XML, at most 1 MB". */
  readonly what: string;
  readonly mostBytes: number;
  readonly onFile: (file: File) => void;
  /** A file was too large: whatever was chosen before is no longer meant. */
  readonly onRefuse?: () => void;
};

/** Refuses files above `mostBytes` by itself; what is in the file is checked by `onFile`, which may set `error`. */
export function FileDrop({ label, hint, error, accept, what, mostBytes, className, ...on }: FileDropProps): ReactNode {
  const id = useId();
  const [chosen, setChosen] = useState<string>();
  const [refusal, setRefusal] = useState<string>();
  const shown = refusal ?? error;
  const take = (file: File | undefined) => {
    if (file === undefined) return;
    const isFitting = file.size <= mostBytes;
    setRefusal(isFitting ? undefined : `${file.name} is larger than ${Math.floor(mostBytes / 1024)} kB`);
    setChosen(isFitting ? file.name : undefined);
    if (isFitting) on.onFile(file);
    else on.onRefuse?.();
  };
  return (
    <div className={cx('flex min-w-0 flex-col gap-1.5', className)}>
      <span id={`${id}-label`} className={labelLook}>
        {label}
      </span>
      <DropZone
        aria-labelledby={`${id}-label`}
        onDrop={(event) => {
          const item = event.items.find(isFileDropItem);
          if (item !== undefined) void item.getFile().then(take);
        }}
        className={({ isDropTarget }) =>
          cx(
            'flex min-h-12 flex-wrap items-center gap-x-2.5 gap-y-1 rounded-lg border border-dashed border-field bg-sunken px-4 py-2.5 text-ink-2',
            isDropTarget && 'border-solid border-accent bg-soft',
            shown !== undefined && 'border-bad',
          )
        }
      >
        <Upload aria-hidden className="size-4 shrink-0" />
        <FileTrigger acceptedFileTypes={accept} onSelect={(files) => take(files?.[0])}>
          <AriaButton
            aria-labelledby={`${id}-choose ${id}-label`}
            aria-describedby={`${id}-text`}
            className="rounded-sm font-medium text-accent hover:underline"
          >
            <span id={`${id}-choose`}>Choose file</span>
          </AriaButton>
        </FileTrigger>
        <span className="min-w-0 break-words">{chosen ?? `or drop ${what} here`}</span>
      </DropZone>
      <div id={`${id}-text`} role="status" className="text-xs text-ink-3 empty:hidden">
        {shown === undefined ? hint : <ErrorText>{shown}</ErrorText>}
        {chosen !== undefined && shown === undefined && <span className="sr-only">{chosen} chosen</span>}
      </div>
    </div>
  );
}
