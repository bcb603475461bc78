/** Runs the tests of a program in sandboxes on this machine, and decides outside of them. */
@NullMarked
package dev.winnow.scorer.code.session;

import org.jspecify.annotations.NullMarked;
