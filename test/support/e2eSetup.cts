export { startSharedScene as default } from './e2eScene.mts';
