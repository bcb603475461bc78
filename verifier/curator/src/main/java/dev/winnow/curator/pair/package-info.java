/** Pair policies: which two responses of a prompt make a preference pair. */
@NullMarked
package dev.winnow.curator.pair;

import org.jspecify.annotations.NullMarked;
