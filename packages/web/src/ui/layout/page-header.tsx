// The top of every page: where it is, its name, state and actions. Also the document's title.
import { Fragment, type ReactNode } from 'react';
import { Link } from '../action/link.tsx';

export type Crumb = { readonly label: string; readonly href: string };
export type PageHeaderProps = {
  readonly title: string;
  /** At the left of the title: how the object looks elsewhere. */
  readonly mark?: ReactNode;
  /** One sentence, or the object's id with a copy button. */
  readonly intro?: ReactNode;
  /** A Badge beside the title. */
  readonly state?: ReactNode;
  readonly crumbs?: readonly Crumb[];
  readonly actions?: ReactNode;
};

export function PageHeader({ title, mark, intro, state, crumbs = [], actions }: PageHeaderProps): ReactNode {
  return (
    <header className="flex flex-col gap-2">
      <title>{`${title} · Keyshift`}</title>
      {crumbs.length > 0 && (
        <nav aria-label="Breadcrumb" className="text-ink-2">
          <ol className="m-0 flex list-none flex-wrap items-center gap-x-2 p-0">
            {crumbs.map((crumb) => (
              <Fragment key={crumb.href}>
                <li>
                  <Link tone="none" href={crumb.href} className="hover:text-ink hover:underline">
                    {crumb.label}
                  </Link>
                </li>
                <li aria-hidden className="text-ink-3">
                  /
                </li>
              </Fragment>
            ))}
            <li aria-current="page" className="min-w-0 text-ink wrap-anywhere">
              {title}
            </li>
          </ol>
        </nav>
      )}
      <div className="flex flex-wrap items-start gap-x-6 gap-y-3">
        {mark}
        <div className={mark === undefined ? 'min-w-0 flex-1 basis-72' : 'min-w-0 flex-1 basis-56'}>
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <h1 tabIndex={-1} className="min-w-0 text-xl font-semibold tracking-[-0.01em] wrap-anywhere outline-none">
              {title}
            </h1>
            {state}
          </div>
          {intro !== undefined && <div className="text-ink-2">{intro}</div>}
        </div>
        {actions !== undefined && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
      </div>
    </header>
  );
}
