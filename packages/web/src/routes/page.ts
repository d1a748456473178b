// One route of a portal: its path, and the page to load when somebody goes there.
import { lazyRouteComponent } from '@tanstack/react-router';
import type { ComponentType } from 'react';

export type PageRoute = { readonly path: string; readonly component: ReturnType<typeof lazyRouteComponent> };

/** `page('/admin/users/$id/{-$tab}', () => import('../admin/directory/user.tsx'), 'User')`; the page takes no props. */
export function page<K extends string>(
  path: string,
  load: () => Promise<Record<K, ComponentType>>,
  name: K,
): PageRoute {
  return { path, component: lazyRouteComponent(async () => ({ default: (await load())[name] })) };
}
