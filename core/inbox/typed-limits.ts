/** How long what people type may be, for the schemas and for the fields: one limit each. */
export const MAX_REFERENCE = 60;
export const MAX_VIEW_NAME = 60;
