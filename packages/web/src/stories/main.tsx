// The story page: every widget of the kit in its states. For development and for the browser test; never served.
import '../zod-setup.ts';
import '../theme/theme.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';

const root = document.getElementById('root');
if (root === null) throw new Error('stories.html has no #root');
createRoot(root).render(<StrictMode>stories</StrictMode>);
