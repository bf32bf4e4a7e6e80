/** How deep a tree may get, so that no pass over it can overflow the stack. */

/** Expressions, types and bodies inside one another. */
export const nestingLimit = 100;
/** Nodes above one another in the tree: a chain `a + b + c …` is as deep as it is long. */
export const depthLimit = 1000;
