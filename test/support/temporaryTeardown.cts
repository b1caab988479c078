export { removeTemporary as default } from './temporary.mts';
