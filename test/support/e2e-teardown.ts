/** jest's tear-down of e2e: what the set-up started is stopped. */
export { tearDown as default } from './e2e-setup.ts';
