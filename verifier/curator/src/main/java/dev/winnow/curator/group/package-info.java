/** The judged responses of one prompt, as policies see them. */
@NullMarked
package dev.winnow.curator.group;

import org.jspecify.annotations.NullMarked;
