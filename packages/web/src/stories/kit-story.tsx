// Every widget by itself, in its states.
import type { ReactNode } from 'react';
import { ThemeMenu } from '../ui/layout/theme-menu.tsx';
import { ActionStories } from './kit/action-stories.tsx';
import { ChoiceStories } from './kit/choice-stories.tsx';
import { FeedbackStories } from './kit/feedback-stories.tsx';
import { FieldStories } from './kit/field-stories.tsx';
import { ListStories } from './kit/list-stories.tsx';
import { OverlayStories } from './kit/overlay-stories.tsx';
import { TextStories } from './kit/text-stories.tsx';

export function KitStory(): ReactNode {
  return (
    <main className="mx-auto flex max-w-5xl flex-col gap-10 px-4 py-8">
      <div className="flex items-center gap-3">
        <h1 className="flex-1 text-xl font-semibold">Kit</h1>
        <ThemeMenu />
      </div>
      <ActionStories />
      <FieldStories />
      <ChoiceStories />
      <OverlayStories />
      <FeedbackStories />
      <TextStories />
      <ListStories />
    </main>
  );
}
