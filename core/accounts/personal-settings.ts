/** What a person has chosen for themselves, wherever they sign in. */
export interface PersonalSettings {
  /** Opening an item shows its text, however grave; the lists go on veiling it. */
  readonly showsVeiled: boolean;
  /** They have been asked once whether they want that. */
  readonly askedAboutVeil: boolean;
}

export const UNCHOSEN: PersonalSettings = { showsVeiled: false, askedAboutVeil: false };
