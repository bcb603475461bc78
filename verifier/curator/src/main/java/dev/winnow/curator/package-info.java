/** The curator: selects and pairs the judged candidates of prompts that have ended. */
@NullMarked
package dev.winnow.curator;

import org.jspecify.annotations.NullMarked;
