import './shared/styles/layers.css';
import './theme/uppsikt.css';
import './shared/styles/library.css';
import './shared/styles/fonts.css';
import './shared/styles/tokens.css';
import './shared/styles/base.css';
import './shared/styles/parts.css';
import './shared/styles/touch.css';
import '@digdir/designsystemet-web';
import { QueryClientProvider } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
import { BrowserRouter } from 'react-router';
import { queryClient } from './api/client.ts';
import { App } from './app.tsx';
import { startI18n } from './shared/i18n/setup.ts';
import { applyTheme } from './shared/theme.ts';
import { watchVisibleHeight } from './shared/visible-height.ts';

applyTheme();
watchVisibleHeight();
await startI18n();
const root = document.getElementById('root');
if (root)
  createRoot(root).render(
    <QueryClientProvider client={queryClient}>
      <BrowserRouter>
        <App />
      </BrowserRouter>
    </QueryClientProvider>,
  );
