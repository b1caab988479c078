export { stopSharedScene as default } from './e2eScene.mts';
