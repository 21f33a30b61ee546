/** The stage that viewers see while a stream has no video: six lights to choose from. */
import { Scene } from "@largesse/protocol";
import { type ReactElement, useId } from "react";

const titles: Readonly<Record<Scene, string>> = {
  dawn: "Dawn",
  forest: "Forest",
  neon: "Neon",
  ocean: "Ocean",
  ember: "Ember",
  aurora: "Aurora",
};

interface ScenePickerProps {
  readonly scene: Scene;
  readonly handleChoose: (scene: Scene) => void;
}

/** A row of small stages, one of which is chosen. */
export function ScenePicker({ scene, handleChoose }: ScenePickerProps): ReactElement {
  const name = useId();
  return (
    <fieldset className="scenes">
      <legend className="ui-field-label">Stage</legend>
      <div>
        {Scene.options.map((option) => (
          <label key={option} className="scene-choice">
            <input
              className="ui-hidden"
              type="radio"
              name={name}
              value={option}
              checked={option === scene}
              onChange={() => handleChoose(option)}
            />
            <span className="scene" data-scene={option} />
            {titles[option]}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
