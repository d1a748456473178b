// Light, dark, or as the system is.
import { Monitor, Moon, Sun } from 'lucide-react';
import type { ReactNode } from 'react';
import { chooseTheme, type ThemeChoice, useThemeChoice } from '../../theme/theme.ts';
import { Button } from '../action/button.tsx';
import { Menu } from '../overlay/menu.tsx';

const ICONS = { light: Sun, dark: Moon, system: Monitor };
const ITEMS = [
  { id: 'light', label: 'Light' },
  { id: 'dark', label: 'Dark' },
  { id: 'system', label: 'As the system' },
];

export function ThemeMenu(): ReactNode {
  const choice = useThemeChoice();
  const Icon = ICONS[choice];
  return (
    <Menu
      label="Theme"
      items={ITEMS}
      choice={{
        kind: 'single',
        chosen: [choice],
        onChange: ([next]) => chooseTheme((next ?? 'system') as ThemeChoice),
      }}
    >
      <Button tone="plain" size="icon" aria-label="Theme">
        <Icon aria-hidden />
      </Button>
    </Menu>
  );
}
