/** The landscapes of streams without video, for the live room and for whoever chooses one. */
export { Scene, type SceneProps } from "./Scene.tsx";
