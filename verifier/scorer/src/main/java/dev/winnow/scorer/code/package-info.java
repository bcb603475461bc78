/** Scores programs by their tests, in a sandbox of this machine or of a server. */
@NullMarked
package dev.winnow.scorer.code;

import org.jspecify.annotations.NullMarked;
