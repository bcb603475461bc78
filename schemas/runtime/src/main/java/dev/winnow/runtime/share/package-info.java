/**
 * The loop of a share group, in which each request is locked for one worker at a time (KIP-932).
 */
@NullMarked
package dev.winnow.runtime.share;

import org.jspecify.annotations.NullMarked;
