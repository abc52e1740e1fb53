import { lazy, Suspense, useEffect } from 'react';
import { Navigate, Route, Routes, useLocation } from 'react-router';
import { ApiError } from './api/http.ts';
import { goLive } from './api/live.ts';
import { useSessionQuery } from './api/queries.ts';
import { InboxPage } from './inbox/inbox-page.tsx';
import { Layout } from './shared/layout/layout.tsx';
import { SessionProvider } from './shared/session.tsx';
import { Failure } from './shared/ui/failure.tsx';
import { SignInAgain } from './sign-in/sign-in-again.tsx';
import { SignInPage } from './sign-in/sign-in-page.tsx';

const AccountsPage = lazy(() => import('./accounts/accounts-page.tsx'));
const AccuracyPage = lazy(() => import('./accuracy/accuracy-page.tsx'));
const AlarmsPage = lazy(() => import('./alarms/alarms-page.tsx'));
const BoardRoutesPage = lazy(() => import('./board-routes/board-routes-page.tsx'));
const AlarmSettingsPage = lazy(() => import('./unit-settings/alarm-settings-page.tsx'));
const ClockPage = lazy(() => import('./unit-settings/clock-page.tsx'));
const DeadlinesPage = lazy(() => import('./deadlines/deadlines-page.tsx'));
const ExportsPage = lazy(() => import('./exports/exports-page.tsx'));
const ListsPage = lazy(() => import('./lists/lists-page.tsx'));
const PeoplePage = lazy(() => import('./people/people-page.tsx'));
const PoliciesPage = lazy(() => import('./policies/policies-page.tsx'));
const SettingsPage = lazy(() => import('./settings/settings-page.tsx'));
const HelpPage = lazy(() => import('./settings/help-page.tsx'));

function SignedIn() {
  useEffect(goLive, []);
  return (
    <Layout>
      <Suspense fallback={<div className="page" aria-busy="true" />}>
        <Routes>
          <Route path="/inbox/:view?/:itemId?" element={<InboxPage />} />
          <Route path="/alarms" element={<AlarmsPage />} />
          <Route path="/deadlines" element={<DeadlinesPage />} />
          <Route path="/accuracy" element={<AccuracyPage />} />
          <Route path="/accounts" element={<AccountsPage />} />
          <Route path="/board-routes" element={<BoardRoutesPage />} />
          <Route path="/exports" element={<ExportsPage />} />
          <Route path="/lists/:tab?" element={<ListsPage />} />
          <Route path="/people" element={<PeoplePage />} />
          <Route path="/policies" element={<PoliciesPage />} />
          <Route path="/clock-settings" element={<ClockPage />} />
          <Route path="/alarm-settings" element={<AlarmSettingsPage />} />
          <Route path="/settings" element={<SettingsPage />} />
          <Route path="/help" element={<HelpPage />} />
          <Route path="*" element={<Navigate to="/inbox/all" replace />} />
        </Routes>
      </Suspense>
    </Layout>
  );
}

export function App() {
  const { pathname } = useLocation();
  const signingIn = pathname === '/sign-in';
  const session = useSessionQuery(!signingIn);
  if (signingIn) return <SignInPage />;
  if (session.data)
    return (
      <SessionProvider session={session.data}>
        <SignInAgain person={session.data.person} />
        <SignedIn />
      </SessionProvider>
    );
  if (session.error instanceof ApiError && session.error.status === 401) return <SignInPage />;
  if (session.error)
    return (
      <main className="centred">
        <Failure error={session.error} onRetry={() => void session.refetch()} />
      </main>
    );
  return <div className="centred" aria-busy="true" />;
}
