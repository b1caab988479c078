export { makeTemporary as default } from './temporary.mts';
